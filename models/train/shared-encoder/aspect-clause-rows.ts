import { hashFraction } from '../../../core/hash-fraction.ts';
import { publicAspectRows } from '../heads/aspect-rows.ts';
import { readOwnAspects } from '../sets/own-aspects.ts';
import type { EncoderRow } from './encoder-row.ts';

const calibrationShare = 0.06;

/** Clauses of reviews with what they are about and how it is felt, and public ones mapped to the same. */
export function aspectClauseRows(folder: string): EncoderRow[] {
  const own = readOwnAspects().flatMap(({ text, aspect, sentiment, split }): EncoderRow[] => {
    const part = split === 'train' && hashFraction(text) < calibrationShare ? 'calibration' : split;
    const row = { text, split: part, kind: 'query', anchored: false, weight: 1 } as const;
    return [
      { ...row, task: 'aspect', label: aspect, source: 'own clauses' },
      { ...row, task: 'sentiment', label: sentiment, source: 'own clauses' },
    ];
  });
  const measured = new Set(own.filter(({ split }) => split !== 'train').map(({ text }) => text));
  const mapped = publicAspectRows(folder)
    .filter(({ text }) => !measured.has(text))
    .flatMap(({ text, aspect, sentiment, source }): EncoderRow[] => {
      const row = { text, source, split: 'train', kind: 'query', anchored: false, weight: 0.5 } as const;
      return [
        { ...row, task: 'aspect', label: aspect },
        { ...row, task: 'sentiment', label: sentiment },
      ];
    });
  return [...own, ...mapped];
}
