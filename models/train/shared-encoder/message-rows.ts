import { hashFraction } from '../../../core/hash-fraction.ts';
import { readOwnMessages } from '../sets/own-messages.ts';
import { type PublicSet, publicSets } from '../sets/public-sets.ts';
import type { EncoderRow } from './encoder-row.ts';

const devShare = 0.06;
const calibrationShare = 0.06;
/** Own messages that are read as passages too, with their sentence vectors held. */
const passageShare = 0.2;
/** Feelings in chats are few beside those in reviews: a row weighs so much. */
const chatWeight = 2;

/**
 * Topic and sentiment of shoppers' messages, written for this project. Public intents mapped to topics took part once:
 * the mapping is coarse, and heads learnt with it were worse on own messages.
 */
export function messageRows(): EncoderRow[] {
  return readOwnMessages().flatMap(({ text, topic, sentiment, split }): EncoderRow[] => {
    const part = split === 'train' && hashFraction(text) < calibrationShare ? 'calibration' : split;
    const row = { text, source: 'own', split: part, kind: 'query', anchored: false, weight: 1 } as const;
    const rows: EncoderRow[] = [
      { ...row, task: 'topic', label: topic, anchored: true },
      { ...row, task: 'sentiment', label: sentiment, weight: chatWeight },
    ];
    if (part === 'train' && hashFraction(`passage:${text}`) < passageShare)
      rows.push({ ...row, task: 'topic', label: topic, kind: 'passage', anchored: true });
    return rows;
  });
}

/**
 * Public intents as tasks of their own: finer than the topics, they make the encoder tell requests apart, which serves a
 * shop's own classifier. Their sentence vectors are held.
 */
export function intentRows(folder: string): EncoderRow[] {
  return (['clinc150', 'banking77'] satisfies PublicSet[]).flatMap((task) =>
    publicSets[task](folder)
      .filter(({ label }) => label !== 'oos')
      .map(
        ({ text, label }): EncoderRow => ({
          task,
          text,
          label,
          source: task,
          split: hashFraction(text) < devShare ? 'dev' : 'train',
          kind: 'query',
          anchored: true,
          weight: 1,
        }),
      ),
  );
}
