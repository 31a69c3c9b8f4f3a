import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { progressOn } from '../progress-on.ts';
import { textEvaluationText } from '../text-evaluation-text.ts';
import { trainFrozenTextModel } from '../train-text/frozen-text-model.ts';
import { withTextRowOptions } from '../train-text/text-row-options.ts';
import { type TextRowFlags, textRows } from '../train-text/text-rows.ts';
import { type TuneFlags, trainTunedTextModel } from '../train-text/tuned-text-model.ts';
import { wholeFrom } from './whole-from.ts';

interface TrainTextFlags extends TextRowFlags, TuneFlags {
  out: string;
  json?: boolean;
}

const examples = `
Examples:
  mainstay train text --data reviews.csv --text "Review Text" --label "Department Name" --out ./departments
  mainstay train text --data intents.csv --text text --label intent --out-of-scope oos --out ./intents
  mainstay train text --data intents.csv --tune lora --out ./intents-tuned

Without --tune a head is fitted on what the shipped encoder makes of each text: minutes for thousands of texts, and
nothing to pay in the chat. With --tune the encoder is tuned as well: better, but it takes minutes to hours, and each
message costs a second pass of an encoder of its own; how many milliseconds is printed at the end. A tuning run that was
killed goes on where its last checkpoint is.

The folder holds the model, its manifest and its card; mainstay evaluate text --model FOLDER measures it on other rows, and
mainstay understand --model FOLDER reads texts with it.`;

/** `train text`: a shop's own classifier from a labelled file. */
export function trainTextModelCommand(): Command {
  return withTextRowOptions(
    new Command('text').description('Train a classifier of your own from a labelled file'),
  )
    .requiredOption('--out <folder>', 'where the model is written')
    .addOption(
      new Option('--tune <how>', 'tune the encoder too: by low-rank updates, or in full').choices([
        'lora',
        'full',
      ]),
    )
    .option('--ensemble <n>', 'with --tune: so many models teach one', wholeFrom(1), 1)
    .option(
      '--unlabelled <file>',
      'with --tune: texts without labels, learnt where the model is sure of them',
    )
    .option(
      '--paraphrases <file>',
      'with --tune: other words for training texts, columns text and paraphrase',
    )
    .option(
      '--base <folder>',
      'with --tune: another encoder to begin with (model.safetensors, config.json, tokenizer)',
    )
    .option('--settings <file>', 'with --tune: settings that mainstay tune text found')
    .option('--epochs <n>', 'with --tune: passes over the rows')
    .option('--learning-rate <n>', 'with --tune: peak of the encoder')
    .option('--threads <n>', 'with --tune: of a training step', wholeFrom(1))
    .option('--seed <text>', 'with --tune: of order, initial values and dropout', 'mainstay')
    .option('--run <folder>', 'with --tune: where checkpoints go (default: runs/NAME in MAINSTAY_HOME)')
    .option('--json', 'print the development figures as one JSON object')
    .addHelpText('after', examples)
    .action(trainText);
}

async function trainText(flags: TrainTextFlags): Promise<void> {
  const rows = await textRows(flags);
  const progress = progressOn(process.stderr);
  try {
    const tuned = flags.tune
      ? await trainTunedTextModel(rows, { ...flags, tune: flags.tune }, progress)
      : null;
    const { manifest, development } = tuned ?? (await trainFrozenTextModel(rows, flags, progress));
    const folder = resolve(flags.out);
    const named = {
      ...development,
      version: manifest.version,
      ...(tuned ? { latencyMs: tuned.latencyMs } : {}),
    };
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ ...named, folder, trainRows: rows.train.length }, null, 2)}\n`
        : `${textEvaluationText(named)}Measured on ${rows.source}. ${tuned ? "Each message costs those milliseconds beside the chat's own models. " : ''}Written to ${folder}\n`,
    );
  } finally {
    progress.close();
  }
}
