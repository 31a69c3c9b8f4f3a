import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { trainTopicsCommand } from '../../../app/commands/train-topics.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-topics-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'models');
const run = (...args: string[]) => trainTopicsCommand().parseAsync(['node', 'topics', ...args]);

function file(name: string, rows: readonly (readonly [string, string])[]): string {
  const path = join(folder, name);
  writeFileSync(path, ['text,topic', ...rows.map((row) => row.join(','))].join('\n'));
  return path;
}

test('what cannot be learnt from is refused before anything is read or written', async () => {
  const few = file(
    'few.csv',
    Array.from({ length: 12 }, (_, i) => [`slot ${i}`, 'cancel'] as const),
  );
  await expect(run('--file', few, '--out', out)).rejects.toThrow(
    "12 messages have a topic; 30 are the fewest to learn from: label more on the console's page Service",
  );
  const unknown = file('unknown.csv', [
    ['is it there', 'delivery'],
    ['how is the weather', 'weather'],
  ]);
  await expect(run('--file', unknown, '--out', out)).rejects.toThrow(
    /line 3: "weather" is no topic; order_status, delivery, .* would be right \(--map old=new renames\)/,
  );
  await expect(run('--out', out)).rejects.toThrow('--shop ID or --file FILE says whose messages');
  await expect(run('--file', few, '--out', folder)).rejects.toThrow('is there already');
  expect(existsSync(out)).toBe(false);
});
