import { type SampleRatio, sampleRatio } from '../../retention/experiments/sample-ratio.ts';
import type { Queryable } from './database.ts';

/** Shoppers in an arm who were drawn by the same shares. */
export interface SplitCount {
  readonly experimentId: string;
  readonly arm: string;
  /** Probabilities of the arms when these were drawn, in the order of the arms; null: not known. */
  readonly shares: readonly number[] | null;
  readonly shoppers: number;
  /** Whose identities were merged across arms; not among `shoppers`. */
  readonly crossed: number;
}

/** Who is in which arm of every experiment of a shop, or of one of them; the holdout is one, too. */
export async function splitCounts(
  queryable: Queryable,
  shopId: string,
  experimentId?: string,
): Promise<SplitCount[]> {
  const { rows } = await queryable.query<SplitCount & { [column: string]: unknown }>(
    `select experiment_id as "experimentId", arm, shares, count(*) filter (where not crossed) as shoppers,
       count(*) filter (where crossed) as crossed
     from assignments where shop_id = $1 ${experimentId === undefined ? '' : 'and experiment_id = $2'}
     group by experiment_id, arm, shares`,
    experimentId === undefined ? [shopId] : [shopId, experimentId],
  );
  return rows;
}

/**
 * Whether an experiment's split is what it was to be, each shopper by the shares that were in force when they were drawn.
 * @param arms with their present weights, which stand in where nobody knows those of the time.
 */
export function splitOver(
  counts: readonly SplitCount[],
  arms: readonly { readonly key: string; readonly weight: number }[],
): SampleRatio | null {
  const parts = new Map<string, SplitCount[]>();
  for (const count of counts) {
    const key = String(count.shares);
    parts.set(key, [...(parts.get(key) ?? []), count]);
  }
  if (parts.size === 0) return null;
  return sampleRatio(
    ...[...parts.values()].map((part) =>
      arms.map(({ key, weight }, i) => ({
        weight: part[0]!.shares?.[i] ?? weight,
        count: part.find(({ arm }) => arm === key)?.shoppers ?? 0,
      })),
    ),
  );
}
