import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { evaluatePolicyCommand } from '../../../app/commands/evaluate-policy.ts';
import { learnPolicyCommand } from '../../../app/commands/learn-policy.ts';
import { heterogeneousWorlds, makeWorld, nullWorlds } from '../../../bench/uplift/worlds.ts';
import { worldFile } from '../../retention/uplift/world-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-learn-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function printed(command: 'learn' | 'evaluate', ...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  const noDatabase = () => Promise.reject(new Error('no database'));
  const program = command === 'learn' ? learnPolicyCommand(noDatabase) : evaluatePolicyCommand(noDatabase);
  await program.parseAsync(['node', 'policy', ...args]);
  vi.restoreAllMocks();
  return text;
}

/** They learn in earnest, and other tests may run beside them. */
const timeoutMs = 120_000;

const planted = (seed: string, rows: number) =>
  worldFile(makeWorld(heterogeneousWorlds['spend, linear']!, rows, seed));

test(
  'learns from one file what the evaluation on another confirms',
  async () => {
    const out = join(folder, 'policy.json');
    const learnt = JSON.parse(
      await printed('learn', '--file', file('a.csv', planted('a', 3000)), '--out', out, '--json'),
    );
    expect(learnt).toMatchObject({ accepted: true, n: 3000, control: 'a', policyFile: out });
    expect(learnt.features).toEqual(['x0', 'x1', 'x2', 'x3', 'x4']);
    expect(learnt.value.difference.lower).toBeGreaterThan(0);
    expect(learnt.qini.estimate).toBeGreaterThan(0);
    expect(learnt.arms.map(({ n }: { n: number }) => n).reduce((a: number, b: number) => a + b)).toBe(3000);
    const fresh = file('b.csv', planted('b', 10_000));
    const flags = [
      '--log',
      fresh,
      '--reward',
      'outcome',
      '--propensity',
      'shares',
      '--bootstrap',
      '40',
      '--json',
    ];
    const own = JSON.parse(await printed('evaluate', '--policy', out, ...flags)).estimators.dr;
    const single = JSON.parse(
      await printed('evaluate', '--policy', `always:${learnt.bestSingleAction}`, ...flags),
    );
    expect(own.estimate).toBeGreaterThan(single.estimators.dr.estimate);
    // What it said of itself holds on the fresh rows.
    expect(own.upper).toBeGreaterThan(learnt.value.learnt.lower);
    expect(own.lower).toBeLessThan(learnt.value.learnt.upper);
  },
  timeoutMs,
);

test(
  'a policy of trees gives the same actions from its file',
  async () => {
    const world = makeWorld(heterogeneousWorlds['spend, interaction']!, 4000, 'trees');
    const out = join(folder, 'trees.json');
    await printed('learn', '--file', file('trees.csv', worldFile(world)), '--out', out);
    const { rule } = JSON.parse(readFileSync(out, 'utf8'));
    expect(rule.kind).toBe('tree');
    const fresh = worldFile(makeWorld(heterogeneousWorlds['spend, interaction']!, 8000, 'fresh'));
    const flags = ['--log', file('fresh.csv', fresh), '--reward', 'outcome', '--propensity', '1/2', '--json'];
    const { estimators } = JSON.parse(
      await printed('evaluate', '--policy', out, '--bootstrap', '40', ...flags),
    );
    expect(estimators.dr.lower).toBeGreaterThan(0.03);
  },
  timeoutMs,
);

test(
  'without a difference between shoppers it keeps one action and writes that',
  async () => {
    const world = makeWorld(nullWorlds['the same effect on all']!, 2000, 'null');
    const out = join(folder, 'constant.json');
    const args = ['--file', file('null.csv', worldFile(world)), '--out', out];
    const report = JSON.parse(await printed('learn', ...args, '--json'));
    expect(report.accepted).toBe(false);
    expect(report.reason).toContain(`"${report.bestSingleAction}"`);
    expect(JSON.parse(readFileSync(out, 'utf8')).rule).toEqual({
      kind: 'constant',
      action: report.bestSingleAction,
    });
    expect(await printed('learn', ...args)).toContain(`"${report.bestSingleAction}" for everybody kept`);
    const costly = await printed('learn', ...args, '--cost', 'b=.2,c=.2', '--json');
    expect(JSON.parse(costly).bestSingleAction).toBe('a');
  },
  timeoutMs,
);

