import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { fitSpendCommand } from '../../../app/commands/fit-spend.ts';
import { planGeoHoldoutCommand } from '../../../app/commands/plan-geo-holdout.ts';
import { advertisedWorld } from '../../retention/spend/advertised-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-spend-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
}

const noDatabase = () => Promise.reject(new Error('a file needs no database'));

async function printed(command: Command, ...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await command.parseAsync(['node', 'command', ...args]);
  return text;
}

const fitted = async (...args: string[]) =>
  JSON.parse(await printed(fitSpendCommand(noDatabase), ...args, '--json', '--bootstrap', '20'));

const { channels, spend, outcome } = advertisedWorld('file', { days: 200 });
const dayOf = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10);
const wide = [
  ['date', 'revenue', ...channels].join(','),
  ...Array.from(outcome, (value, day) =>
    [dayOf(day), value.toFixed(2), ...spend.map((values) => values[day]!.toFixed(2))].join(','),
  ),
];

test('one row a day, or one row a channel and day: the same answer', async () => {
  const fromWide = await fitted('--file', file('wide.csv', wide));
  expect(fromWide).toMatchObject({ refused: false, reason: null, days: 200 });
  expect(fromWide.channels.map(({ channel }: { channel: string }) => channel)).toEqual(channels);
  const long = file('long.csv', [
    'day,channel,spend',
    ...channels.flatMap((channel, c) =>
      Array.from(spend[c]!, (value, day) => `${dayOf(day)},${channel},${value.toFixed(2)}`),
    ),
  ]);
  const outcomes = file(
    'outcomes.csv',
    wide.map((row) => row.split(',').slice(0, 2).join(',')),
  );
  const fromLong = await fitted('--file', long, '--outcomes', outcomes);
  const by = (report: typeof fromWide) =>
    Object.fromEntries(
      report.channels.map((one: { channel: string; brings: { estimate: number } }) => [
        one.channel,
        one.brings.estimate.toFixed(3),
      ]),
    );
  expect(by(fromLong)).toEqual(by(fromWide));
});

test('in words, with the total that is asked for', async () => {
  const path = file('words.csv', wide);
  const text = await printed(
    fitSpendCommand(noDatabase),
    '--file',
    path,
    '--bootstrap',
    '20',
    '--total',
    '900',
  );
  expect(text).toMatch(/social +\d+ +\d+ \[\d+/);
  expect(text).toMatch(/the proposal spends|no split is clearly better/);
});

test('what is wrong is named', async () => {
  const refused = await fitted('--file', file('short.csv', wide.slice(0, 40)));
  expect(refused).toMatchObject({ refused: true, channels: null });
  expect(refused.reason).toContain('39 days are too few');
  await expect(
    fitted(
      '--file',
      file(
        'gap.csv',
        wide.filter((_, i) => i !== 50),
      ),
    ),
  ).rejects.toThrow(/line 51: the day before it is missing/);
  await expect(fitted('--file', file('twice.csv', [...wide, wide[3]!]))).rejects.toThrow(
    /stands there twice/,
  );
  const below = wide.map((row, i) => (i === 7 ? row.replace(/[^,]*$/, '-3') : row));
  await expect(fitted('--file', file('below.csv', below))).rejects.toThrow(/line 8, column "banner": "-3"/);
  await expect(fitted()).rejects.toThrow('give either --file FILE or --shop SHOP');
});

test('a geo holdout from sales by region and day', async () => {
  const regions = Array.from({ length: 8 }, (_, i) => `county ${i}`);
  const rows = regions.flatMap((region, r) =>
    Array.from(
      { length: 140 },
      (_, day) => `${region},${dayOf(day)},${(100 * (r + 1) + ((day * 7 + r * 3) % 11)).toFixed(0)}`,
    ),
  );
  const input = file('regions.csv', ['county,date,revenue', ...rows]);
  const plan = JSON.parse(await printed(planGeoHoldoutCommand(), '--input', input, '--json'));
  expect(plan.pairs).toHaveLength(4);
  expect(plan.detectableShare).toBeGreaterThan(0);
  expect(plan.detectableShare).toBeLessThan(0.2);
  const text = await printed(planGeoHoldoutCommand(), '--input', input);
  expect(text).toContain('4 pairs; in the first region of each nothing is spent for 4 weeks');
});
