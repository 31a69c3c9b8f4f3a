import { fileURLToPath } from 'node:url';
import type { Language, SentimentLabel, TopicLabel } from '../../../core/words.ts';
import { readJsonLines } from './read-table.ts';

/** A message that was written for this project; models/train/data/README.md says how. */
export interface OwnMessage {
  readonly text: string;
  readonly topic: TopicLabel;
  readonly sentiment: SentimentLabel;
  /** Rows of 'dev' are never trained on. */
  readonly split: 'train' | 'dev';
  readonly language: Language;
}

/** The project's own messages in both languages. */
export function readOwnMessages(): OwnMessage[] {
  return (['en', 'zh'] as const).flatMap((language) => {
    const path = new URL(`../data/topics.${language}.jsonl`, import.meta.url);
    return readJsonLines<Omit<OwnMessage, 'language'>>(fileURLToPath(path)).map((row) => ({
      ...row,
      language,
    }));
  });
}
