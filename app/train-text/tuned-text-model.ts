import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { TextEvaluation } from '../../models/evaluation/evaluate-scores.ts';
import type { ArtefactManifest } from '../../models/registry/manifest.ts';
import { trainingSettings } from '../../models/train/text/tuning-settings.ts';
import { writeTextModel } from '../../models/train/text/write-text-model.ts';
import { readConfig } from '../config.ts';
import type { Percentiles } from '../percentiles.ts';
import type { Progress } from '../progress.ts';
import { type DistilFlags, distil } from './distilled-model.ts';
import { type SettingFlags, settingsOfFlags } from './settings-of-flags.ts';
import { startingPoint } from './starting-point.ts';
import type { TextRowFlags, TextRows } from './text-rows.ts';
import { readParaphrases, tokenRows } from './token-rows.ts';
import { type TuneTask, tuneAndMeasure } from './tune-and-measure.ts';

export interface TuneFlags extends Omit<SettingFlags, 'tune'>, DistilFlags {
  readonly tune?: SettingFlags['tune'];
  readonly base?: string;
  readonly paraphrases?: string;
  readonly threads?: number;
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
  flags: TextRowFlags & TuneFlags & SettingFlags & { readonly out: string },
  progress: Progress,
): Promise<TunedResult> {
  const folder = resolve(flags.out);
  const name = basename(folder);
  const base = startingPoint(flags.base);
  const { outOfScope, seed } = flags;
  const chosen = settingsOfFlags(flags);
  const settings = trainingSettings(chosen, seed);
  const paraphrases = flags.paraphrases === undefined ? undefined : await readParaphrases(flags.paraphrases);
  const rows = tokenRows({ train, development }, base.tokenizer, {
    outOfScope,
    noise: chosen.noise,
    paraphrases,
    seed,
  });
  const task: TuneTask = {
    ...rows,
    base,
    labels,
    settings,
    folder: resolve(flags.run ?? join(readConfig().MAINSTAY_HOME, 'runs', name)),
    threads: flags.threads ?? availableParallelism(),
    what: 'Tuning',
  };
  const isDistilled = flags.ensemble > 1 || flags.unlabelled !== undefined;
  const { model, how } = isDistilled
    ? await distil(task, flags, progress)
    : { model: await tuneAndMeasure(task, progress), how: null };
  const { latencyMs, trained } = model;
  const manifest = writeTextModel(
    folder,
    model,
    {
      name,
      dataFile: basename(flags.data),
      trainRows: train.length,
      encoderVersion: base.version,
      settings: {
        model: `the encoder ${flags.tune === 'lora' ? 'with low-rank updates, merged' : 'tuned in full'}, int8, and a linear map of its first token`,
        training: `${settings.epochs} epochs of batches of ${settings.batchSize}, AdamW, learning rate ${settings.learningRate}, seed "${settings.seed}"; step ${trained.best.step} kept`,
        ...(how === null ? {} : { teachers: how }),
        temperature: model.temperature.toFixed(3),
        'cost in the chat': `an encoder pass of its own a message: p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms on the machine that it was trained on`,
      },
      developmentSource: source,
    },
    { 'encoder.int8.onnx': model.encoder, ...base.tokenizerFiles },
  );
  return { manifest, development: model.development, latencyMs };
}
