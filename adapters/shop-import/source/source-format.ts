import { BadInputError } from '../../../core/errors.ts';
import { detectEncoding, type Encoding, parseEncoding } from './detect-encoding.ts';
import type { SourceFacts } from './inspect-source.ts';

export interface SourceFormat {
  readonly encoding: Encoding;
  readonly kind: 'csv' | 'jsonl';
  /** Of CSV. */
  readonly delimiter: string;
}

const delimiters = [',', ';', '\t', '|'];

/** How a file is to be read; what is given goes before what is seen. */
export function sourceFormat(
  facts: Pick<SourceFacts, 'head' | 'isUtf8'>,
  given: { encoding?: string; delimiter?: string } = {},
): SourceFormat {
  const encoding = given.encoding === undefined ? detectEncoding(facts) : parseEncoding(given.encoding);
  const text = new TextDecoder(encoding).decode(facts.head);
  const kind = /^\s*\{/.test(text) ? 'jsonl' : 'csv';
  return {
    encoding,
    kind,
    delimiter: given.delimiter === undefined ? detectDelimiter(text) : parseDelimiter(given.delimiter),
  };
}

function parseDelimiter(text: string): string {
  const delimiter = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';' }[text] ?? text;
  if ([...delimiter].length !== 1)
    throw new BadInputError(`delimiter "${text}" is not one character; "," or ";" or "tab" would be right`);
  return delimiter;
}

/** The candidate that the header has, and most of the lines after it have as often. */
export function detectDelimiter(text: string): string {
  const lines = text.split(/\r?\n/).filter(Boolean).slice(0, 30);
  const header = lines[0] ?? '';
  const scores = delimiters.map((delimiter) => {
    const expected = countOutsideQuotes(header, delimiter);
    const same = lines.filter((line) => countOutsideQuotes(line, delimiter) === expected).length;
    return expected === 0 ? 0 : expected * (same / lines.length);
  });
  return delimiters[scores.indexOf(Math.max(...scores))]!;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let quoted = false;
  let count = 0;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) count++;
  }
  return count;
}
