import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { untilReady } from '../turn/until-ready.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const secret = 'direct-line-secret-of-the-benchmark';

/** One of several servers on a database, as built, at a port that it keeps over its lives. */
export class Replica {
  readonly origin: string;
  readonly #port: number;
  readonly #databaseUrl: string;
  readonly #home: string;
  #child: ChildProcess | undefined;

  constructor(port: number, databaseUrl: string, home: string) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#port = port;
    this.#databaseUrl = databaseUrl;
    this.#home = home;
  }

  /** Resolves when it is ready; rejects when it was killed before. */
  start(): Promise<void> {
    this.#child = spawn(process.execPath, [join(root, 'dist/server/app/main.js'), 'start'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        MAINSTAY_HOME: this.#home,
        DATABASE_URL: this.#databaseUrl,
        PORT: String(this.#port),
        TOKEN_SECRET: 'token-secret-shared-by-the-replicas-of-the-benchmark',
        DIRECTLINE_SECRET: secret,
        TOKENS_PER_MINUTE: '1000000',
        MESSAGES_PER_MINUTE: '1000000',
        ADDRESS_MESSAGES_PER_MINUTE: '1000000',
        LOG_LEVEL: 'silent',
        NODE_ENV: 'production',
      },
    });
    return untilReady(this.#child, this.origin);
  }

  /** False when it has ended, by whatever hand. */
  get lives(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves when nothing is left of it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || !this.lives) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }
}
