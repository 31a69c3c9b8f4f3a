import type { WriteStream } from 'node:tty';
import { plainProgress } from './plain-progress.ts';
import type { Progress } from './progress.ts';
import { terminalProgress } from './terminal-progress.ts';

/** Progress as a stream can show it: a line that moves in a terminal, lines that stay elsewhere. */
export function progressOn(stream: WriteStream): Progress {
  const write = (text: string) => void stream.write(text);
  if (!stream.isTTY) return plainProgress(write);
  return terminalProgress({
    write,
    get columns() {
      return stream.columns || 80;
    },
  });
}
