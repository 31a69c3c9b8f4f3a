import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Further headers, by their names. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends plain-text e-mails; rejects when the server does not take one. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
  close(): void;
}

/**
 * @param options.url smtp:// or smtps:// with user and password where the server wants them.
 * @param options.from sender, as `Name <address>` or an address.
 */
export function createMailer(options: { url: string; from: string }): Mailer {
  const transport = createTransport(options.url, { from: options.from });
  return {
    async send({ to, subject, text, headers }) {
      // Passed as an object: an address is never parsed as a list of several.
      await transport.sendMail({
        to: { name: '', address: to },
        subject,
        text,
        ...(headers && { headers: { ...headers } }),
      });
    },
    close: () => transport.close(),
  };
}