describe('what cannot be learnt from gets a sentence', () => {
  const rows = (line: (i: number) => string, header = 'tenure,action,outcome', count = 300) =>
    `${header}\n${Array.from({ length: count }, (_, i) => line(i)).join('\n')}\n`;
  const random = (i: number) => (Math.sin(i * 12.9898) * 43758.5453) % 1;
  const arm = (i: number) => (random(i) > 0 ? 'b' : 'a');
  const outcome = (i: number) => Number(random(i + 1000) > 0.2);

  test.each([
    ['one action', rows((i) => `${i % 50},a,${outcome(i)}`), [], /every row got "a"/],
    ['too few rows', rows((i) => `${i % 50},${i < 9 ? 'b' : 'a'},${outcome(i)}`), [], /only 9 rows got "b"/],
    ['a constant outcome', rows((i) => `${i % 50},${arm(i)},1`), [], /is 1 in every row/],
    [
      'a word as outcome',
      rows((i) => `${i % 50},${arm(i)},${i === 7 ? 'yes' : 1}`),
      [],
      /line 9, column "outcome": "yes"/,
    ],
    ['no features', rows((i) => `7,${arm(i)},${outcome(i)}`), [], /no column is left/],
    [
      'the outcome as feature',
      rows((i) => `${i % 50},${arm(i)},${outcome(i)}`),
      ['--features', 'tenure,outcome'],
      /the outcome itself/,
    ],
    [
      'a feature that tells the outcome',
      rows((i) => `${outcome(i) ? 10 + (i % 5) : i % 5},${arm(i)},${outcome(i)}`),
      [],
      /the feature "tenure" tells the outcome/,
    ],
    [
      'a feature that the action moved',
      rows((i) => `${(i % 50) + (arm(i) === 'b' ? 40 : 0)},${arm(i)},${outcome(i)}`),
      [],
      /differs between actions/,
    ],
    [
      'propensities that do not add up',
      rows((i) => `${i % 50},${arm(i)},${outcome(i)}`),
      ['--propensity', '.2'],
      /propensities of "a" do not fit/,
    ],
    [
      'a protected attribute',
      rows((i) => `${i % 50},${arm(i)},${outcome(i)}`, 'age,action,outcome'),
      ['--features', 'age'],
      /protected attribute/,
    ],
    [
      'an unknown control',
      rows((i) => `${i % 50},${arm(i)},${outcome(i)}`),
      ['--control', 'z'],
      /no row got it/,
    ],
    [
      'an unknown cost',
      rows((i) => `${i % 50},${arm(i)},${outcome(i)}`),
      ['--cost', 'z=1'],
      /no row got "z"/,
    ],
    [
      'a cost without an amount',
      rows((i) => `${i % 50},${arm(i)},${outcome(i)}`),
      ['--cost', 'a'],
      /action=amount/,
    ],
    [
      'actions that differ in blanks only',
      rows(
        (i) => `${i % 50},${i % 4 === 0 ? 'half  price' : i % 4 === 2 ? 'half price' : 'none'},${outcome(i)}`,
      ),
      [],
      /"half {2}price" and "half price" differ in case or blanks/,
    ],
    [
      'a word among numbers',
      rows((i) => `${i === 7 ? 'NaN' : i % 50},${arm(i)},${outcome(i)}`),
      [],
      /line 9, column "tenure": "NaN" among numbers; a number, or nothing/,
    ],
    [
      'an input that the action moved, beside a propensity that is the same for all',
      rows(
        (i) => `${(i % 50) + (arm(i) === 'a' ? 40 : 0)},${arm(i)},${outcome(i)},0.5`,
        'tenure,action,outcome,propensity',
      ),
      [],
      /"tenure" differs between actions by more than chance/,
    ],
    [
      'a propensity of 0',
      rows(
        (i) => `${i % 50},${arm(i)},${outcome(i)},${i === 3 ? 0 : 0.5}`,
        'tenure,action,outcome,propensity',
      ),
      [],
      /line 5, column "propensity": 0/,
    ],
  ])('%s', async (name, content, flags, message) => {
    await expect(printed('learn', '--file', file(`${name}.csv`, content), ...flags)).rejects.toThrow(message);
  });
});

test('outcomes, keys and truths by their names are no features', async () => {
  const random = (i: number) => Math.abs((Math.sin(i * 12.9898) * 43758.5453) % 1);
  const lines = Array.from({ length: 400 }, (_, i) =>
    [
      i,
      i % 3,
      20 + (i % 40),
      ['web', 'phone'][i % 2],
      Number(random(i) > 0.9),
      0.3,
      random(i) > 0.5 ? 'b' : 'a',
      Number(random(i + 7) > 0.6),
    ].join(','),
  );
  const path = file(
    'names.csv',
    `shopper key,zip_code,customer.tenure,channel,spend,true_uplift,treatment,visit\n${lines.join('\n')}\n`,
  );
  const report = JSON.parse(await printed('learn', '--file', path, '--outcome', 'visit', '--json'));
  expect(report.features).toEqual(['customer.tenure', 'channel=web']);
  expect(report.leftOut.map(({ column }: { column: string }) => column)).toEqual([
    'shopper key',
    'zip_code',
    'spend',
    'true_uplift',
  ]);
});
