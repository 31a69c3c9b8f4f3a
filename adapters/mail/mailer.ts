import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Further headers, by their names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where an answer goes; left out: to the sender. */
  readonly replyTo?: string;
  /** Names the mail, so that the same one sent twice can be told for one; left out: a new one. */
  readonly messageId?: string;
}

/** Sends plain-text e-mails; rejects when the server does not take one. */
export interface Mailer {
  /**
   * @param handOver awaited when the whole text is with the server and only the line that ends it is missing: before that
   * line the server has not taken the mail. It throws when the mail must not go out.
   */
  send(mail: Mail, handOver?: () => Promise<void>): Promise<void>;
  close(): void;
}

/** A server that does not answer for so long is as good as none. */
const connectWithinMs = 20_000;
const answerWithinMs = 60_000;

/**
 * @param options.url smtp:// or smtps:// with user and password where the server wants them.
 * @param options.from sender, as `Name <address>` or an address.
 */
export function createMailer(options: { url: string; from: string }): Mailer {
  const transport = createTransport(
    {
      url: options.url,
      connectionTimeout: connectWithinMs,
      greetingTimeout: connectWithinMs,
      socketTimeout: answerWithinMs,
    },
    { from: options.from },
  );
  transport.use('stream', ({ data, message }, done) => {
    const { handOver } = data as { handOver?: () => Promise<void> };
    if (handOver)
      message.processFunc((text) => Readable.from(endsAfter(text, handOver), { objectMode: false }));
    done();
  });
  return {
    async send({ to, subject, text, headers, replyTo, messageId }, handOver) {
      const sent = {
        // Passed as an object: an address is never parsed as a list of several.
        to: { name: '', address: to },
        subject,
        text,
        ...(headers && { headers: { ...headers } }),
        ...(replyTo && { replyTo: { name: '', address: replyTo } }),
        ...(messageId && { messageId }),
        ...(handOver && { handOver }),
      };
      await transport.sendMail(sent);
    },
    close: () => transport.close(),
  };
}

/**
 * Passes everything on and ends only when `before` has resolved; when it rejects, the stream breaks off. It is drawn from,
 * and `before` begun, only once the server waits for the text.
 */
async function* endsAfter(text: AsyncIterable<Buffer>, before: () => Promise<void>): AsyncGenerator<Buffer> {
  yield* text;
  await before();
}
