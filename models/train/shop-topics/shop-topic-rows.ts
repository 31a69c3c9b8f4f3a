import { hashFraction } from '../../../core/hash-fraction.ts';
import type { EncoderRow } from '../shared-encoder/encoder-row.ts';
import { messageRows } from '../shared-encoder/message-rows.ts';

/** A message of a shop with what a person says that it means. */
export interface ShopLabel {
  readonly text: string;
  readonly topic: string;
}

/** Of a shop's messages, kept out to see whether the head has become better for this shop. */
const heldShare = 0.2;
/** A shop's own message counts as much as so many that were written for the project. */
const shopWeight = 3;

export const shopSource = 'own labels of the shop';

/** Topic rows of the project and of one shop, as the heads read them; a shop's text goes before the same of the project. */
export function shopTopicRows(
  labels: readonly ShopLabel[],
  asServed: (text: string) => string,
): EncoderRow[] {
  const ofShop = new Map(
    labels.flatMap(({ text, topic }): [string, EncoderRow][] => {
      const served = asServed(text).trim();
      const held = hashFraction(`shop:${served}`) < heldShare;
      const row: EncoderRow = {
        task: 'topic',
        text: served,
        label: topic,
        source: shopSource,
        split: held ? 'dev' : 'train',
        kind: 'query',
        anchored: false,
        weight: shopWeight,
      };
      return served === '' ? [] : [[served, row]];
    }),
  );
  const ofProject = messageRows()
    .filter(({ task, kind }) => task === 'topic' && kind === 'query')
    .map((row) => ({ ...row, text: asServed(row.text).trim() }))
    .filter(({ text }) => text !== '' && !ofShop.has(text));
  return [...ofShop.values(), ...ofProject];
}
