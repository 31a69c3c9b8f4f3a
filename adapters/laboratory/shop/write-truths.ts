import type { Transaction } from '../../../core/transaction.ts';
import { nature, type World } from '../../../retention/laboratory/world.ts';
import { insertRows } from '../../postgres/insert-rows.ts';
import type { LaboratoryProduct } from '../laboratory-products.ts';
import type { LaboratoryWorld } from '../laboratory-world.ts';
import { shopperIdOf } from './past-draws.ts';
import { conversationIdOf } from './write-conversations.ts';
import type { LoadedShop } from './write-purchases.ts';

/** Writes what is true and hidden into the schema that nothing which learns may read. */
export async function writeTruths(
  tx: Transaction,
  shop: LoadedShop,
  world: World,
  products: readonly LaboratoryProduct[],
  { histories, conversations }: LaboratoryWorld,
): Promise<void> {
  await insertRows(
    tx,
    'laboratory.truths',
    [
      ['shop_id', 'text', () => shop.id],
      ['subject', 'text', ({ subject }) => subject],
      ['truth', 'jsonb', ({ truth }) => truth],
    ],
    [
      { subject: 'world', truth: { ...world, nature, seed: shop.seed } },
      ...products.map(({ sku, elasticity }) => ({ subject: `product:${sku}`, truth: { elasticity } })),
      ...[...histories.values()].map(({ shopper, leftDay }) => ({
        subject: `shopper:${shopperIdOf(shop.id, shopper)}`,
        truth: { ...shopper, leftDay },
      })),
      ...conversations.map((conversation) => ({
        subject: `conversation:${conversationIdOf(shop.id, conversation)}`,
        truth: conversation.truth,
      })),
    ],
  );
}
