/** One row of a file: its values in the order of the file's columns, or why it cannot be read. */
export type SourceRecord =
  | { readonly line: number; readonly values: readonly string[] }
  | {
      readonly line: number;
      readonly fault: string;
      readonly text: string;
      /** The file seems to have been cut off here: what came just before may be incomplete too. */
      readonly cutOff: boolean;
    };

export interface SourceTable {
  readonly columns: readonly string[];
  readonly records: AsyncIterable<SourceRecord>;
}
