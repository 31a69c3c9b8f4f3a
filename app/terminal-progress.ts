import type { Progress } from './progress.ts';
import { cutToColumns } from './terminal-text.ts';

interface Running {
  readonly what: string;
  share: number | null;
  detail: string;
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMs = 100;
const barCells = 20;

/** The part of a terminal that progress is drawn on. */
export interface ProgressTerminal {
  readonly columns: number;
  write(text: string): void;
}

/** Progress in a terminal: one line that moves for what goes on, a line that stays for each step that is done. */
export function terminalProgress(terminal: ProgressTerminal, now = () => performance.now()): Progress {
  const running = new Set<Running>();
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => terminal.write('\r\x1b[2K');
  const draw = () => {
    const parts = [...running].map(({ what, share, detail }) =>
      share === null ? what : `${what} ${bar(share)}${detail ? ` ${detail}` : ''}`,
    );
    if (parts.length === 0) return;
    const text = `${frames[frame % frames.length]} ${parts.join('  ·  ')}`;
    terminal.write(`\r\x1b[2K${cutToColumns(text, terminal.columns - 1)}`);
  };
  const rest = () => {
    if (running.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const line = (text: string) => {
    clear();
    terminal.write(`${text}\n`);
    draw();
  };
  return {
    line,
    begin(what) {
      const begun = now();
      const step: Running = { what, share: null, detail: '' };
      running.add(step);
      timer ??= setInterval(() => {
        frame++;
        draw();
      }, frameMs);
      timer.unref();
      draw();
      return {
        at(share, detail = '') {
          step.share = share;
          step.detail = detail;
        },
        end(result) {
          running.delete(step);
          rest();
          line(`✔ ${what}  ${result ?? `${((now() - begun) / 1000).toFixed(1)} s`}`);
        },
      };
    },
    close() {
      if (running.size > 0) clear();
      running.clear();
      rest();
    },
  };
}

function bar(share: number): string {
  const full = Math.round(barCells * share);
  return `${'█'.repeat(full)}${'░'.repeat(barCells - full)} ${String(Math.floor(100 * share)).padStart(3)} %`;
}
