/** Failures before anything of the message was handed over, by nodemailer's names for them. */
const notHandedOver = new Set(['ECONNECTION', 'EDNS', 'EAUTH', 'EENVELOPE']);

/**
 * True for a failed e-mail that the server has certainly not taken and that may be tried again: it was not reached, or
 * said "not now" (SMTP 4xx). A broken connection after the text was sent is neither.
 */
export function mayTryAgain(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (responseCode !== undefined) return responseCode >= 400 && responseCode < 500;
  return code !== undefined && notHandedOver.has(code);
}
