import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { fitChurnCommand } from '../../../app/commands/fit-churn.ts';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-fit-churn-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());
const timeoutMs = 120_000;

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function printed(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await fitChurnCommand().parseAsync(['node', 'churn', ...args]);
  return text;
}

/** Log odds of leaving by silence; `shape` bends it. */
function shop(rows: number, shape: (silence: number) => number): string {
  const random = new SeededRandom('shop');
  const lines = ['name,silence,channel,spent,Churn'];
  for (let row = 0; row < rows; row++) {
    const silence = normal(random);
    const channel = random.nextInt(2);
    const left = random.next() < 1 / (1 + Math.exp(-(shape(silence) + 0.5 * channel - 0.5)));
    lines.push(
      `n${row},${silence.toFixed(4)},${channel ? 'web' : 'phone'},${random.nextInt(900)},${left ? 'Yes' : 'No'}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

test(
  'where the risk bends, a curve or trees take the place of the straight line',
  async () => {
    const out = join(folder, 'list.csv');
    const path = file(
      'bent.csv',
      shop(1500, (silence) => 1.5 * silence ** 2 - 1.5),
    );
    const report = JSON.parse(await printed('--file', path, '--value', 'spent', '--out', out, '--json'));
    expect(report).toMatchObject({ label: 'Churn', n: 1500, folds: 5 });
    expect(report.features).toEqual(['silence', 'channel=phone', 'spent']);
    const byName = new Map(report.candidates.map((own: { name: string }) => [own.name, own]));
    const chosen = byName.get(report.chosen) as {
      auc: number;
      calibrationError: number;
      brier: number;
      againstBaseline: { auc: { lower: number } };
    };
    expect(report.chosen).not.toBe('logistic');
    expect(chosen.againstBaseline.auc.lower).toBeGreaterThan(0);
    expect(chosen.auc).toBeGreaterThan(report.candidates[0].auc + 0.1);
    expect(chosen.calibrationError).toBeLessThan(0.06);
    for (const { confusion } of report.candidates) {
      const { truePositives, falsePositives, falseNegatives, trueNegatives } = confusion;
      expect(truePositives + falsePositives + falseNegatives + trueNegatives).toBe(1500);
    }
    const list = readFileSync(out, 'utf8').trimEnd().split('\n');
    expect(list[0]).toBe('line,name,risk,value,value_at_risk,reasons');
    expect(list).toHaveLength(1501);
    const stakes = list.slice(1).map((line) => Number(line.split(',')[4]));
    expect([...stakes].sort((a, b) => b - a)).toEqual(stakes);
    expect(list[1]).toContain('silence');
  },
  timeoutMs,
);

test(
  'where the risk is a straight line, logistic regression stays',
  async () => {
    const report = JSON.parse(
      await printed(
        '--file',
        file(
          'straight.csv',
          shop(800, (silence) => silence),
        ),
        '--json',
      ),
    );
    expect(report.chosen).toBe('logistic');
    expect(report.reason).toContain('logistic is kept');
  },
  timeoutMs,
);

describe('what cannot be learnt from gets a sentence', () => {
  const rows = (line: (i: number) => string) =>
    `age,channel,churn\n${Array.from({ length: 300 }, (_, i) => line(i)).join('\n')}\n`;
  test.each([
    ['too few that left', rows((i) => `${i % 40},web,${i < 9 ? 1 : 0}`), /9 rows left and 291 stayed/],
    [
      'a label of three kinds',
      rows((i) => `${i % 40},web,${['yes', 'no', 'maybe'][i % 3]}`),
      /line 4, column "churn": "maybe"/,
    ],
    [
      'a feature that tells',
      rows((i) => `${i % 3 ? i % 20 : 50 + (i % 20)},web,${i % 3 ? 0 : 1}`),
      /the feature "age" tells who left/,
    ],
    ['nothing to tell by', rows((i) => `7,web,${i % 3 ? 0 : 1}`), /no column is left/],
  ])('%s', async (name, content, message) => {
    await expect(printed('--file', file(`${name}.csv`, content))).rejects.toThrow(message);
  });
});
