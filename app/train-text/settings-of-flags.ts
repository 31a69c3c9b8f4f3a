import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { BadInputError } from '../../core/errors.ts';
import type { TuneMethod } from '../../models/train/text/tuning-recipe.ts';
import { type TuningSettings, usualSettings } from '../../models/train/text/tuning-settings.ts';
import { numberOption } from '../commands/number-options.ts';

export interface SettingFlags {
  readonly tune: TuneMethod;
  readonly settings?: string;
  readonly epochs?: string;
  readonly learningRate?: string;
}

/** The usual settings, those of a file that mainstay tune wrote, or the flags', which count most. @throws BadInputError. */
export function settingsOfFlags(flags: SettingFlags): TuningSettings {
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
