import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '../../core/errors.ts';
import type { TextEvaluation } from '../../models/evaluation/evaluate-scores.ts';
import { buildBertEncoder } from '../../models/onnx/bert-encoder.ts';
import { decodeOnnx, encodeOnnx } from '../../models/onnx/onnx-codec.ts';
import { bertShapeOf, weightsOfEncoder } from '../../models/onnx/weights-of-encoder.ts';
import type { ArtefactManifest } from '../../models/registry/manifest.ts';
import { tunedPrefixes } from '../../models/registry/manifest.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { readEncoderFolder } from '../../models/train/build-encoder.ts';
import { measureTunedHead, type TokenRow, tuneTextModel } from '../../models/train/text/tune-text-model.ts';
import type { TuneMethod } from '../../models/train/text/tuning-recipe.ts';
import {
  type TuningSettings,
  trainingSettings,
  usualSettings,
} from '../../models/train/text/tuning-settings.ts';
import { writeTextModel } from '../../models/train/text/write-text-model.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';
import { numberOption } from '../commands/number-options.ts';
import { readConfig } from '../config.ts';
import { encodeTexts } from '../encode-texts.ts';
import { type Percentiles, percentiles } from '../percentiles.ts';
import type { Progress } from '../progress.ts';
import { stepTeller } from '../step-teller.ts';
import { type TextRowFlags, type TextRows, thresholdMayLose } from './text-rows.ts';
import { tokenRows } from './token-rows.ts';

export interface TuneFlags {
  readonly tune?: TuneMethod;
  readonly base?: string;
  readonly epochs?: string;
  readonly learningRate?: string;
  readonly threads?: number;
  readonly settings?: string;
  readonly seed: string;
  readonly run?: string;
}

export interface TunedResult {
  readonly manifest: ArtefactManifest;
  readonly development: TextEvaluation;
  /** Of the encoder of its own, a message. */
  readonly latencyMs: Percentiles;
}

/** Tunes the shipped encoder, or another, for one classification, and writes it with its head. */
export async function trainTunedTextModel(
  { train, development, source, labels }: TextRows,
  flags: TextRowFlags & TuneFlags & { readonly tune: TuneMethod; readonly out: string },
  progress: Progress,
): Promise<TunedResult> {
  const folder = resolve(flags.out);
  const name = basename(folder);
  const base = startingPoint(flags.base);
  const { tokenizer } = base;
  const chosen = settingsOf(flags);
  const settings = trainingSettings(chosen, flags.seed);
  const { train: learnt, development: measured } = tokenRows({ train, development }, tokenizer, {
    outOfScope: flags.outOfScope,
    noise: chosen.noise,
    seed: flags.seed,
  });
  const training = progress.begin('Tuning');
  const told = stepTeller();
  const { weights, head, trained } = await tuneTextModel({
    ...base,
    padToken: tokenizer.padToken,
    labels,
    train: learnt,
    development: measured,
    settings,
    folder: resolve(flags.run ?? join(readConfig().MAINSTAY_HOME, 'runs', name)),
    threads: flags.threads ?? availableParallelism(),
    onStep: (step) => training.at(step.step / step.steps, told(step)),
  });
  training.end(`best at step ${trained.best.step}, macro-F1 ${trained.best.figure.toFixed(4)}`);
  const encoder = encodeOnnx(
    buildBertEncoder(weights, base.shape, {
      precision: 'int8',
      masked: false,
      attention: 'fused',
      output: 'sentence',
    }),
  );
  const reading = progress.begin(`Measuring on ${measured.length} texts`);
  const { encodings, milliseconds } = await encodeBy(encoder, tokenizer, measured, (share) =>
    reading.at(share),
  );
  reading.end();
  const result = measureTunedHead(
    head,
    measured.map(({ label }, i) => ({ label, encoding: encodings[i]! })),
    thresholdMayLose,
  );
  const latencyMs = percentiles(milliseconds);
  const manifest = writeTextModel(
    folder,
    result,
    {
      name,
      dataFile: basename(flags.data),
      trainRows: train.length,
      encoderVersion: base.version,
      settings: {
        model: `the encoder ${flags.tune === 'lora' ? 'with low-rank updates, merged' : 'tuned in full'}, int8, and a linear map of its first token`,
        training: `${settings.epochs} epochs of batches of ${settings.batchSize}, AdamW, learning rate ${settings.learningRate}, seed "${settings.seed}"; step ${trained.best.step} kept`,
        temperature: result.temperature.toFixed(3),
        'cost in the chat': `an encoder pass of its own a message: p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms on the machine that it was trained on`,
      },
      developmentSource: source,
    },
    { 'encoder.int8.onnx': encoder, ...base.tokenizerFiles },
  );
  return { manifest, development: result.development, latencyMs };
}

