import type { ImportProgress } from '../adapters/shop-import/import-progress.ts';

/** What is written to: a terminal or a file. */
interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const barWidth = 24;
const lineEveryMs = 5_000;

/** Shows how far an import is: one line that moves at a terminal, a line every five seconds elsewhere. */
export function importProgress(
  output: Output,
  nowMs: () => number = () => performance.now(),
): { show(progress: ImportProgress): void; end(): void } {
  const startedMs = nowMs();
  let toldMs = startedMs;
  /** What was there at the first report: a resumed import did not read it now. */
  let first: { ms: number; share: number; records: number } | null = null;
  return {
    show(progress) {
      const ms = nowMs();
      const share = shareOf(progress);
      first ??= { ms: startedMs, share: 0, records: 0 };
      const line = progressLine(progress, share, (ms - first.ms) / 1000);
      if (output.isTTY) output.write(`\r${line}\u001b[K`);
      else if (ms - toldMs >= lineEveryMs) {
        toldMs = ms;
        output.write(`${line}\n`);
      }
    },
    end() {
      if (output.isTTY) output.write('\r\u001b[K');
    },
  };
}

/** Reading is about half of the work, writing the other half. */
function shareOf({ phase, bytes, bytesTotal, rows, rowsTotal }: ImportProgress): number {
  if (phase === 'read') return 0.5 * Math.min(1, bytes / Math.max(1, bytesTotal));
  return phase === 'write' ? 0.5 + 0.5 * Math.min(1, rows / Math.max(1, rowsTotal)) : 1;
}

function progressLine(progress: ImportProgress, share: number, seconds: number): string {
  const filled = Math.round(barWidth * share);
  const rate = Math.round(progress.records / Math.max(0.001, seconds));
  const left = share > 0.02 && share < 1 ? `, ${clock((seconds / share) * (1 - share))} left` : '';
  const what = { read: 'reading', write: 'writing', settle: 'settling returns' }[progress.phase];
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${String(Math.floor(100 * share)).padStart(3)} % ${what}, ${progress.records} rows, ${rate}/s${left}${progress.faults > 0 ? `, ${progress.faults} left out` : ''}`;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
