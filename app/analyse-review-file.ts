import type { Table } from '../adapters/table-file/table.ts';
import { type AspectLabel, aspectLabels, type SentimentLabel } from '../core/words.ts';
import { keyphrases, type PhraseSource } from '../nlp/reviews/keyphrases.ts';
import type { ReviewReading } from '../nlp/reviews/review-reading.ts';
import { reviewTerms } from '../nlp/reviews/review-terms.ts';
import { wilsonInterval } from '../retention/experiments/wilson-interval.ts';
import { raiseAlarms } from '../retention/reviews/raise-alarms.ts';
import { rankPainPoints } from '../retention/reviews/rank-pain-points.ts';
import type { ShrunkShare, Tally } from '../retention/reviews/shrink-shares.ts';

export interface ReviewFile {
  readonly table: Table;
  readonly text: number;
  readonly product: number | null;
  /** Whole days since 1970-01-01, a row each; null: no dates, no alarms. */
  readonly days: Int32Array | null;
}

interface Share extends Tally {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export interface ReviewFileAnalysis {
  readonly file: string;
  readonly modelVersion: string;
  readonly reviews: number;
  readonly sentiments: Readonly<Record<SentimentLabel, number>>;
  readonly aspects: readonly {
    readonly aspect: AspectLabel;
    readonly negative: Share;
    readonly positive: number;
  }[];
  readonly painPoints: readonly {
    readonly product: string;
    readonly aspect: AspectLabel;
    readonly negative: Share;
    readonly shrunk: ShrunkShare;
    /** With the lines of the file that say it. */
    readonly phrases: readonly { readonly phrase: string; readonly lines: readonly number[] }[];
  }[];
  /** Rises of negative shares in the last twelve weeks of the file; null: it has no dates. */
  readonly alarms:
    | readonly {
        readonly product: string;
        readonly aspect: AspectLabel;
        /** Monday of the first week of the higher share. */
        readonly since: string;
        readonly before: Tally;
        readonly after: Tally;
        readonly pValue: number;
      }[]
    | null;
  readonly falseAlarmRate: number;
  readonly rows: readonly {
    readonly line: number;
    readonly sentiment: SentimentLabel;
    readonly score: number;
    readonly opinions: readonly {
      readonly aspect: AspectLabel;
      readonly sentiment: SentimentLabel;
      readonly text: string;
    }[];
  }[];
}

const falseAlarmRate = 0.05;
const historyWeeks = 52;
const phrasesEach = 5;
const dayMs = 86_400_000;

interface Opinion {
  readonly row: number;
  readonly product: string;
  readonly aspect: AspectLabel;
  readonly sentiment: SentimentLabel;
  readonly terms: Set<string>;
}

/** Sums up what the models read in a file of reviews, as the nightly job does for a shop. */
export function analyseReviewFile(
  { table, text, product, days }: ReviewFile,
  readings: readonly ReviewReading[],
  modelVersion: string,
): ReviewFileAnalysis {
  const texts = table.values[text]!;
  const productOf = (row: number) => (product === null ? '' : table.values[product]![row]!);
  const opinions = readings.flatMap(({ opinions: of }, row) =>
    of.map(
      ({ aspect, sentiment, start, end }): Opinion => ({
        row,
        product: productOf(row),
        aspect,
        sentiment,
        terms: reviewTerms(texts[row]!.slice(start, end)),
      }),
    ),
  );
  const groups = new Map<string, Opinion[]>();
  for (const opinion of opinions) {
    const key = JSON.stringify([opinion.product, opinion.aspect]);
    const of = groups.get(key);
    if (of) of.push(opinion);
    else groups.set(key, [opinion]);
  }
  const phrases = phraseFinder(opinions, table);
  const ranked = rankPainPoints(
    [...groups.values()].map((of) => ({
      product: of[0]!.product,
      aspect: of[0]!.aspect,
      ...negativeOf(of),
      opinions: of,
    })),
  );
  return {
    file: table.path,
    modelVersion,
    reviews: table.rowCount,
    sentiments: {
      negative: readings.filter(({ sentiment }) => sentiment === 'negative').length,
      neutral: readings.filter(({ sentiment }) => sentiment === 'neutral').length,
      positive: readings.filter(({ sentiment }) => sentiment === 'positive').length,
    },
    aspects: aspectLabels.flatMap((aspect) => {
      const of = opinions.filter((opinion) => opinion.aspect === aspect);
      const positive = of.filter(({ sentiment }) => sentiment === 'positive').length;
      return of.length === 0 ? [] : [{ aspect, negative: shareOf(negativeOf(of)), positive }];
    }),
    painPoints: ranked.map(({ product: name, aspect, count, of, shrunk, opinions: own }) => ({
      product: name,
      aspect,
      negative: shareOf({ count, of }),
      shrunk,
      phrases: phrases(own),
    })),
    alarms: days === null ? null : alarmsOf(groups, days),
    falseAlarmRate,
    rows: readings.map(({ sentiment, score, opinions: of }, row) => ({
      line: table.lines[row]!,
      sentiment,
      score: Number(score.toFixed(4)),
      opinions: of.map((opinion) => ({
        aspect: opinion.aspect,
        sentiment: opinion.sentiment,
        text: texts[row]!.slice(opinion.start, opinion.end),
      })),
    })),
  };
}

function negativeOf(opinions: readonly Opinion[]): Tally {
  return {
    count: opinions.filter(({ sentiment }) => sentiment === 'negative').length,
    of: opinions.length,
  };
}

function shareOf({ count, of }: Tally): Share {
  return { count, of, share: count / of, ...wilsonInterval(count, of)! };
}

function phraseFinder(opinions: readonly Opinion[], table: Table) {
  const byTerm = new Map<string, number>();
  for (const { terms } of opinions) for (const term of terms) byTerm.set(term, (byTerm.get(term) ?? 0) + 1);
  return (own: readonly Opinion[]) => {
    const negative = own.filter(({ sentiment }) => sentiment === 'negative');
    const sources = negative.map(({ row, terms }): PhraseSource => ({ reviewId: String(row), terms }));
    const known = new Set(negative[0]?.product.toLowerCase().split(/\s+/));
    return keyphrases(sources, { reviews: opinions.length, byTerm }, { most: phrasesEach, known }).map(
      ({ phrase, reviewIds }) => ({ phrase, lines: reviewIds.map((row) => table.lines[Number(row)]!) }),
    );
  };
}

function alarmsOf(groups: ReadonlyMap<string, readonly Opinion[]>, days: Int32Array) {
  // Day 0 was a Thursday: weeks begin on Monday.
  const weekOf = (row: number) => Math.floor((days[row]! + 3) / 7);
  const last = days.reduce((latest, day) => Math.max(latest, Math.floor((day + 3) / 7)), 0);
  const first = last - historyWeeks + 1;
  const series = [...groups].map(([key, of]) => ({
    key,
    weeks: Array.from({ length: historyWeeks }, (_, i) =>
      negativeOf(of.filter(({ row }) => weekOf(row) === first + i)),
    ),
  }));
  return raiseAlarms(series, { falseAlarmRate, seed: `week ${last}` }).map(
    ({ key, from, before, after, adjustedPValue }) => {
      const [product, aspect] = JSON.parse(key) as [string, AspectLabel];
      const since = new Date(((first + from) * 7 - 3) * dayMs).toISOString().slice(0, 10);
      return { product, aspect, since, before, after, pValue: adjustedPValue };
    },
  );
}
