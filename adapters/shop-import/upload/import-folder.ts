import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import {
  BadInputError,
  ConflictError,
  MainstayError,
  NotFoundError,
  UnavailableError,
} from '../../../core/errors.ts';

/** Kept free on the disk that the embedded database may share. */
const reserveBytes = 256 * 1_048_576;

/**
 * The folder of files that are sent through the console, piece by piece: each piece goes from the connection to the
 * disk, so that a file needs the memory of a piece, and one that was cut off goes on from where it is.
 */
export class ImportFolder {
  readonly #folder: string;
  readonly #longestPieceBytes: number;

  constructor(folder: string, longestPieceBytes: number) {
    this.#folder = folder;
    this.#longestPieceBytes = longestPieceBytes;
  }

  /** Where a file lies. @param id a UUID, never a name that somebody chose. */
  pathOf(id: string): string {
    return join(this.#folder, id);
  }

  /** Makes an empty file. @throws UnavailableError when there is no room for all of it. */
  async create(id: string, bytes: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const disk = await statfs(this.#folder);
    const free = disk.bavail * disk.bsize - reserveBytes;
    if (free < bytes) throw diskFull(Math.max(0, free));
    await open(this.pathOf(id), 'wx', 0o600).then((file) => file.close());
  }

  /** How much of it came. @throws NotFoundError when it is not on this machine. */
  async received(id: string): Promise<number> {
    const found = await stat(this.pathOf(id)).catch(() => null);
    if (!found)
      throw new NotFoundError(
        'the file is not on this server: it was removed, or sent to another replica; choose it again',
        { details: { reason: 'file_gone' } },
      );
    return found.size;
  }

  /**
   * Writes the next piece. @param offset where it begins; at most what came so far. @returns how much came now.
   * @throws ConflictError when something between is missing; MainstayError (too_large); UnavailableError on a full disk.
   */
  async write(id: string, offset: number, piece: Readable): Promise<number> {
    const there = await this.received(id);
    if (offset > there)
      throw new ConflictError(`the file is there up to byte ${there}; go on from there`, {
        details: { reason: 'gap', received: there },
      });
    const file = await open(this.pathOf(id), 'r+');
    let at = offset;
    try {
      for await (const chunk of piece as AsyncIterable<Buffer>) {
        if (at + chunk.length - offset > this.#longestPieceBytes)
          throw new MainstayError('too_large', `a piece may have ${this.#longestPieceBytes} bytes`);
        for (let done = 0; done < chunk.length; ) {
          const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at);
          done += bytesWritten;
          at += bytesWritten;
        }
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ECONNRESET')
        throw new BadInputError('the connection ended within a piece', { cause: error });
      throw code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(0, error) : error;
    } finally {
      await file.close();
    }
    return Math.max(at, there);
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** Removes what came before a moment. */
  async removeBefore(before: Date): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      const found = await stat(this.pathOf(name)).catch(() => null);
      if (found?.isFile() && found.mtime < before) await this.remove(name);
    }
  }
}

function diskFull(freeBytes: number, cause?: unknown): UnavailableError {
  return new UnavailableError(
    "there is not enough room on the server's disk: nothing was imported; make room, or import by the command line beside the database",
    { cause, details: { reason: 'disk_full', freeBytes } },
  );
}
