import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import { untilReady } from './until-ready.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface ServerProcess {
  readonly origin: string;
  readonly secret: string;
  /** Seconds from spawn to ready. */
  readonly startS: number;
  /** Everything under /metrics: `name{labels}` to value. */
  metrics(): Promise<Map<string, number>>;
  stop(): Promise<void>;
}

/**
 * The built product as `mainstay start` runs it, in a process of its own: build it first.
 * @param nodeOptions for the server's Node alone, such as `--cpu-prof`.
 * @param kept a home folder that stays, so that the next run needs no first start; undefined: a temporary one.
 */
export async function startServerProcess(
  kept: string | undefined,
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess> {
  const home = kept ?? (await mkdtemp(join(tmpdir(), 'mainstay-bench-')));
  // As root, Postgres runs as another user, who must get to its folder.
  if (kept === undefined) await chmod(home, 0o755);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const secret = 'direct-line-secret-of-the-benchmark';
  const begun = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'dist/server/app/main.js'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      MAINSTAY_HOME: home,
      PORT: String(port),
      DIRECTLINE_SECRET: secret,
      TOKENS_PER_MINUTE: '1000000',
      MESSAGES_PER_MINUTE: '1000000',
      ADDRESS_MESSAGES_PER_MINUTE: '1000000',
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
    },
  });
  await untilReady(child, origin);
  return {
    origin,
    secret,
    startS: (performance.now() - begun) / 1000,
    metrics: () => readMetrics(origin),
    async stop() {
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      }
      if (kept === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

async function readMetrics(origin: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}
