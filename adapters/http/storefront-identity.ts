import { createHmac } from 'node:crypto';

/** What a shop's server gives its page for the widget: the HMAC-SHA256 (hex) of its customer id under the shop's secret. */
export function identityFor(
  externalId: string,
  identitySecret: string,
): { identifier: string; identifierHash: string } {
  const identifierHash = createHmac('sha256', identitySecret).update(externalId).digest('hex');
  return { identifier: externalId, identifierHash };
}
