import type { Language } from '../../../core/words.ts';
import { type PublicSet, publicSets } from '../sets/public-sets.ts';
import { hashFraction } from '../sets/split-by-hash.ts';
import type { WeightedRow } from './weighted-row.ts';

/** How many rows of each label are taken, the same ones every time; longer reviews cost more to encode than they teach. */
const sources: readonly { set: PublicSet; language: Language; rowsPerLabel: number; longest: number }[] = [
  { set: 'sst2', language: 'en', rowsPerLabel: 3_000, longest: 400 },
  { set: 'womens_clothing', language: 'en', rowsPerLabel: 1_500, longest: 350 },
  { set: 'online_shopping', language: 'zh', rowsPerLabel: 3_000, longest: 120 },
  { set: 'waimai', language: 'zh', rowsPerLabel: 1_500, longest: 120 },
];

/** Public reviews with their polarity; neutral among them are clothing reviews with three stars. */
export function publicSentimentRows(folder: string): WeightedRow[] {
  return sources.flatMap(({ set, language, rowsPerLabel, longest }) => {
    const all = publicSets[set](folder).filter((row) => row.text.trim() && row.text.length <= longest);
    return [...new Set(all.map((row) => row.label))].flatMap((label) =>
      all
        .filter((row) => row.label === label)
        .sort((a, b) => hashFraction(a.text) - hashFraction(b.text))
        .slice(0, rowsPerLabel)
        .map(({ text }) => ({ text, label, source: set, own: false, weight: 1, language })),
    );
  });
}
