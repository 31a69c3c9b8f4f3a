import type { PolicyFeature } from '../../retention/policy/portable-policy.ts';
import { protectedFeature } from '../../retention/protected-feature.ts';
import { chooseColumn } from '../table-file/choose-column.ts';
import { refuseStrayText } from '../table-file/stray-text.ts';
import type { Table } from '../table-file/table.ts';

/** Inputs as a policy file names them, with their numbers. */
export interface TrialInputs {
  readonly features: readonly PolicyFeature[];
  readonly columns: readonly Float64Array[];
  /** Columns that are no inputs, and why. */
  readonly leftOut: readonly { readonly column: string; readonly reason: string }[];
}

/** What happens after an action and is often kept beside it. */
const outcomes =
  /^(visit(ed)?|conversion|converted|spen[dt]|revenue|profit|reward|click(ed)?|outcome|response|responded|purchased?|bought|redeem(ed)?|redemption|opened|exposure|unsubscribed|churned|y|label|target)$/;
/** What a made-up data set tells of its own truth. */
const truths = /^(tau|ite|cate|mu|y)_?\d+$|(^|_)(true|truth|oracle|ite|cate|tau|uplift)(_|$)/;
const keys = /(^|_)(id|uuid|index|row|key|seed|split|fold)$|^(date|time|timestamp)$|_(at|date|time)$/;

const mostLevels = 30;
const leastLevelRows = 20;

/**
 * Takes the named columns, or, where none are named, every column that looks as if it was known before the action: not
 * those of `taken`, not outcomes, keys, dates and protected attributes by name, not texts of more than 30 kinds.
 * @param taken columns with another role.
 * @param options pastOutcomes: nothing is given to anybody: a visit or an order is something that was known.
 * @throws BadInputError for a column of numbers in which a few fields are none.
 */
export function trialInputs(
  table: Table,
  named: readonly string[] | null,
  taken: ReadonlySet<number>,
  { pastOutcomes = false }: { readonly pastOutcomes?: boolean } = {},
): TrialInputs {
  const features: PolicyFeature[] = [];
  const columns: Float64Array[] = [];
  const leftOut: { column: string; reason: string }[] = [];
  const asked = named
    ? named.map((given) =>
        chooseColumn(table, { meaning: 'a feature', flag: '--features', given, usualNames: [] }),
      )
    : table.columns.map((_, i) => i).filter((i) => !taken.has(i));
  for (const index of new Set(asked)) {
    const column = table.columns[index]!;
    const reason = named ? null : whyNot(column, pastOutcomes);
    if (reason === null) refuseStrayText(table, index);
    const encoded = reason === null ? encode(column, table.values[index]!) : reason;
    if (typeof encoded === 'string') leftOut.push({ column, reason: encoded });
    else
      for (const { feature, values } of encoded) {
        features.push(feature);
        columns.push(values);
      }
  }
  return { features, columns, leftOut };
}

function whyNot(column: string, pastOutcomes: boolean): string | null {
  const name = column
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, '_');
  if (name === '' || keys.test(name)) return 'a key or a date by its name';
  const guarded = pastOutcomes ? null : protectedFeature(column);
  if (guarded) return `${guarded.proxy ? 'stands for' : 'is'} a protected attribute (${guarded.attribute})`;
  if (!pastOutcomes && outcomes.test(name)) return 'an outcome by its name';
  if (truths.test(name)) return 'the truth of a made-up world by its name';
  return null;
}

function encode(
  column: string,
  texts: readonly string[],
): { feature: PolicyFeature; values: Float64Array }[] | string {
  if (texts.every((text) => text === '' || Number.isFinite(Number(text))))
    return encodeNumbers(column, texts);
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  if (counts.size > mostLevels) return `text of ${counts.size} kinds`;
  if (counts.size < 2) return 'always the same';
  const levels = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return levels
    .filter(([level, rows], i) => (i > 0 || levels.length > 2) && level !== '' && rows >= leastLevelRows)
    .map(([level]) => ({
      feature: { column, equals: level },
      values: Float64Array.from(texts, (text) => Number(text === level)),
    }));
}

/** An empty field counts as the median. */
function encodeNumbers(
  column: string,
  texts: readonly string[],
): { feature: PolicyFeature; values: Float64Array }[] | string {
  const known = Float64Array.from(
    texts.filter((text) => text !== ''),
    Number,
  ).sort();
  if (known.length === 0) return 'empty';
  if (known[0] === known.at(-1)) return 'always the same';
  const missing = known[known.length >> 1]!;
  const feature = known.length < texts.length ? { column, missing } : { column };
  return [{ feature, values: Float64Array.from(texts, (text) => (text === '' ? missing : Number(text))) }];
}
