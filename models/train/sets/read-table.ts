import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { BadInputError } from '../../../core/errors.ts';

/** The text of a file, unpacked when its name ends in .gz. @throws BadInputError when it is missing. */
export function readText(path: string): string {
  if (!existsSync(path))
    throw new BadInputError(`the data file ${path} is missing; give the folder of the data sets`);
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\ufeff/, '');
}

/** Rows of a CSV file (RFC 4180: quoted fields may hold commas, quotes and line ends) by the names of its first line. */
export function readCsv(path: string): Record<string, string>[] {
  const [names, ...rows] = csvRows(readText(path));
  if (!names) throw new BadInputError(`${path} is empty`);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])));
}

/** Rows of a tab-separated file without quoting, by the names of its first line. */
export function readTsv(path: string): Record<string, string>[] {
  const [first, ...lines] = readText(path).split(/\r?\n/);
  const names = first!.split('\t');
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const fields = line.split('\t');
      return Object.fromEntries(names.map((name, i) => [name, fields[i] ?? '']));
    });
}

/** One JSON value a line. */
export function readJsonLines<T>(path: string): T[] {
  return readText(path)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  let row: string[] = [];
  for (let match = field.exec(text); match && field.lastIndex <= text.length; match = field.exec(text)) {
    row.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
    if (match[3] === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    if (match[3] === '') break;
  }
  return rows;
}
