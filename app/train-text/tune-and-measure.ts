import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBertEncoder } from '../../models/onnx/bert-encoder.ts';
import { encodeOnnx } from '../../models/onnx/onnx-codec.ts';
import { readBy, scoreHead } from '../../models/runtime/linear-head.ts';
import { smoothingOf } from '../../models/train/smoothing.ts';
import {
  type MeasuredHead,
  measureTunedHead,
  type TunedTextModel,
  type TuneOptions,
} from '../../models/train/text/tune-text-model.ts';
import { encodeTexts } from '../encode-texts.ts';
import { type Percentiles, percentiles } from '../percentiles.ts';
import type { Progress } from '../progress.ts';
import { stepTeller } from '../step-teller.ts';
import { recordedTuning } from './recorded-tuning.ts';
import type { StartingPoint } from './starting-point.ts';
import { thresholdMayLose } from './text-rows.ts';

export interface TuneTask extends Omit<TuneOptions, 'weights' | 'shape' | 'padToken' | 'onStep'> {
  readonly base: StartingPoint;
  /** Told beside the bar. */
  readonly what: string;
}

export interface MeasuredModel extends MeasuredHead {
  readonly trained: TunedTextModel['trained'];
  /** The int8 file. */
  readonly encoder: Uint8Array;
  readonly latencyMs: Percentiles;
}

/** Texts that the ranges of the layers' inputs are taken from. */
const rangedTexts = 300;

/** Tunes an encoder once and measures it as it will serve. */
export async function tuneAndMeasure(task: TuneTask, progress: Progress): Promise<MeasuredModel> {
  const { base, what, ...rest } = task;
  const tuning = progress.begin(what);
  const told = stepTeller();
  const { weights, head, trained } = await recordedTuning(
    { ...base, ...rest, padToken: base.tokenizer.padToken },
    (step) => tuning.at(step.step / step.steps, told(step)),
  );
  tuning.end(`best at step ${trained.best.step}, macro-F1 ${trained.best.figure.toFixed(4)}`);
  const { train, development } = task;
  const encoder = encodeOnnx(
    buildBertEncoder(weights, base.shape, {
      precision: 'int8',
      masked: false,
      attention: 'fused',
      output: 'sentence',
      smoothing: await smoothingOf(
        weights,
        base.shape,
        train.slice(0, rangedTexts).map(({ tokens }) => tokens),
      ),
    }),
  );
  const reading = progress.begin(`Measuring on ${development.length} texts`);
  const { encodings, milliseconds } = await encodeBy(
    encoder,
    base.tokenizer.padToken,
    development.map(({ tokens }) => tokens),
    (share) => reading.at(share),
  );
  reading.end();
  const measured = measureTunedHead(
    head,
    development.map(({ label }, i) => ({ label, encoding: encodings[i]! })),
    thresholdMayLose,
  );
  return { ...measured, trained, encoder, latencyMs: percentiles(milliseconds) };
}

/** What a model says of texts: probabilities in the order of its labels. */
export async function scoreBy(
  { encoder, head }: MeasuredModel,
  padToken: number,
  texts: readonly Int32Array[],
  onDone: (share: number) => void,
): Promise<Float32Array[]> {
  const { encodings } = await encodeBy(encoder, padToken, texts, onDone);
  return encodings.map((encoding) => scoreHead(head, readBy(head, encoding)));
}

/** By a file, because workers open files. */
async function encodeBy(
  encoder: Uint8Array,
  padToken: number,
  texts: readonly Int32Array[],
  onDone: (share: number) => void,
) {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-encoder-'));
  try {
    const path = join(folder, 'encoder.int8.onnx');
    writeFileSync(path, encoder);
    return await encodeTexts(path, padToken, texts, onDone);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
