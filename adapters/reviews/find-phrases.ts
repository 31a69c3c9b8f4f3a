import { keyphrases, type PhraseSource } from '../../nlp/reviews/keyphrases.ts';
import { reviewTerms } from '../../nlp/reviews/review-terms.ts';
import { clientOf, type Database } from '../postgres/database.ts';
import { insertRows } from '../postgres/insert-rows.ts';

const dayMs = 86_400_000;
/** Older reviews speak of older goods; more of them would not fit in memory. */
const spanDays = 365;
const mostOpinions = 200_000;
const phrasesEach = 8;
/** Fewer complaints have no phrase of their own. */
const leastComplaints = 3;

interface Complaint {
  readonly reviewId: string;
  readonly product: string;
  readonly category: string | null;
  readonly aspect: string;
  readonly negative: boolean;
  readonly names: string;
  readonly body: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What complaints of each product and category say about each aspect more often than other reviews do, with the reviews
 * that say it. @returns how many phrases were kept.
 */
export async function findPhrases(database: Database, shopId: string, now: Date): Promise<number> {
  const { rows } = await database.query<Complaint>(
    `select o.review_id as "reviewId", r.product_id as product, p.category, o.aspect,
       o.sentiment = 'negative' as negative, lower(coalesce(p.name ->> 'en', '') || ' ' || coalesce(p.name ->> 'zh', '')) as names,
       r.body, o.clause_start as "start", o.clause_end as "end"
     from review_analyses a
     join review_opinions o on o.shop_id = a.shop_id and o.model_version = a.model_version
     join reviews r on r.shop_id = o.shop_id and r.id = o.review_id and r.written_at >= $2
     left join products p on p.shop_id = r.shop_id and p.id = r.product_id
     where a.shop_id = $1 order by r.written_at desc, o.review_id limit $3`,
    [shopId, new Date(now.getTime() - spanDays * dayMs), mostOpinions],
  );
  const byTerm = new Map<string, number>();
  const groups = new Map<string, { known: Set<string>; sources: PhraseSource[] }>();
  for (const { reviewId, product, category, aspect, negative, names, body, start, end } of rows) {
    const terms = reviewTerms(body.slice(start, end));
    for (const term of terms) byTerm.set(term, (byTerm.get(term) ?? 0) + 1);
    if (!negative) continue;
    for (const [scope, id] of [
      ['product', product],
      ...(category ? [['category', category]] : []),
    ] as const) {
      const key = JSON.stringify([scope, id, aspect]);
      const group = groups.get(key) ?? { known: new Set(), sources: [] };
      groups.set(key, group);
      if (scope === 'product') for (const word of names.split(/\s+/)) group.known.add(word);
      group.sources.push({ reviewId, terms });
    }
  }
  const found = [...groups].flatMap(([key, { known, sources }]) => {
    if (sources.length < leastComplaints) return [];
    const [scope, scopeId, aspect] = JSON.parse(key) as [string, string, string];
    const phrases = keyphrases(sources, { reviews: rows.length, byTerm }, { most: phrasesEach, known });
    return phrases.map((phrase) => ({ ...phrase, scope, scopeId, aspect }));
  });
  await database.transaction(async (tx) => {
    await clientOf(tx).query('delete from review_phrases where shop_id = $1', [shopId]);
    await insertRows(
      tx,
      'review_phrases',
      [
        ['shop_id', 'text', () => shopId],
        ['scope', 'text', ({ scope }) => scope],
        ['scope_id', 'text', ({ scopeId }) => scopeId],
        ['aspect', 'text', ({ aspect }) => aspect],
        ['phrase', 'text', ({ phrase }) => phrase],
        ['ratio', 'real', ({ ratio }) => ratio],
        ['review_ids', 'jsonb', ({ reviewIds }) => reviewIds],
      ],
      found,
    );
  });
  return found.length;
}
