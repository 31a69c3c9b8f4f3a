import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a body carries the signature of somebody who knows the secret: base64 of its HMAC-SHA256, as Shopify
 * (X-Shopify-Hmac-Sha256) and WooCommerce (X-WC-Webhook-Signature) send it.
 * @param body as it came, byte for byte.
 */
export function isSigned(body: Uint8Array, signature: string | undefined, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
