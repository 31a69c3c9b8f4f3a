import { createHash } from 'node:crypto';
import express, { type Request, Router } from 'express';
import type { Clock } from '../../core/clock.ts';
import { BadInputError, MainstayError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { Database } from '../postgres/database.ts';
import { keepDelivery } from '../postgres/webhook-deliveries.ts';
import { type WebhookSource, webhookSecret, webhookSources } from '../postgres/webhook-secrets.ts';
import { isSigned } from '../shop-import/webhooks/is-signed.ts';

/** An order of hundreds of lines has about a megabyte. */
const bodyLimitBytes = 4_194_304;

const headers: Readonly<
  Record<WebhookSource, { signature: string; topic: string; delivery: string; triggered: string }>
> = {
  shopify: {
    signature: 'x-shopify-hmac-sha256',
    topic: 'x-shopify-topic',
    delivery: 'x-shopify-webhook-id',
    triggered: 'x-shopify-triggered-at',
  },
  woocommerce: {
    signature: 'x-wc-webhook-signature',
    topic: 'x-wc-webhook-topic',
    delivery: 'x-wc-webhook-delivery-id',
    triggered: '',
  },
};

/**
 * POST /webhooks/:source/:shop: what the shop's own system sends. Kept as it came, answered at once, worked through by
 * a job. Without the right signature: 401, the same for a shop that is not there.
 */
export function webhookRouter(parts: { database: Database; clock: Clock; logger: Logger }): Router {
  const { database, clock, logger } = parts;
  const router = Router();
  const raw = express.raw({ limit: bodyLimitBytes, type: () => true });
  router.post('/:source/:shop', raw, async (request: Request<{ source: string; shop: string }>, response) => {
    const { shop } = request.params;
    const source = webhookSources.find((one) => one === request.params.source);
    const body: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (source === 'woocommerce' && isPing(request, body)) return void response.status(200).end();
    const secret =
      source && /^[a-z0-9-]{1,63}$/.test(shop) ? await webhookSecret(database, shop, source) : null;
    if (!source || !secret || !isSigned(body, request.get(headers[source].signature), secret)) {
      logger.warn('a webhook without the right signature was refused', {
        source: source ?? 'unknown',
        shopKnown: secret !== null,
        bytes: body.length,
        address: request.ip,
      });
      throw new MainstayError('unauthenticated', 'the signature is not the one of this body');
    }
    const names = headers[source];
    const topic = request.get(names.topic);
    if (!topic) throw new BadInputError(`the header ${names.topic} is missing`);
    const json = body.toString('utf8');
    if (!isJson(json)) throw new BadInputError('the body is not JSON');
    const triggered = new Date(names.triggered ? (request.get(names.triggered) ?? '') : '');
    await keepDelivery(database, {
      shopId: shop,
      source,
      deliveryId:
        request.get(names.delivery) ?? createHash('sha256').update(`${topic}\n`).update(body).digest('hex'),
      topic: topic.slice(0, 100),
      triggeredAt: Number.isNaN(triggered.getTime()) ? null : triggered,
      // jsonb has no NUL; as a text it is no letter of any name.
      json: json.replaceAll('\\u0000', ''),
      receivedAt: clock.now(),
    });
    response.status(200).end();
  });
  return router;
}

/** WooCommerce tries a new webhook with "webhook_id=N", unsigned; nothing is done with it. */
function isPing(request: Request, body: Buffer): boolean {
  return (
    request.get('x-wc-webhook-signature') === undefined &&
    body.length < 64 &&
    /^webhook_id=\d+$/.test(body.toString('latin1'))
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
