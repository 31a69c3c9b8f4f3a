import type { PainPoint, PainPointKey, ReviewsPage } from '../../core/contracts/console-reviews.ts';
import { type AspectLabel, aspectLabels, type SentimentLabel } from '../../core/words.ts';
import { rankPainPoints } from '../../retention/reviews/rank-pain-points.ts';
import type { Queryable } from '../postgres/database.ts';
import { shareView } from '../postgres/share-view.ts';
import { alarmRows } from './alarm-rows.ts';
import { falseAlarmRate } from './find-alarms.ts';
import { opinionTallies, type WeekTally } from './opinion-tallies.ts';
import { caseNotes } from './pain-point-cases.ts';
import { scopeNames } from './scope-names.ts';
import { weekOf, weeksUntil } from './weeks.ts';

const dayMs = 86_400_000;
const trendWeeks = 12;
const mostPainPoints = 60;

export interface ReviewsQuery {
  readonly now: Date;
  readonly days: number;
  readonly category?: string | undefined;
  readonly product?: string | undefined;
  readonly aspect?: AspectLabel | undefined;
}

/** How reviews feel about what, and where they hurt most. Filters narrow what is listed, not what shares are held against. */
export async function reviewsPage(
  queryable: Queryable,
  shopId: string,
  query: ReviewsQuery,
): Promise<Omit<ReviewsPage, 'canRun'>> {
  const { now, days } = query;
  const from = new Date(now.getTime() - days * dayMs);
  const { rows: shops } = await queryable.query<{
    zone: string;
    readAt: Date | null;
    modelVersion: string | null;
  }>(
    `select s.time_zone as zone, a.finished_at as "readAt", a.model_version as "modelVersion"
     from shops s left join review_analyses a on a.shop_id = s.id where s.id = $1`,
    [shopId],
  );
  const { zone, readAt, modelVersion } = shops[0]!;
  const thisWeek = weekOf(now, zone);
  const weeks = weeksUntil(thisWeek, trendWeeks);
  const names = await scopeNames(queryable, shopId);
  const counts = await sentimentCounts(queryable, shopId, from, query);
  const weeksFrom = new Date(now.getTime() - trendWeeks * 7 * dayMs);
  const tallies = await opinionTallies(queryable, shopId, { from, weeksFrom, to: now });
  const alarms = await alarmRows(queryable, shopId, weeks[0]!);
  const notes = await caseNotes(queryable, shopId);

  const categoryOf = new Map(names.products.map(({ id, category }) => [id, category]));
  const wanted = ({ scope, scopeId, aspect }: PainPointKey) =>
    (query.aspect === undefined || aspect === query.aspect) &&
    (query.product === undefined || (scope === 'product' && scopeId === query.product)) &&
    (query.category === undefined ||
      (scope === 'product' ? categoryOf.get(scopeId) : scopeId) === query.category);
  const trends = grouped(tallies.filter(wanted));
  const totals = [...grouped(tallies).values()].map((of) => ({
    scope: of[0]!.scope,
    scopeId: of[0]!.scopeId,
    aspect: of[0]!.aspect,
    count: sum(of, 'spanNegative'),
    of: sum(of, 'spanOf'),
  }));
  const ranked = (['product', 'category'] as const).flatMap((scope) =>
    rankPainPoints(totals.filter((total) => total.scope === scope)),
  );
  const alarmOf = new Map(alarms.toReversed().map((row) => [keyOf(row), row.alarm]));
  const painPoints = ranked
    .filter(wanted)
    .sort((a, b) => b.shrunk.low - a.shrunk.low)
    .map(({ count, of, shrunk, ...key }): PainPoint => {
      const trend = new Map(trends.get(keyOf(key))?.map((tally) => [tally.week, tally]));
      return {
        ...key,
        name: names.nameOf(key.scope, key.scopeId),
        negative: shareView(count, of),
        shrunk,
        weeks: weeks.map((week) => ({
          week,
          count: trend.get(week)?.negative ?? 0,
          of: trend.get(week)?.of ?? 0,
        })),
        alarm: alarmOf.get(keyOf(key)) ?? null,
        case: notes.get(keyOf(key)) ?? null,
      };
    });
  // What has just got worse stands first, whatever the year says.
  painPoints.sort((a, b) => Number(b.alarm !== null) - Number(a.alarm !== null));
  return {
    days,
    readAt: readAt?.toISOString() ?? null,
    modelVersion,
    reviews: counts.reviews,
    unread: counts.unread,
    sentiments: counts.sentiments,
    aspects: aspectsOf(tallies.filter(wanted), query),
    painPoints: painPoints.slice(0, mostPainPoints),
    // One that is found again a week later is one.
    alarms: new Set(alarms.filter(wanted).map(keyOf)).size,
    falseAlarmRate,
    categories: names.categories,
    products: names.products,
  };
}

function grouped(tallies: readonly WeekTally[]): Map<string, WeekTally[]> {
  const groups = new Map<string, WeekTally[]>();
  for (const tally of tallies) {
    const key = keyOf(tally);
    const group = groups.get(key);
    if (group) group.push(tally);
    else groups.set(key, [tally]);
  }
  return groups;
}

function keyOf({ scope, scopeId, aspect }: PainPointKey): string {
  return JSON.stringify([scope, scopeId, aspect]);
}

function aspectsOf(tallies: readonly WeekTally[], { product }: ReviewsQuery): ReviewsPage['aspects'] {
  // Categories hold every review of known products once; one product is looked at by itself.
  const counted = tallies.filter(({ scope }) => scope === (product === undefined ? 'category' : 'product'));
  return aspectLabels
    .map((aspect) => {
      const of = counted.filter((tally) => tally.aspect === aspect);
      return {
        aspect,
        negative: shareView(sum(of, 'spanNegative'), sum(of, 'spanOf')),
        positive: sum(of, 'spanPositive'),
      };
    })
    .filter(({ negative }) => negative.of > 0)
    .sort((a, b) => b.negative.of - a.negative.of);
}

function sum(tallies: readonly WeekTally[], field: 'spanNegative' | 'spanPositive' | 'spanOf'): number {
  return tallies.reduce((total, tally) => total + tally[field], 0);
}

async function sentimentCounts(
  queryable: Queryable,
  shopId: string,
  from: Date,
  { now, category, product, aspect }: ReviewsQuery,
): Promise<Pick<ReviewsPage, 'reviews' | 'unread' | 'sentiments'>> {
  const { rows } = await queryable.query<{ sentiment: SentimentLabel | null; reviews: number }>(
    `select d.sentiment, count(*)::int as reviews
     from reviews r
     left join products p on p.shop_id = r.shop_id and p.id = r.product_id
     left join review_analyses a on a.shop_id = r.shop_id
     left join review_readings d on d.shop_id = r.shop_id and d.review_id = r.id and d.model_version = a.model_version
     where r.shop_id = $1 and r.written_at >= $2 and r.written_at < $3
       and ($4::text is null or p.category = $4) and ($5::text is null or r.product_id = $5)
       and ($6::text is null or exists (select from review_opinions o where o.shop_id = d.shop_id
         and o.review_id = d.review_id and o.model_version = d.model_version and o.aspect = $6))
     group by d.sentiment`,
    [shopId, from, now, category ?? null, product ?? null, aspect ?? null],
  );
  const of = (label: SentimentLabel | null) =>
    rows.find(({ sentiment }) => sentiment === label)?.reviews ?? 0;
  return {
    reviews: rows.reduce((total, { reviews }) => total + reviews, 0),
    unread: of(null),
    sentiments: { negative: of('negative'), neutral: of('neutral'), positive: of('positive') },
  };
}
