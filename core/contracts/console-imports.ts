/** What the console's page Imports and the server exchange. */

export const importKinds = ['orders', 'products', 'reviews', 'shoppers', 'events'] as const;
export type ImportKind = (typeof importKinds)[number];

export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const;

/** The longest piece of a file that one request takes. */
export const importPieceBytes = 4 * 1_048_576;

/** `POST imports/files` (FileRequest), `GET imports/files/:id`, `PUT imports/files/:id/pieces?offset=` (bytes). */
export interface ImportFileView {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** How much of it the server has. */
  readonly received: number;
  /** All of it is there and was looked through: `POST imports/files/:id/complete`. */
  readonly complete: boolean;
}
export interface ImportFileRequest {
  readonly name: string;
  readonly bytes: number;
}

/** How a file is to be read; what is left out is guessed. */
export interface ImportAsked {
  readonly kind?: ImportKind;
  /** Our field: their column, or a text that every row has; an empty column: the field is not read. */
  readonly mapping?: Readonly<Record<string, { readonly column: string } | { readonly constant: string }>>;
  readonly encoding?: (typeof importEncodings)[number];
  readonly delimiter?: string;
  readonly dates?: 'dmy' | 'mdy';
  readonly keepRepeats?: boolean;
  readonly createProducts?: boolean;
}

/** `POST imports/files/:id/preview` (ImportAsked); with `?whole=1` every row is read. */
export interface ImportPreviewView {
  readonly kind: ImportKind;
  readonly format: 'csv' | 'jsonl';
  readonly encoding: (typeof importEncodings)[number];
  readonly delimiter: string;
  readonly header: readonly string[];
  readonly columns: readonly {
    readonly field: string;
    /** Place in the row; null: a text that every row has. */
    readonly index: number | null;
    readonly column: string;
    readonly by: 'mapping' | 'export' | 'name' | 'values';
  }[];
  /** All fields of the kind. */
  readonly fields: readonly string[];
  /** What a file of this kind must tell, in groups of which one field is enough. */
  readonly needed: readonly (readonly string[])[];
  readonly missing: readonly (readonly string[])[];
  /** The shop system whose export this is. */
  readonly known: string | null;
  /** How 03/04/2020 is read; null: no dates, or both ways round. */
  readonly dates: 'dmy' | 'mdy' | null;
  readonly assumed: readonly {
    readonly kind: 'mixed_dates' | 'assumed_dates' | 'mixed_marks';
    readonly column: string;
  }[];
  /** Rows that were looked at; all of them when `whole`. */
  readonly records: number;
  readonly whole: boolean;
  readonly good: number;
  readonly faulty: number;
  readonly sample: readonly {
    readonly line: number;
    readonly values: readonly string[] | null;
    readonly faults: readonly { readonly column: string | null; readonly reason: string }[];
  }[];
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
  /** The newest import of this very file. */
  readonly earlier: { readonly at: string; readonly state: ImportView['state'] } | null;
}

/** `GET imports`; `POST imports` (ImportStart) answers `{ id }`; `POST imports/:id/resume|pause|cancel`. */
/** `GET imports?after=`: newest first; `unfinished` are those that run or wait, on whatever page they stand. */
export interface ImportList {
  readonly rows: readonly ImportView[];
  readonly next: string | null;
  readonly unfinished: readonly ImportView[];
}
export interface ImportStart extends ImportAsked {
  readonly fileId: string;
}
export interface ImportView {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  /** `cut_off`: it was running, and whoever ran it is gone. */
  readonly state: 'running' | 'paused' | 'cut_off' | 'done' | 'failed' | 'cancelled';
  readonly phase: 'read' | 'write' | 'settle' | 'done';
  /** 0 to 1, of all phases. */
  readonly share: number;
  readonly rowsRead: number;
  readonly rowsStaged: number;
  readonly rowsWritten: number;
  readonly rowsRejected: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly problem: string | null;
  /** The same for pages: a reason that they have words for, and its blanks. */
  readonly problemDetails: object | null;
  /** A name; null: the command line. */
  readonly startedBy: string | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** The server still has the file, so that it can go on from here. */
  readonly resumable: boolean;
}
/** `GET imports/:id`; the rejected rows are at `imports/:id/rejects.csv`. */
export interface ImportDetail extends ImportView {
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}
