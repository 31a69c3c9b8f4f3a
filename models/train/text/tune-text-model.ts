import { evaluateScores, type TextEvaluation } from '../../evaluation/evaluate-scores.ts';
import { chooseThreshold } from '../../evaluation/scope-figures.ts';
import type { BertShape } from '../../onnx/bert-encoder.ts';
import type { Weights } from '../../onnx/safetensors.ts';
import type { Encoding } from '../../runtime/encoder-session.ts';
import { type LinearHead, readBy, scaledHead, scoreHead, scoreLogits } from '../../runtime/linear-head.ts';
import { temperatureOf } from '../calibrate.ts';
import type { Example } from '../encoder/joint-head.ts';
import { mergeUpdates } from '../encoder/merge-updates.ts';
import {
  type StepProgress,
  type TrainedEncoder,
  type TrainingSettings,
  trainEncoder,
} from '../encoder/train-encoder.ts';
import { headBias, headWeight } from '../encoder/training-graph.ts';
import { headsOfRun } from '../shared-encoder/heads-of-run.ts';

/** A text with its tokens; label null: it belongs to none of the labels. */
export interface TokenRow {
  readonly tokens: Int32Array;
  readonly label: string | null;
  /** A distribution over the labels to be learnt instead of the label. */
  readonly target?: Float32Array;
  /** Default 1. */
  readonly weight?: number;
}

export interface TuneOptions {
  readonly weights: Weights;
  readonly shape: BertShape;
  readonly padToken: number;
  readonly labels: readonly string[];
  readonly train: readonly TokenRow[];
  readonly development: readonly TokenRow[];
  /** Without the steps between evaluations: one an epoch. */
  readonly settings: Omit<TrainingSettings, 'evaluateEvery'>;
  readonly folder: string;
  readonly threads: number;
  readonly onStep: (progress: StepProgress) => void;
}

export interface TunedTextModel {
  /** With the updates merged, under Hugging Face's names. */
  readonly weights: Weights;
  readonly head: LinearHead;
  readonly trained: TrainedEncoder;
}

const task = 'label';

/**
 * Tunes the encoder for one classification. A text that belongs to no label is taught to be none of them: its target is
 * spread over all (outlier exposure; Hendrycks, Mazeika and Dietterich 2019).
 */
export async function tuneTextModel(options: TuneOptions): Promise<TunedTextModel> {
  const { weights, shape, padToken, labels, train, development, settings, folder, threads, onStep } = options;
  const spread = new Float32Array(labels.length).fill(1 / labels.length);
  const exampleOf = ({ tokens, label, target, weight = 1 }: TokenRow): Example => ({
    tokens,
    task: 0,
    target: target ?? (label === null ? spread : labels.indexOf(label)),
    weight,
  });
  const tasks = [{ name: task, labels }];
  const trained = await trainEncoder({
    weights,
    shape,
    padToken,
    tasks,
    examples: train.map(exampleOf),
    development: development.filter(({ label }) => label !== null).map(exampleOf),
    settings: { ...settings, evaluateEvery: Math.max(1, Math.ceil(train.length / settings.batchSize)) },
    folder,
    threads,
    onStep,
  });
  const updates = new Map([...trained.tensors].filter(([name]) => name !== headWeight && name !== headBias));
  return {
    weights: mergeUpdates(weights, updates, settings.tuning),
    head: headsOfRun(trained.tensors, tasks, settings.pooling).get(task)!,
    trained,
  };
}

export interface MeasuredHead {
  /** With the temperature folded in. */
  readonly head: LinearHead;
  readonly temperature: number;
  readonly outOfScopeThreshold: number | null;
  readonly development: TextEvaluation;
}

/**
 * Temperature, threshold and figures by the development rows, read by the encoder as it will serve.
 * @param mayLose of in-scope accuracy, for the threshold.
 */
export function measureTunedHead(
  head: LinearHead,
  rows: readonly { readonly label: string | null; readonly encoding: Encoding }[],
  mayLose: number,
): MeasuredHead {
  const { labels } = head;
  const temperature = temperatureOf(
    rows.flatMap(({ label, encoding }) =>
      label === null
        ? []
        : [{ scores: scoreLogits(head, readBy(head, encoding)), truth: labels.indexOf(label) }],
    ),
  );
  const scaled = scaledHead(head, 1 / temperature);
  const probabilities = rows.map(({ encoding }) => scoreHead(scaled, readBy(scaled, encoding)));
  const outOfScopeThreshold = chooseThreshold(
    rows.map(({ label }, i) => {
      const confidence = Math.max(...probabilities[i]!);
      return { truth: label, predicted: labels[probabilities[i]!.indexOf(confidence)]!, confidence };
    }),
    mayLose,
  );
  const development = evaluateScores({
    labels,
    truths: rows.map(({ label }) => label),
    probabilities,
    outOfScopeThreshold,
  });
  return { head: scaled, temperature, outOfScopeThreshold, development };
}
