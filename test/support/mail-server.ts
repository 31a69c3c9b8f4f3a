import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly subject: string;
  /** The text as it was written. */
  readonly text: string;
  /** The head as it came, unfolded. */
  readonly head: string;
}

export interface MailServer {
  readonly url: string;
  readonly mails: ReceivedMail[];
  stop(): Promise<void>;
}

export interface MailServerHooks {
  /** Before a recipient is accepted; what it throws is the server's answer, with its `responseCode`. */
  onRecipient?(): Promise<void>;
  /** The mail is kept, and the sender does not know it yet. */
  onKept?(): Promise<void>;
}

/** A mail server on loopback that keeps what it is sent. */
export async function startMailServer(hooks: MailServerHooks = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      Promise.resolve(hooks.onRecipient?.()).then(() => done(), done);
    },
    async onData(stream, session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      mails.push({
        to: session.envelope.rcptTo.map(({ address }) => address),
        ...parse(Buffer.concat(chunks)),
      });
      await hooks.onKept?.();
      done();
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Reads what nodemailer writes for a plain text: one part, encoded words in the subject. */
function parse(message: Buffer): { subject: string; text: string; head: string } {
  const raw = message.toString('latin1');
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ');
  const body = raw.slice(end + 4);
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
  const subject = (/^subject: (.*)$/im.exec(head)?.[1] ?? '')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('latin1')
        : quoted(text.replaceAll('_', ' ')),
    );
  const decoded =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('latin1')
      : encoding === 'quoted-printable'
        ? quoted(body)
        : body;
  return { subject: utf8(subject), text: utf8(decoded).replaceAll('\r\n', '\n'), head };
}

function quoted(text: string): string {
  return text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
