/** How far an import is. */
export interface ImportProgress {
  readonly phase: 'read' | 'write' | 'settle';
  /** Of the file, unpacked; what is done of reading. */
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Records of the file that were read. */
  readonly records: number;
  /** Rows that were written, of `rowsTotal`. */
  readonly rows: number;
  readonly rowsTotal: number;
  /** Faults found so far. */
  readonly faults: number;
}
