import { readFileSync } from 'node:fs';
import { hashFraction } from '../../../core/hash-fraction.ts';
import type { TopicLabel } from '../../../core/words.ts';
import { type PublicSet, publicSets } from '../sets/public-sets.ts';
import type { WeightedRow } from './weighted-row.ts';

const mapping = JSON.parse(
  readFileSync(new URL('../topic-mapping.json', import.meta.url), 'utf8'),
) as Partial<Record<PublicSet, Record<string, TopicLabel>>>;

/** Rows kept of one topic in one set, the same ones every time: templated sets would drown the rest. */
const rowsPerTopic = 250;

/** Public rows whose intent means one of the fourteen topics (models/train/topic-mapping.json). */
export function publicTopicRows(folder: string): WeightedRow[] {
  const rows: WeightedRow[] = [];
  for (const [source, topics] of Object.entries(mapping) as [PublicSet, Record<string, TopicLabel>][]) {
    const mapped = publicSets[source](folder).filter((row) => topics[row.label] && row.text.trim());
    for (const topic of new Set(Object.values(topics))) {
      const ofTopic = mapped
        .filter((row) => topics[row.label] === topic)
        .sort((a, b) => hashFraction(a.text) - hashFraction(b.text))
        .slice(0, rowsPerTopic);
      rows.push(
        ...ofTopic.map(({ text }) => ({
          text,
          label: topic,
          source,
          own: false,
          weight: 1,
          language: 'en' as const,
        })),
      );
    }
  }
  return rows;
}
