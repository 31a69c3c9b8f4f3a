import { join } from 'node:path';
import { systemClock } from '../../core/clock.ts';
import type { StepProgress } from '../../models/train/encoder/train-encoder.ts';
import { dataHash } from '../../models/train/records/data-hash.ts';
import { recordRun } from '../../models/train/records/record-run.ts';
import {
  type TunedTextModel,
  type TuneOptions,
  tuneTextModel,
} from '../../models/train/text/tune-text-model.ts';
import { readConfig } from '../config.ts';

/** Tunes a classifier and leaves the run's record in MAINSTAY_HOME/runs. */
export function recordedTuning(
  options: Omit<TuneOptions, 'onStep'>,
  onStep: (step: StepProgress) => void,
): Promise<TunedTextModel> {
  const { settings, folder, labels, train, development, threads } = options;
  return recordRun(
    {
      runs: join(readConfig().MAINSTAY_HOME, 'runs'),
      folder,
      kind: 'text',
      settings: { ...settings, labels },
      seed: settings.seed,
      dataHash: dataHash(
        [...train, ...development].map(({ tokens, label, target }) => [
          [...tokens],
          label,
          target && [...target],
        ]),
      ),
      rows: { train: train.length, development: development.length },
      machine: { threads },
      clock: systemClock,
    },
    async (run) => {
      const tuned = await tuneTextModel({
        ...options,
        onStep(step) {
          onStep(step);
          run.step(step);
        },
      });
      run.finish(tuned.trained.history.at(-1)?.development ?? {});
      return tuned;
    },
  );
}
