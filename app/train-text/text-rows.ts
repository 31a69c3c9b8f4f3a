import { basename } from 'node:path';
import { BadInputError } from '../../core/errors.ts';
import { hashFraction } from '../../core/hash-fraction.ts';
import { checkLabelled } from '../../models/train/text/check-labelled.ts';
import { type LabelledText, type LabelledTextFlags, labelledTexts } from '../labelled-texts.ts';

/** Where no development file is given, this share of the rows, chosen by their text. */
export const developmentShare = 0.15;
/** What the threshold for texts out of scope may cost in accuracy. */
export const thresholdMayLose = 0.01;

export interface TextRowFlags extends LabelledTextFlags {
  readonly data: string;
  readonly dev?: string;
  readonly outOfScope?: string;
}

export interface TextRows {
  readonly train: readonly LabelledText[];
  readonly development: readonly LabelledText[];
  /** Where the development rows come from. */
  readonly source: string;
  /** Without the one for what belongs to none. */
  readonly labels: readonly string[];
}

/** The rows to learn from and to measure on. @throws BadInputError saying what is wrong with them. */
export async function textRows(flags: TextRowFlags): Promise<TextRows> {
  const { train, development, source } = await rowsOf(flags);
  const labels = checkLabelled(train.filter(({ label }) => label !== flags.outOfScope));
  refuseStrangers(development, [...labels, flags.outOfScope ?? '']);
  return { train, development, source, labels };
}

async function rowsOf(flags: TextRowFlags) {
  const rows = await labelledTexts(flags.data, flags);
  checkLabelled(rows.filter(({ label }) => label !== flags.outOfScope));
  if (flags.dev !== undefined)
    return { train: rows, development: await labelledTexts(flags.dev, flags), source: basename(flags.dev) };
  const isDevelopment = ({ text }: LabelledText) => hashFraction(text) < developmentShare;
  const development = rows.filter(isDevelopment);
  if (development.length === 0)
    throw new BadInputError(`${rows.length} rows are too few to measure on a part of them: give --dev FILE`);
  return {
    train: rows.filter((row) => !isDevelopment(row)),
    development,
    source: `${100 * developmentShare} % of ${basename(flags.data)}, chosen by their text`,
  };
}

function refuseStrangers(rows: readonly LabelledText[], labels: readonly string[]): void {
  const stranger = rows.find(({ label }) => !labels.includes(label));
  if (stranger)
    throw new BadInputError(
      `the rows to measure on have the label "${stranger.label}" (line ${stranger.line}), which no training row has: add training rows of it, or rename it with --map`,
    );
}