/** The usual settings, those of a file that mainstay tune wrote, or the flags', which count most. @throws BadInputError. */
function settingsOf(flags: TuneFlags & { readonly tune: TuneMethod }): TuningSettings {
  const file = flags.settings === undefined ? usualSettings(flags.tune) : readSettings(flags.settings);
  if (file.method !== flags.tune)
    throw new BadInputError(`${flags.settings} was searched for --tune ${file.method}: give that`);
  return {
    ...file,
    epochs: flags.epochs ? numberOption('--epochs', flags.epochs, { above: 0 }) : file.epochs,
    learningRate: flags.learningRate
      ? numberOption('--learning-rate', flags.learningRate, { above: 0 })
      : file.learningRate,
  };
}

function readSettings(path: string): TuningSettings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new BadInputError(`${path} is no file of settings: mainstay tune text writes one`, { cause });
  }
}

const settingsSchema = z.object({
  method: z.enum(['lora', 'full']),
  epochs: z.number().positive(),
  learningRate: z.number().positive(),
  rank: z.int().positive(),
  dropoutRate: z.number().min(0).max(0.9),
  smoothing: z.number().min(0).max(0.9),
  adversarial: z.number().min(0),
  noise: z.number().min(0).max(10),
});

/** The encoder to begin with: the shipped one, dequantised, or that of a folder. */
export function startingPoint(folder: string | undefined) {
  const shipped = openArtefact('encoder');
  const paths = ['tokenizer.json', 'tokenizer_config.json'].map((file) =>
    folder === undefined ? shipped.path(file) : join(folder, file),
  ) as [string, string];
  if (folder === undefined) {
    const model = decodeOnnx(readFileSync(shipped.path('encoder.int8.onnx')));
    return {
      weights: weightsOfEncoder(model),
      shape: bertShapeOf(model),
      tokenizer: TextTokenizer.load(...paths, { prefixes: tunedPrefixes }),
      version: shipped.manifest.version,
      tokenizerFiles: {},
    };
  }
  const read = readEncoderFolder(folder);
  return {
    ...read,
    tokenizer: loadTokenizer(paths, folder),
    version: basename(resolve(folder)),
    tokenizerFiles: {
      'tokenizer.json': readFileSync(paths[0]),
      'tokenizer_config.json': readFileSync(paths[1]),
    },
  };
}

function loadTokenizer(paths: readonly [string, string], folder: string): TextTokenizer {
  try {
    return TextTokenizer.load(...paths, { prefixes: tunedPrefixes });
  } catch (cause) {
    throw new BadInputError(`${folder} has no tokenizer.json and tokenizer_config.json that can be read`, {
      cause,
    });
  }
}

/** By a file, because workers open files. */
async function encodeBy(
  encoder: Uint8Array,
  tokenizer: TextTokenizer,
  rows: readonly TokenRow[],
  onDone: (share: number) => void,
) {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-encoder-'));
  try {
    const path = join(folder, 'encoder.int8.onnx');
    writeFileSync(path, encoder);
    return await encodeTexts(
      path,
      tokenizer.padToken,
      rows.map(({ tokens }) => tokens),
      onDone,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
