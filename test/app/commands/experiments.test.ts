import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { analyseExperimentCommand } from '../../../app/commands/analyse-experiment.ts';
import { controlArm } from '../../../app/commands/control-arm.ts';
import { planExperimentCommand } from '../../../app/commands/plan-experiment.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-experiments-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function printed(command: typeof analyseExperimentCommand, ...args: string[]): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  await command().exitOverride().parseAsync(args, { from: 'user' });
  return written.join('');
}

function file(name: string, lines: readonly string[]): string {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return join(folder, name);
}

const analyse = (...args: string[]) => printed(analyseExperimentCommand, ...args);
const plan = (...args: string[]) => printed(planExperimentCommand, ...args);

/** 120 customers in three arms with the columns of a well-known e-mail test. */
const mailing = file('mailing.csv', [
  'history,channel,treatment,visit,spend',
  ...Array.from({ length: 120 }, (_, i) => {
    const arm = ['No E-Mail', 'Mens E-Mail', 'Womens E-Mail'][i % 3];
    const history = 100 + ((i * 37) % 50);
    const visit = (i * 7) % 5 < 2 || (i % 3 === 1 && i % 2 === 0) ? 1 : 0;
    return `${history},${i % 2 ? 'Web' : 'Phone'},${arm},${visit},${visit ? history / 10 + (i % 3) : 0}`;
  }),
]);

test('columns and control are guessed, and one JSON object is printed', async () => {
  const result = JSON.parse(
    await analyse('--file', mailing, '--covariate', 'history', '--strata', 'channel', '--json'),
  );
  expect(result).toMatchObject({
    rows: 120,
    units: 120,
    control: 'No E-Mail',
    metric: { outcome: 'spend', kind: 'mean' },
    srm: { pValue: 1, asPlanned: true },
    warnings: [],
  });
  expect(result.arms.map(({ arm, n }: { arm: string; n: number }) => [arm, n])).toEqual([
    ['No E-Mail', 40],
    ['Mens E-Mail', 40],
    ['Womens E-Mail', 40],
  ]);
  for (const effect of result.effects)
    for (const part of [
      effect,
      effect.relative,
      effect.sequential,
      effect.bayesian,
      effect.cuped,
      effect.postStratified,
    ]) {
      expect(part.lower).toBeLessThan(part.upper);
      expect(Number.isFinite(part.lower + part.upper)).toBe(true);
    }
});

test('a bandit is told what each arm should get next, none below the floor', async () => {
  const asked = ['--file', mailing, '--outcome', 'visit', '--bandit-floor', '.2', '--strata', 'channel'];
  const { bandit } = JSON.parse(await analyse(...asked, '--json'));
  const shares: number[] = bandit.map(({ share }: { share: number }) => share);
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.2);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  // Whoever got the men's e-mail visits most often here.
  expect(bandit[1].probabilityBest).toBeGreaterThan(0.5);
  expect(await analyse(...asked)).toMatch(/Mens E-Mail +\d\d\.\d % of the shoppers, best with probability/);
  await expect(analyse('--file', mailing, '--bandit-floor', '.4')).rejects.toThrow(/does not fit 3 arms/);
});

