import { createHash } from 'node:crypto';

/**
 * What is kept of an e-mail address between two messages: enough to hold an order's against it, not the address. Each
 * conversation has its own, so that equal ones do not show.
 */
export function emailDigest(conversationId: string, email: string): string {
  return createHash('sha256').update(`${conversationId}/${email.toLowerCase()}`).digest('hex');
}
