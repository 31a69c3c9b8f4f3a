import { createHmac } from 'node:crypto';

/** A client's address as it may be kept: the same for the same client, and nobody without the secret knows whose. */
export function addressTag(secret: Uint8Array, addressKey: string): string {
  return createHmac('sha256', secret).update(`address/${addressKey}`).digest('base64url').slice(0, 22);
}
