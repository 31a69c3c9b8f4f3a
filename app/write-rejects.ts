import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvCell } from '../adapters/http/csv.ts';
import type { RowFault } from '../adapters/shop-import/rows/row-fault.ts';

export interface RejectsFile {
  /** Null: nothing was left out, so that there is no file. */
  readonly path: string | null;
  readonly faults: number;
  /** Why it is not where it was asked for. */
  readonly problem: string | null;
}

/** Writes what an import left out as CSV; where the folder cannot be written to, in the present one. */
export async function writeRejects(
  pages: AsyncIterable<readonly RowFault[]>,
  wanted: string,
): Promise<RejectsFile> {
  let faults = 0;
  async function* lines() {
    for await (const page of pages) {
      if (faults === 0) yield '\uFEFFline,column,value,reason\r\n';
      faults += page.length;
      yield page
        .map(
          ({ line, column, value, reason }) => `${[line, column, value, reason].map(csvCell).join(',')}\r\n`,
        )
        .join('');
    }
  }
  const text = lines();
  const first = await text.next();
  if (first.done) {
    // What an earlier try left out is not left out now.
    await rm(wanted, { force: true }).catch(() => {});
    return { path: null, faults: 0, problem: null };
  }
  async function* all() {
    yield first.value as string;
    yield* text;
  }
  const rows = all();
  const places = [wanted, resolve(basename(wanted))];
  let problem: string | null = null;
  for (const path of places) {
    const part = `${path}.part`;
    const stream = createWriteStream(part, { mode: 0o600 });
    const opened = await new Promise<NodeJS.ErrnoException | null>((done) => {
      stream.once('open', () => done(null));
      stream.once('error', done);
    });
    if (opened) {
      problem = `cannot write ${path}: ${opened.code}`;
      continue;
    }
    try {
      await pipeline(Readable.from(rows), stream);
      await rename(part, path);
      return { path, faults, problem };
    } catch (error) {
      await rm(part, { force: true }).catch(() => {});
      return {
        path: null,
        faults,
        problem: `cannot write ${path}: ${(error as NodeJS.ErrnoException).code}`,
      };
    }
  }
  return { path: null, faults, problem };
}
