import type { Value } from '../../runtime/graph-session.ts';

/** One classification of several that share an encoder. */
export interface Task {
  readonly name: string;
  readonly labels: readonly string[];
}

/** A text to learn from. */
export interface Example {
  readonly tokens: Int32Array;
  /** Number of its task. */
  readonly task: number;
  /** Number of its label within the task, or a distribution over the task's labels (a teacher's). */
  readonly target: number | Float32Array;
  readonly weight: number;
  /** Where the text's sentence vector should stay, of length 1. */
  readonly anchor?: Float32Array | undefined;
}

/** Where each task's classes begin in the joint head, and how many there are in all. */
export function classOffsets(tasks: readonly Task[]): { offsets: readonly number[]; classes: number } {
  const offsets: number[] = [];
  let classes = 0;
  for (const { labels } of tasks) {
    offsets.push(classes);
    classes += labels.length;
  }
  return { offsets, classes };
}

/**
 * Several tasks share one softmax: in each row the classes of the other tasks are pushed out by -10,000, so that one
 * graph serves them all and a batch may mix them.
 * @param smoothing share of a target's mass that is spread over its task's classes.
 * @returns `class_bias` and `targets`, float [rows, classes], and `weights`, float [rows].
 */
export function headFeeds(
  rows: readonly Pick<Example, 'task' | 'target' | 'weight'>[],
  tasks: readonly Task[],
  smoothing: number,
): Record<'class_bias' | 'targets' | 'weights', Value> {
  const { offsets, classes } = classOffsets(tasks);
  const bias = new Float32Array(rows.length * classes).fill(-10_000);
  const targets = new Float32Array(rows.length * classes);
  rows.forEach(({ task, target }, r) => {
    const { length } = tasks[task]!.labels;
    const start = r * classes + offsets[task]!;
    bias.fill(0, start, start + length);
    for (let c = 0; c < length; c++) {
      const share = typeof target === 'number' ? (c === target ? 1 : 0) : target[c]!;
      targets[start + c] = share * (1 - smoothing) + smoothing / length;
    }
  });
  const shape = [rows.length, classes];
  return {
    class_bias: { shape, data: bias },
    targets: { shape, data: targets },
    weights: { shape: [rows.length], data: Float32Array.from(rows, ({ weight }) => weight) },
  };
}

/** `anchors`, float [rows, hidden], and `anchor_weights`, float [rows]: 0 for rows without one. */
export function anchorFeeds(
  rows: readonly Pick<Example, 'anchor'>[],
  hidden: number,
): Record<'anchors' | 'anchor_weights', Value> {
  const anchors = new Float32Array(rows.length * hidden);
  rows.forEach(({ anchor }, r) => {
    if (anchor) anchors.set(anchor, r * hidden);
  });
  const weights = Float32Array.from(rows, ({ anchor }) => (anchor ? 1 : 0));
  return {
    anchors: { shape: [rows.length, hidden], data: anchors },
    anchor_weights: { shape: [rows.length], data: weights },
  };
}
