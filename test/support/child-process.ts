import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  readonly process: ChildProcess;
  /** First line that it printed. */
  readonly line: string;
  /** kill -9, and wait until it is gone. */
  kill(): Promise<void>;
}

/** Runs a TypeScript file in a process of its own; resolves at its first line of output, rejects when it ends before. */
export async function spawnScript(file: string, args: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const line = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const end = printed.indexOf('\n');
      if (end >= 0) resolve(printed.slice(0, end));
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}: ${errors}`)));
    child.once('error', reject);
  });
  return {
    process: child,
    line,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
