import { inspectSource } from '../../adapters/shop-import/source/inspect-source.ts';
import { openText } from '../../adapters/shop-import/source/open-text.ts';
import { BadInputError } from '../../core/errors.ts';

/** One line of a file of sequences. */
export interface ShopperSequence {
  readonly shopper: string;
  /** In order of time; what was bought again stands where it was bought first. */
  readonly items: readonly string[];
  /** The newest purchase, bought before or not, and what was bought before it. */
  readonly last: string;
  readonly earlier: readonly string[];
  readonly line: number;
}

/** What a file of sequences looks like. */
export const sequenceForm =
  'a line per shopper, "shopper item item ...", blanks between, the oldest item first';

/**
 * Reads sequences of purchases, gzip or not.
 * @throws BadInputError for a file that is missing, empty or of another form, with the line.
 */
export async function readSequences(path: string): Promise<ShopperSequence[]> {
  const { isUtf8 } = await inspectSource(path);
  if (!isUtf8) throw new BadInputError(`"${path}" is no text in UTF-8; ${sequenceForm} would be right`);
  let text = '';
  for await (const piece of openText(path, 'utf-8')) text += piece;
  const seen = new Map<string, number>();
  const sequences = text.split('\n').flatMap((raw, i): ShopperSequence[] => {
    const fields = raw.trim().split(/\s+/);
    if (fields[0] === '') return [];
    const line = i + 1;
    const where = `"${path}", line ${line}`;
    const [shopper, ...items] = fields as [string, ...string[]];
    if (items.length === 0)
      throw new BadInputError(
        /[,;|]/.test(shopper)
          ? `${where}: "${raw.trim().slice(0, 40)}" has no blanks; ${sequenceForm} would be right`
          : `${where}: shopper "${shopper}" has no item; ${sequenceForm} would be right`,
      );
    const before = seen.get(shopper);
    if (before !== undefined)
      throw new BadInputError(
        `${where}: shopper "${shopper}" stands on line ${before} already; ${sequenceForm} would be right`,
      );
    seen.set(shopper, line);
    const earlier = [...new Set(items.slice(0, -1))];
    return [{ shopper, items: [...new Set(items)], last: items.at(-1)!, earlier, line }];
  });
  if (sequences.length === 0)
    throw new BadInputError(`"${path}" has no lines; ${sequenceForm} would be right`);
  return sequences;
}
