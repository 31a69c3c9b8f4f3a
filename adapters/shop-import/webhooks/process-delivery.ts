import type { Clock } from '../../../core/clock.ts';
import { BadInputError } from '../../../core/errors.ts';
import type { Logger } from '../../../core/logger.ts';
import { applySourceChange, type OrderEffects } from '../../postgres/apply-source-change.ts';
import type { Database } from '../../postgres/database.ts';
import { shopOfRows } from '../../postgres/shop-of-rows.ts';
import {
  type DeliveryKey,
  finishDelivery,
  forgetBody,
  takeDelivery,
} from '../../postgres/webhook-deliveries.ts';
import { readShopify } from './shopify.ts';
import { readWooCommerce } from './woocommerce.ts';

/**
 * Works one kept delivery through, in one transaction with its mark: it counts once, however often this is called. A
 * body that is not as documented is kept with the reason; a database that fails throws, and the job comes again.
 */
export async function processDelivery(
  parts: { database: Database; clock: Clock; effects: OrderEffects; logger: Logger },
  key: DeliveryKey,
): Promise<void> {
  const { database, clock, effects, logger } = parts;
  const now = clock.now();
  try {
    await database.transaction(async (tx) => {
      const delivery = await takeDelivery(tx, key);
      if (!delivery) return;
      const { currency } = await shopOfRows(database, key.shopId);
      const context = {
        topic: delivery.topic,
        currency,
        sentAt: delivery.triggeredAt ?? delivery.receivedAt,
        now,
      };
      const read = { shopify: readShopify, woocommerce: readWooCommerce }[key.source];
      const change = read(delivery.body, context);
      const problem = change
        ? await applySourceChange(tx, { ...key, currency, now }, change, effects)
        : `the topic ${delivery.topic} means nothing here`;
      await finishDelivery(tx, key, now, problem);
      // What tells of somebody who is to go is not kept longer than they are.
      if (change?.kind === 'shopper-deleted') await forgetBody(tx, key);
    });
  } catch (error) {
    if (!(error instanceof BadInputError)) throw error;
    logger.warn('a webhook was not as documented', { ...key, reason: error.message });
    await database.transaction((tx) => finishDelivery(tx, key, now, error.message));
  }
}
