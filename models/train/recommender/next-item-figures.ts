import type { Value } from '../../runtime/graph-session.ts';
import type { NextItemCase, NextItemFigures } from './next-item-run.ts';
import { rankOf } from './rank-of.ts';
import { lastPlaceFeeds } from './sequence-feeds.ts';

const batchSize = 128;

/** @param score scores of every product after each sequence, [sequences, items]. */
export async function nextItemFigures(
  cases: readonly NextItemCase[],
  positions: number,
  score: (feeds: Readonly<Record<'sequence' | 'places', Value>>) => Promise<Float32Array>,
): Promise<NextItemFigures> {
  const sorted = [...cases].sort((a, b) => a.known.length - b.known.length);
  let hits = 0;
  let gain = 0;
  for (let from = 0; from < sorted.length; from += batchSize) {
    const batch = sorted.slice(from, from + batchSize);
    const scores = await score(
      lastPlaceFeeds(
        batch.map(({ known }) => known),
        positions,
      ),
    );
    const items = scores.length / batch.length;
    batch.forEach(({ known, target }, row) => {
      const rank = rankOf(scores.subarray(row * items, (row + 1) * items), target, known);
      if (rank > 10) return;
      hits++;
      gain += 1 / Math.log2(rank + 1);
    });
  }
  return { hr10: hits / cases.length, ndcg10: gain / cases.length };
}
