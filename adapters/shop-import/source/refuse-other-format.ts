import { BadInputError } from '../../../core/errors.ts';

/** How files begin that are taken for tables and are none that is read here. */
const others: readonly {
  readonly bytes: readonly number[];
  readonly what: string;
  readonly reason: string;
}[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel or ZIP file', reason: 'spreadsheet' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel file', reason: 'spreadsheet' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', reason: 'other_format' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a picture', reason: 'other_format' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a picture', reason: 'other_format' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file', reason: 'other_format' },
];

/** Refuses what is no text, by its first bytes. @throws BadInputError that says what it is and what would be right. */
export function refuseOtherFormat(head: Uint8Array): void {
  const other = others.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  if (other)
    throw new BadInputError(`this is ${other.what}; CSV or JSON lines are read: save it as CSV (UTF-8)`, {
      details: { reason: other.reason },
    });
}
