import { buildLaboratoryWorld, outcomeDays } from '../adapters/laboratory/laboratory-world.ts';
import { aspectClauseRows } from '../models/train/shared-encoder/aspect-clause-rows.ts';
import { churnRows } from '../models/train/shared-encoder/churn-rows.ts';
import type { EncoderRow } from '../models/train/shared-encoder/encoder-row.ts';
import { intentRows, messageRows } from '../models/train/shared-encoder/message-rows.ts';
import { reviewRows } from '../models/train/shared-encoder/review-rows.ts';
import { textAsServed } from '../nlp/text-classifier.ts';

/** Past conversations to learn leaving from, and to measure it on. */
const conversationsToLearn = 4_000;
const conversationsToMeasure = 400;
const conversationsToCalibrate = 400;

/**
 * Everything that the shared encoder learns from, as it is read in service.
 * @param folder of the public data sets, one folder each.
 */
export function encoderRows(folder: string): EncoderRow[] {
  const rows = [
    ...reviewRows(folder),
    ...messageRows(),
    ...aspectClauseRows(folder),
    ...leavingRows(),
    ...intentRows(folder),
  ];
  return rows.flatMap((row) => {
    const text = textAsServed(row.text).trim();
    return text === '' ? [] : [{ ...row, text }];
  });
}

/** Simulated conversations; shoppers and phrasings of the parts are disjoint. */
function leavingRows(): EncoderRow[] {
  const { conversations } = buildLaboratoryWorld('encoder');
  const outcomes = conversations
    // Of later ones only those who came back are known: they would all be stayers.
    .filter(({ day, ordered }) => day + outcomeDays <= 0 && ordered !== null)
    .map(({ messages, ordered, part }) => ({
      messages,
      left: !ordered,
      split: part === 'train' ? ('train' as const) : ('dev' as const),
    }));
  const training = outcomes.filter(({ split }) => split === 'train');
  return churnRows([
    ...training
      .slice(-conversationsToLearn - conversationsToCalibrate, -conversationsToLearn)
      .map((outcome) => ({ ...outcome, split: 'calibration' as const })),
    ...training.slice(-conversationsToLearn),
    ...outcomes.filter(({ split }) => split === 'dev').slice(-conversationsToMeasure),
  ]);
}
