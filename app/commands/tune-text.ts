import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { successiveHalving, type Trial } from '../../models/train/successive-halving.ts';
import type { TuneMethod } from '../../models/train/text/tuning-recipe.ts';
import {
  drawSettings,
  type TuningSettings,
  trainingSettings,
} from '../../models/train/text/tuning-settings.ts';
import { readConfig } from '../config.ts';
import { progressOn } from '../progress-on.ts';
import { stepTeller } from '../step-teller.ts';
import { recordedTuning } from '../train-text/recorded-tuning.ts';
import { startingPoint } from '../train-text/starting-point.ts';
import { withTextRowOptions } from '../train-text/text-row-options.ts';
import { type TextRowFlags, textRows } from '../train-text/text-rows.ts';
import { tokenRows } from '../train-text/token-rows.ts';
import { wholeFrom } from './whole-from.ts';

interface Flags extends TextRowFlags {
  tune: TuneMethod;
  trials: number;
  out: string;
  base?: string;
  threads?: number;
  seed: string;
  run?: string;
  json?: boolean;
}

const examples = `
Example:
  mainstay tune text --data intents.csv --tune lora --trials 9 --out settings.json
  mainstay train text --data intents.csv --tune lora --settings settings.json --out ./intents

All settings are tried with a ninth of the epochs, the best third of them with a third, the best of those with all
(successive halving), judged by the development rows. A search that was killed goes on where it was.`;

/** `tune text`: searches settings for a classifier of a shop's own. */
export function tuneCommand(): Command {
  const text = withTextRowOptions(
    new Command('text').description(
      'Search the settings of a tuned classifier: learning rate, rank, dropout, smoothing, noise',
    ),
  )
    .addOption(
      new Option('--tune <how>', 'by low-rank updates, or in full').choices(['lora', 'full']).default('lora'),
    )
    .option('--trials <n>', 'settings to begin with', wholeFrom(2), 9)
    .requiredOption('--out <file.json>', 'where the best settings go')
    .option('--base <folder>', 'another encoder to begin with')
    .option('--threads <n>', 'of a training step', wholeFrom(1))
    .option('--seed <text>', 'of the settings that are drawn, and of the runs', 'mainstay')
    .option('--run <folder>', 'where checkpoints go (default: runs/tune-NAME in MAINSTAY_HOME)')
    .option('--json', 'print all trials as one JSON object')
    .addHelpText('after', examples)
    .action(tuneText);
  return new Command('tune').description('Search settings').addCommand(text);
}

async function tuneText(flags: Flags): Promise<void> {
  const rows = await textRows(flags);
  const base = startingPoint(flags.base);
  const name = basename(flags.out, extname(flags.out));
  const folder = resolve(flags.run ?? join(readConfig().MAINSTAY_HOME, 'runs', `tune-${name}`));
  const candidates = drawSettings(flags.tune, flags.trials, flags.seed);
  const { epochs } = candidates[0]!;
  const progress = progressOn(process.stderr);
  try {
    const { best, trials } = await successiveHalving(
      candidates,
      { leastBudget: epochs / 9, mostBudget: epochs, eta: 3 },
      async (settings, budget, number) => {
        const what = `setting ${number + 1} of ${candidates.length}, ${budget.toFixed(1)} epochs`;
        const step = progress.begin(what);
        const told = stepTeller();
        const { outOfScope, seed } = flags;
        const options = {
          ...base,
          ...tokenRows(rows, base.tokenizer, { outOfScope, noise: settings.noise, seed }),
          padToken: base.tokenizer.padToken,
          labels: rows.labels,
          settings: trainingSettings({ ...settings, epochs: budget }, seed),
          folder: join(folder, `${name}-setting-${number + 1}-epochs-${budget.toFixed(2)}`),
          threads: flags.threads ?? availableParallelism(),
        };
        const { trained } = await recordedTuning(options, (at) => step.at(at.step / at.steps, told(at)));
        step.end(`macro-F1 ${trained.best.figure.toFixed(4)}`);
        return trained.best.figure;
      },
    );
    writeFileSync(flags.out, `${JSON.stringify(best.settings, null, 2)}\n`);
    process.stdout.write(
      flags.json ? `${JSON.stringify({ best, trials })}\n` : trialsText(trials, best, flags.out),
    );
  } finally {
    progress.close();
  }
}

function trialsText(
  trials: readonly Trial<TuningSettings>[],
  best: Trial<TuningSettings>,
  path: string,
): string {
  const sorted = [...trials].sort((a, b) => b.budget - a.budget || b.score - a.score);
  return `${[
    'macro-F1  epochs  learning rate  rank  dropout  smoothing  adversarial  noise',
    ...sorted.map(({ settings, budget, score }) =>
      [
        score.toFixed(4).padStart(8),
        budget.toFixed(1).padStart(6),
        settings.learningRate.toExponential(1).padStart(13),
        String(settings.rank).padStart(4),
        String(settings.dropoutRate).padStart(7),
        String(settings.smoothing).padStart(9),
        String(settings.adversarial).padStart(11),
        String(settings.noise).padStart(5),
      ].join('  '),
    ),
    '',
    `The best, macro-F1 ${best.score.toFixed(4)} on the development rows, went to ${path}: give it to train text with --settings.`,
  ].join('\n')}\n`;
}
