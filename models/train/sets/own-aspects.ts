import { fileURLToPath } from 'node:url';
import type { AspectLabel, Language, SentimentLabel } from '../../../core/words.ts';
import { readJsonLines } from './read-table.ts';

/** A clause of a product review that was written for this project; models/train/data/README.md says how. */
export interface OwnAspect {
  readonly text: string;
  readonly aspect: AspectLabel;
  readonly sentiment: SentimentLabel;
  /** Rows of 'dev' are never trained on. */
  readonly split: 'train' | 'dev';
  readonly language: Language;
}

/** The project's own clauses of reviews in both languages. */
export function readOwnAspects(): OwnAspect[] {
  return (['en', 'zh'] as const).flatMap((language) => {
    const path = new URL(`../data/aspects.${language}.jsonl`, import.meta.url);
    return readJsonLines<Omit<OwnAspect, 'language'>>(fileURLToPath(path)).map((row) => ({
      ...row,
      language,
    }));
  });
}
