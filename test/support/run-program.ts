import { vi } from 'vitest';
import { program } from '../../app/command-line.ts';

/** Runs the command line in this process; what it printed. */
export async function runProgram(...line: string[]): Promise<string> {
  const written: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    await program().exitOverride().parseAsync(line, { from: 'user' });
  } finally {
    out.mockRestore();
  }
  return written.join('');
}
