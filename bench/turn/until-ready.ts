import type { ChildProcess } from 'node:child_process';

/** A first start on a busy machine. */
const startMs = 180_000;

/** Resolves when the server answers that it is ready. @throws Error when it ends before, or does not get there. */
export async function untilReady(child: ChildProcess, origin: string): Promise<void> {
  const deadline = performance.now() + startMs;
  for (;;) {
    if (performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the server was not ready after ${startMs / 1000} s`);
    }
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}`);
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
