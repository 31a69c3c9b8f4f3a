import { hashFraction } from '../../../core/hash-fraction.ts';
import { aspectLabels, sentimentLabels, topicLabels } from '../../../core/words.ts';
import type { Example, Task } from '../encoder/joint-head.ts';
import type { EncoderRow } from './encoder-row.ts';

/** Rows a task that decide during training which step is kept; final figures are of all development rows. */
const developmentRows = 400;

/** Text to tokens, as the encoder reads it: a passage has a prefix, a message none. */
export type EncodeText = (text: string, kind: EncoderRow['kind']) => Int32Array;

/** The tasks of some rows in their order, labels as the program speaks them where it does. */
export function tasksOf(rows: readonly EncoderRow[]): Task[] {
  const known: Readonly<Record<string, readonly string[]>> = {
    sentiment: sentimentLabels,
    topic: topicLabels,
    aspect: aspectLabels,
  };
  return [...new Set(rows.map(({ task }) => task))].map((name) => ({
    name,
    labels:
      known[name] ?? [...new Set(rows.filter(({ task }) => task === name).map(({ label }) => label))].sort(),
  }));
}

/** What to train on, and the part of the development rows that is looked at on the way. */
export function encoderExamples(
  rows: readonly EncoderRow[],
  tasks: readonly Task[],
  encode: EncodeText,
  anchorOf: (row: EncoderRow) => Float32Array | undefined,
): { examples: Example[]; development: Example[] } {
  const numbers = new Map(tasks.map(({ name, labels }, task) => [name, { labels, task }]));
  const exampleOf = (row: EncoderRow): Example => {
    const { labels, task } = numbers.get(row.task)!;
    const target = labels.indexOf(row.label);
    if (target < 0) throw new RangeError(`task ${row.task} has no label "${row.label}"`);
    const { weight } = row;
    return { tokens: encode(row.text, row.kind), task, target, weight, anchor: anchorOf(row) };
  };
  const development = tasks.flatMap(({ name }) =>
    rows
      .filter(({ task, split }) => task === name && split === 'dev')
      .map((row) => ({ row, order: hashFraction(`development:${row.text}`) }))
      .sort((a, b) => a.order - b.order)
      .slice(0, developmentRows)
      .map(({ row }) => ({ ...exampleOf({ ...row, weight: 1 }), anchor: undefined })),
  );
  return { examples: rows.filter(({ split }) => split === 'train').map(exampleOf), development };
}
