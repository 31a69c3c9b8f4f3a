import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../core/errors.ts';
import { isProcessAlive } from '../core/process-alive.ts';

interface Owner {
  pid: number;
  /** Connection string of the embedded database, once it runs. */
  connectionString?: string;
}

/** The folder that one process owns: embedded database, keys, runs. */
export class Home {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  get #lock(): string {
    return join(this.folder, 'owner.json');
  }

  /**
   * Takes the folder for this process; a lock left behind by a killed one is taken over.
   * @throws ConfigurationError when a living process has it.
   */
  async take(): Promise<void> {
    await mkdir(this.folder, { recursive: true }).catch((error) => this.#refuse(error));
    for (;;) {
      const handle = await open(this.#lock, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return null;
        return this.#refuse(error);
      });
      if (handle) {
        await handle.writeFile(JSON.stringify({ pid: process.pid } satisfies Owner));
        await handle.close();
        return;
      }
      const owner = await this.owner();
      if (owner) {
        throw new ConfigurationError(
          `${this.folder} is in use by another Mainstay (process ${owner.pid}): stop that one, or set MAINSTAY_HOME to another folder`,
        );
      }
      await this.#removeStaleLock();
    }
  }

  #refuse(cause: NodeJS.ErrnoException): never {
    const why =
      cause.code === 'EEXIST' || cause.code === 'ENOTDIR'
        ? 'something on the way to it is a file, not a folder'
        : cause.code === 'EACCES' || cause.code === 'EPERM'
          ? 'this user may not write there'
          : cause.code === 'EROFS'
            ? 'that file system is read-only'
            : cause.message;
    throw new ConfigurationError(
      `cannot keep anything in ${this.folder}: ${why}; set MAINSTAY_HOME to a folder that can be written`,
      { cause },
    );
  }

  /** Two processes may find the same stale lock: only the one whose rename succeeds removes it. */
  async #removeStaleLock(): Promise<void> {
    const stale = `${this.#lock}.${process.pid}`;
    await rename(this.#lock, stale).catch(() => {});
    await rm(stale, { force: true });
  }

  /** The living process that has the folder, if there is one. */
  async owner(): Promise<Owner | null> {
    const text = await readFile(this.#lock, 'utf8').catch(() => '');
    try {
      const owner = JSON.parse(text) as Owner;
      // The id of a killed process may be this one's by now.
      return owner.pid !== process.pid && isProcessAlive(owner.pid) ? owner : null;
    } catch {
      return null;
    }
  }

  /** Lets other commands on this machine find the database that this process runs. */
  async announceDatabase(connectionString: string): Promise<void> {
    await writeFile(this.#lock, JSON.stringify({ pid: process.pid, connectionString } satisfies Owner), {
      mode: 0o600,
    });
  }

  async release(): Promise<void> {
    await rm(this.#lock, { force: true });
  }

  /** A secret made once and kept, readable by this user alone. */
  async secret(name: string): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    const file = join(this.folder, `${name}.key`);
    try {
      await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFile(file, 'utf8');
  }
}
