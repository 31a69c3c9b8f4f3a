import { evaluate } from '../evaluate.ts';
import { classOffsets, type Example, type Task } from './joint-head.ts';

/**
 * Accuracy and macro-F1 of each task on rows that were not trained on.
 * @param score the joint head's logits of some rows, [rows, classes].
 */
export async function developmentFigures(
  tasks: readonly Task[],
  rows: readonly Example[],
  batchSize: number,
  score: (rows: readonly Example[]) => Promise<Float32Array>,
): Promise<Record<string, { accuracy: number; macroF1: number }>> {
  const { offsets, classes } = classOffsets(tasks);
  const pairs = tasks.map((): { truth: string; predicted: string }[] => []);
  // Of about one length, so that little is padding.
  const sorted = [...rows].sort((a, b) => a.tokens.length - b.tokens.length);
  for (let from = 0; from < sorted.length; from += batchSize) {
    const batch = sorted.slice(from, from + batchSize);
    const logits = await score(batch);
    batch.forEach(({ task, target }, r) => {
      const { labels } = tasks[task]!;
      const start = r * classes + offsets[task]!;
      let best = 0;
      for (let c = 1; c < labels.length; c++) if (logits[start + c]! > logits[start + best]!) best = c;
      pairs[task]!.push({ truth: labels[target as number]!, predicted: labels[best]! });
    });
  }
  return Object.fromEntries(
    tasks.flatMap(({ name, labels }, task) => {
      if (pairs[task]!.length === 0) return [];
      const { accuracy, macroF1 } = evaluate(labels, pairs[task]!);
      return [[name, { accuracy, macroF1 }]];
    }),
  );
}
