import { Command } from 'commander';
import { Database } from '../../adapters/postgres/database.ts';
import { reviewsPage } from '../../adapters/reviews/reviews-page.ts';
import { chooseColumn, findColumn } from '../../adapters/table-file/choose-column.ts';
import { readTable } from '../../adapters/table-file/read-table.ts';
import { systemClock } from '../../core/clock.ts';
import { BadInputError, NotFoundError } from '../../core/errors.ts';
import { openReviewHeads } from '../../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../../nlp/reviews/review-reader.ts';
import type { ReviewReading } from '../../nlp/reviews/review-reading.ts';
import { analyseReviewFile } from '../analyse-review-file.ts';
import { analyseReviews } from '../analyse-reviews.ts';
import { readConfig } from '../config.ts';
import { readDates } from '../fit-clv/read-dates.ts';
import { openDatabase } from '../open-database.ts';
import { progressOn } from '../progress-on.ts';
import { reviewFileText } from '../review-file-text.ts';
import { openEncoder } from './open-encoder.ts';

interface Options {
  readonly shop?: string;
  readonly data?: string;
  readonly text?: string;
  readonly product?: string;
  readonly date?: string;
  readonly json?: boolean;
}

const piece = 256;

/** `analyse reviews`: of a shop in the database, or of any file. */
export function analyseReviewsCommand(): Command {
  return new Command('reviews')
    .description('Say what reviews speak of and feel, what hurts most, and what has got worse')
    .option('--shop <id>', 'read the new reviews of a shop in the database, as the nightly job does')
    .option('--data <file>', 'reviews in a file instead: CSV, tab-separated or JSON lines; .gz too')
    .option('--text <column>', 'the review (guessed: text, review, body, content, ...)')
    .option('--product <column>', 'what it is about; without one all rows are one product')
    .option('--date <column>', 'when it was written: tells what has got worse')
    .option('--json', 'print everything as one JSON object, with what was read in each review')
    .addHelpText(
      'after',
      '\nExamples:\n  mainstay analyse reviews --shop demo\n  mainstay analyse reviews --data reviews.csv --text "Review Text" --product "Clothing ID" --json',
    )
    .action(async (options: Options) => {
      if ((options.shop === undefined) === (options.data === undefined))
        throw new BadInputError('give either --shop ID or --data FILE');
      process.stdout.write(
        options.shop === undefined
          ? await ofFile(options.data!, options)
          : await ofShop(options.shop, options),
      );
    });
}

async function ofFile(path: string, options: Options): Promise<string> {
  const table = await readTable(path);
  const text = chooseColumn(table, {
    meaning: 'the review',
    flag: '--text',
    given: options.text,
    usualNames: ['text', 'review', 'review_text', 'body', 'content', 'sentence', 'comment'],
  });
  const only = (meaning: string, flag: string, given: string | undefined) =>
    given === undefined ? null : findColumn(table, { meaning, flag, given, usualNames: [] });
  const product = only('the product', '--product', options.product);
  const date = only('the date', '--date', options.date);
  const days = date === null ? null : readDates(table, date);
  const texts = table.values[text]!;
  const readings: ReviewReading[] = [];
  const version = await withReader(async (reader) => {
    const progress = progressOn(process.stderr);
    const step = progress.begin(`Reading ${texts.length} reviews`);
    try {
      for (let from = 0; from < texts.length; from += piece) {
        readings.push(...(await reader.readMany(texts.slice(from, from + piece))));
        step.at(readings.length / texts.length);
      }
      step.end();
    } finally {
      progress.close();
    }
    return reader.version;
  });
  const analysis = analyseReviewFile({ table, text, product, days }, readings, version);
  return options.json ? `${JSON.stringify(analysis, null, 2)}\n` : reviewFileText(analysis);
}

async function ofShop(shopId: string, options: Options): Promise<string> {
  const opened = await openDatabase(readConfig(), { share: true });
  const { connectionString } = opened;
  const database = new Database({ connectionString, maxConnections: 4 });
  try {
    const { rows } = await database.query('select 1 from shops where id = $1', [shopId]);
    if (rows.length === 0)
      throw new NotFoundError(`there is no shop "${shopId}"; mainstay shop list shows those that are`);
    const now = systemClock.now();
    const analysed = await withReader((reader) =>
      analyseReviews({ database, connectionString, reader }, shopId, { now }),
    );
    const page = await reviewsPage(database, shopId, { now, days: 365 });
    if (options.json) return `${JSON.stringify({ ...analysed, ...page }, null, 2)}\n`;
    const share = ({ share: of, low, high }: (typeof page.painPoints)[number]['negative']) =>
      `${percent(of)} (${percent(low)} to ${percent(high)})`;
    return `${[
      `${analysed.read} reviews read now, ${page.reviews} of the last year; models ${analysed.modelVersion}`,
      '',
      'pain points, worst first: negative, of the reviews that speak of it (95 %)',
      ...page.painPoints
        .slice(0, 20)
        .map(
          ({ name, scope, aspect, negative, alarm }) =>
            `  ${name.en}${scope === 'category' ? ' (category)' : ''}: ${aspect}  ${negative.count} of ${negative.of}, ${share(negative)}${alarm ? `; up since the week of ${alarm.since}: ${percent(alarm.before.share)} to ${percent(alarm.after.share)}` : ''}`,
        ),
    ].join('\n')}\n`;
  } finally {
    await database.close();
    await opened.close();
  }
}

async function withReader<T>(work: (reader: ReviewReader) => Promise<T>): Promise<T> {
  const { embedder, close } = await openEncoder();
  try {
    return await work(new ReviewReader(embedder, openReviewHeads()));
  } finally {
    await close();
  }
}

function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(0)}%`;
}
