import type { Command } from 'commander';
import { developmentShare } from './text-rows.ts';

/** Which rows of which file a classifier is trained on. */
export function withTextRowOptions(command: Command): Command {
  return command
    .requiredOption('--data <file>', 'texts with their labels: CSV, TSV or JSON lines, gzip or not')
    .option('--text <column>', 'the text')
    .option('--label <column>', 'the label')
    .option('--map <pairs>', 'renames labels: old=new,...')
    .option('--dev <file>', `rows to measure on (default: ${100 * developmentShare} % of the data)`)
    .option('--out-of-scope <label>', 'the label of texts that belong to none: they choose a threshold')
    .option('--skip-empty', 'leave out rows without a text or a label');
}
