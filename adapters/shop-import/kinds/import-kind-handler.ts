import type { Transaction } from '../../../core/transaction.ts';
import type { ImportRun } from '../../postgres/import-runs.ts';
import type { StageRow } from '../../postgres/import-stage.ts';
import type { RowFault } from '../rows/row-fault.ts';
import type { RowReader, ShopOfRows } from '../rows/row-reader.ts';

export interface ImportOptions {
  /** Rows that are the same in every field are kept. */
  readonly keepRepeats: boolean;
  /** Products that reviews name and the shop does not have are made. */
  readonly createProducts: boolean;
}

export interface WriteScope {
  readonly run: ImportRun;
  readonly shop: ShopOfRows;
  readonly options: ImportOptions;
}

export interface Written {
  readonly counts: Readonly<Record<string, number>>;
  readonly faults: readonly RowFault[];
}

export interface StoredRow {
  readonly key: string;
  readonly line: number;
  /** What `read` made of it. */
  readonly row: string;
}

/** How one kind of file becomes rows of the shop. */
export interface ImportKindHandler {
  /** Rows of one key are parts of one thing: of a file that was cut off, the last such thing is left out whole. */
  readonly rowsBelongTogether: boolean;
  /** @returns null when the row is left out: the reader's faults say why. */
  read(reader: RowReader): Omit<StageRow, 'line'> | null;
  /** Runs once, before the first rows are written. */
  begin(tx: Transaction, scope: WriteScope): Promise<Written>;
  /** Writes rows; all of a key are there. */
  write(tx: Transaction, scope: WriteScope, rows: readonly StoredRow[]): Promise<Written>;
  /** Runs after the last rows, in pieces until it answers null. */
  settle(tx: Transaction, scope: WriteScope): Promise<Written | null>;
}

export const nothingWritten: Written = { counts: {}, faults: [] };