test('words for a person: arms, split, differences', async () => {
  const text = await analyse('--file', mailing, '--outcome', 'visit', '--sequential', '--split', '2:1:1');
  expect(text).toContain('120 units in 120 rows; outcome: visit');
  expect(text).toContain('split: as planned');
  expect(text).toContain('95 % intervals that hold at every look');
  expect(text).toMatch(/Mens E-Mail - No E-Mail\n {2}plain +0\.\d+ \(/);
});

test('rows of one shopper are recognised by a usual column', async () => {
  const path = file('chats.csv', [
    'shopper_id;variant;outcome',
    ...Array.from(
      { length: 60 },
      (_, i) => `s${Math.floor(i / 3)};${Math.floor(i / 3) % 2 ? 'offer' : 'control'};${i % 7}`,
    ),
  ]);
  const result = JSON.parse(await analyse('--file', path, '--json'));
  expect(result).toMatchObject({ rows: 60, units: 20, metric: { kind: 'ratio' } });
});

test('true and false are ones and zeros; a control that nobody called so is said', async () => {
  const path = file('flags.csv', [
    'group,converted',
    ...Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'red' : 'blue'},${i % 3 === 0 ? 'True' : 'False'}`),
  ]);
  const result = JSON.parse(await analyse('--file', path, '--json'));
  expect(result.metric.kind).toBe('rate');
  expect(result.control).toBe('blue');
  expect(result.warnings.join()).toContain('"blue" is taken for it; name it with --control');
  expect(JSON.parse(await analyse('--file', path, '--control', 'red', '--json')).effects[0].arm).toBe('blue');
});

test.each([
  [['A', 'B'], 'A'],
  [['variant_1', 'Control'], 'Control'],
  [['1', '0'], '0'],
  [['Mens E-Mail', 'No E-Mail'], 'No E-Mail'],
  [['offer', 'hold-out', 'other'], 'hold-out'],
])('%j: the control is %s', (arms, control) => {
  expect(controlArm(arms)).toEqual({ control, guessed: false });
});

test.each<[string[], string[], RegExp]>([
  [['arm,outcome', 'a,1', 'b,'], [], /line 3, column "outcome": empty; a number would be right/],
  [['arm,outcome', 'a,1', 'b,NaN'], [], /line 3, column "outcome": "NaN"/],
  [['arm,outcome', ',1', 'b,2'], [], /line 2, column "arm": empty; a name would be right/],
  [['who,what', 'a,1', 'b,2'], [], /which column is the arm\? Name it with --arm/],
  [['arm,arm,outcome', 'a,b,1', 'b,a,2'], [], /two columns "arm"/],
  [['arm,outcome', 'a,1', 'a,2', 'b,1', 'b,3'], ['--control', 'c'], /no arm "c"; the arms are "a", "b"/],
  [['arm,outcome', 'a,1', 'a,2', 'b,1', 'b,3'], ['--split', '1:1:1'], /3 weights for 2 arms: "a", "b"/],
  [['arm,outcome', 'a,1', 'a,2', 'b,1', 'b,3'], ['--split', '1:x'], /--split is "1:x"/],
  [
    ['arm,outcome', 'a,1', 'a,2', 'b,1', 'b,3'],
    ['--alpha', '5'],
    /--alpha is "5"; a number above 0 below 0.5/,
  ],
  [['arm,outcome', 'a,1', 'a,2', 'b,1', 'b,3'], ['--covariate', 'outcome'], /"outcome" is the outcome/],
  [['arm,outcome', 'a,3', 'a,3', 'b,3', 'b,3'], [], /"outcome" is 3 in every row/],
])('refuses %j %j with a sentence', async (lines, args, sentence) => {
  await expect(analyse('--file', file('bad.csv', lines), '--json', ...args)).rejects.toThrow(sentence);
});

test('a plan: shoppers for a lift, the effect of shoppers, and how long it takes', async () => {
  const lift = JSON.parse(await plan('--rate', '.1', '--lift', '20%', '--per-day', '200', '--json'));
  // SciPy: see test/retention/experiments/plan.test.ts.
  expect(lift).toMatchObject({ shoppers: 7_677, perArm: [3_839, 3_839], enrolmentDays: 42, totalDays: 132 });
  const effect = JSON.parse(await plan('--mean', '20', '--sd', '10', '--shoppers', '1396', '--json'));
  expect(effect.effect).toBeCloseTo(1.5, 2);
  expect(effect.power).toBeCloseTo(0.8, 4);
  expect(await plan('--mean', '20', '--sd', '10', '--shoppers', '1396', '--sequential')).toMatch(
    /effect \d.* is found with probability 0.8\nby 1396 shoppers \(698 : 698\), 5 % false alarms at all looks together/,
  );
});

test('a plan from past shoppers knows what covariates explain', async () => {
  const result = JSON.parse(
    await plan('--file', mailing, '--outcome', 'spend', '--covariate', 'visit', '--lift', '.1', '--json'),
  );
  expect(result.explained).toBeGreaterThan(0.9);
});

test.each<[string[], RegExp]>([
  [[], /say how the outcome is now/],
  [['--rate', '.1'], /give the effect worth finding/],
  [['--rate', '.1', '--mean', '3', '--effect', '1'], /say how the outcome is now/],
  [['--mean', '3', '--effect', '1'], /--mean needs --sd/],
  [['--rate', '.1', '--effect', '1', '--lift', '1%'], /two ways to say the same/],
  [['--rate', '1.5', '--lift', '1%'], /rate of 1.5 cannot be planned/],
  [['--rate', '.5', '--shoppers', '6'], /show no effect at all/],
])('refuses the plan %j', async (args, sentence) => {
  await expect(plan(...args)).rejects.toThrow(sentence);
});
