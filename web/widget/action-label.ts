import type { ShopperAction } from '../../core/contracts/shopper-action.ts';
import type { Wording } from './wording.ts';

/** What a button said that was pressed, in the words of the reader's language; null for what is no button of ours. */
export function actionLabel(value: unknown, words: Wording): string | null {
  const { action, stars } = (value ?? {}) as { action?: ShopperAction['action']; stars?: number };
  if (!action) return null;
  const labels: Record<ShopperAction['action'], string | null> = {
    'offer.accept': words.accept,
    'offer.decline': words.decline,
    'personalisation.refuse': words.refusePersonal,
    'outreach.stop': words.stopMessages,
    'person.request': words.talkToPerson,
    'product.ask': words.askProduct,
    'conversation.rate': '★'.repeat(Math.min(5, Number(stars) || 0)) || null,
  };
  return Object.hasOwn(labels, action) ? labels[action] : null;
}
