import { openText } from './open-text.ts';
import { readCsv } from './read-csv.ts';
import { readJsonLines } from './read-json-lines.ts';
import type { SourceFormat } from './source-format.ts';
import type { SourceTable } from './source-record.ts';

/**
 * A file as columns and rows; rows are read as they are asked for.
 * @throws BadInputError when it has no header, or cannot be read on.
 */
export function openTable(
  path: string,
  format: SourceFormat,
  onBytes?: (count: number) => void,
): Promise<SourceTable> {
  const text = openText(path, format.encoding, onBytes);
  return format.kind === 'csv' ? readCsv(text, format.delimiter) : readJsonLines(text);
}
