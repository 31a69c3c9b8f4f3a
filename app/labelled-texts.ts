import { chooseColumn } from '../adapters/table-file/choose-column.ts';
import { readTable } from '../adapters/table-file/read-table.ts';
import { BadInputError } from '../core/errors.ts';

export interface LabelledTextFlags {
  readonly text?: string;
  readonly label?: string;
  /** old=new,... */
  readonly map?: string;
  /** Leaves rows without a text or a label out, instead of refusing the file. */
  readonly skipEmpty?: boolean;
}

export interface LabelledText {
  readonly text: string;
  readonly label: string;
  readonly line: number;
}

/**
 * Texts with their labels from CSV, TSV or JSON lines. With a map, a label that it names becomes the other; labels that
 * it does not name stay. @throws BadInputError for missing columns and for rows without a text or a label, with lines.
 */
export async function labelledTexts(path: string, flags: LabelledTextFlags): Promise<LabelledText[]> {
  const table = await readTable(path);
  const text = chooseColumn(table, {
    meaning: 'the text',
    flag: '--text',
    given: flags.text,
    usualNames: ['text', 'message', 'sentence', 'review', 'review_text', 'utterance', 'content'],
  });
  const label = chooseColumn(table, {
    meaning: 'the label',
    flag: '--label',
    given: flags.label,
    usualNames: ['label', 'intent', 'category', 'topic', 'class', 'sentiment'],
  });
  const names = labelMap(flags.map);
  const isEmpty = (column: number, row: number) => table.values[column]![row] === '';
  for (const [column, what] of [
    [text, 'no text'],
    [label, 'no label'],
  ] as const) {
    const empty = table.lines.filter((_, row) => isEmpty(column, row));
    if (empty.length > 0 && !flags.skipEmpty)
      throw new BadInputError(
        `"${path}": ${empty.length === 1 ? `line ${empty[0]} has` : `${empty.length} rows have (the first is line ${empty[0]})`} ${what} in column "${table.columns[column]}": fill or delete ${empty.length === 1 ? 'it' : 'them'}, or leave out what is incomplete with --skip-empty`,
      );
  }
  return table.lines.flatMap((line, row) => {
    if (isEmpty(text, row) || isEmpty(label, row)) return [];
    const given = table.values[label]![row]!;
    return [{ text: table.values[text]![row]!, label: names.get(given) ?? given, line }];
  });
}

function labelMap(text: string | undefined): ReadonlyMap<string, string> {
  if (text === undefined) return new Map();
  return new Map(
    text.split(',').map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at < 1 || at === pair.length - 1)
        throw new BadInputError(`--map "${pair}": old=new would be right, several separated by commas`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
