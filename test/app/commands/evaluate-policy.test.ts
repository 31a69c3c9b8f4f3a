import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { evaluatePolicyCommand } from '../../../app/commands/evaluate-policy.ts';
import { weightedIndex } from '../../../core/distributions.ts';
import { BadInputError } from '../../../core/errors.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-evaluate-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const noDatabase = () => Promise.reject(new Error('a file needs no database'));

async function printed(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await evaluatePolicyCommand(noDatabase).parseAsync(['node', 'policy', '--bootstrap', '60', ...args]);
  return text;
}

const verdictOf = async (...args: string[]) => JSON.parse(await printed(...args, '--json'));

/** 2,000 rows of two shoppers' visits each: action b is worth .5, a and c .25; drawn with .5, .3, .2. */
function log(columns: { propensity?: (drawn: number, row: number) => string } = {}): string {
  const random = new SeededRandom('log');
  const chances = [0.5, 0.3, 0.2];
  const lines = ['user_id,position,action,reward,propensity,age,group'];
  for (let row = 0; row < 2_000; row++) {
    const drawn = weightedIndex(random, chances);
    const reward = Number(random.next() < (drawn === 1 ? 0.5 : 0.25));
    const propensity = columns.propensity?.(drawn, row) ?? String(chances[drawn]);
    lines.push(
      `u${row >> 1},${1 + (row % 2)},${'abc'[drawn]},${reward},${propensity},${20 + (row % 50)},${row % 3 ? 'x' : 'y'}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const good = file('log.csv', log());

describe('a file that answers', () => {
  test('the uniform policy, with the fields promised', async () => {
    const verdict = await verdictOf('--log', good, '--policy', 'uniform');
    expect(verdict).toMatchObject({ refused: false, reason: null, n: 2_000, clusters: 1_000, actions: 3 });
    expect(verdict.meanWeight).toBeCloseTo(1, 1);
    expect(verdict.maxWeight).toBeCloseTo(1 / 3 / 0.2, 9);
    expect(Object.keys(verdict.estimators)).toEqual(['ips', 'snips', 'dm', 'dr', 'sndr', 'switchDr', 'drOs']);
    for (const { estimate, lower, upper } of Object.values(verdict.estimators) as Record<string, number>[]) {
      expect(lower).toBeLessThan(1 / 3);
      expect(upper).toBeGreaterThan(1 / 3);
      expect(estimate).toBeGreaterThan(lower!);
    }
  });

  test('a policy of a file reads the columns it names', async () => {
    const policy = file(
      'policy.json',
      JSON.stringify({
        format: 'mainstay-policy-1',
        actions: ['a', 'b', 'c'],
        features: [{ column: 'group', equals: 'x' }],
        rule: {
          kind: 'tree',
          tree: [{ feature: 0, threshold: 0.5, left: 1, right: 2 }, { value: 0 }, { value: 1 }],
        },
      }),
    );
    const verdict = await verdictOf('--log', good, '--policy', policy);
    // Two thirds are of group x and get b: 2/3 * .5 + 1/3 * .25.
    expect(verdict.estimators.dr.lower).toBeLessThan(0.4167);
    expect(verdict.estimators.dr.upper).toBeGreaterThan(0.4167);
    expect(verdict.method.rewardModel).toContain('group=y, position=2');
  });

  test('the same for everybody, with the chances as shares or as a number', async () => {
    const bare = file('bare.csv', log().replaceAll(/^((?:[^,]*,){4})[^,]*,/gm, '$1'));
    const shares = await verdictOf('--log', bare, '--policy', 'always:b', '--propensity', 'shares');
    expect(shares.estimators.snips.lower).toBeLessThan(0.5);
    expect(shares.estimators.snips.upper).toBeGreaterThan(0.5);
    const wrong = await verdictOf('--log', bare, '--policy', 'uniform', '--propensity', '1/2');
    expect(wrong.refusals.map(({ code }: { code: string }) => code)).toEqual(['mean_weight']);
  });

  test('in words', async () => {
    const text = await printed('--log', good, '--policy', 'uniform');
    expect(text).toMatch(/mean weight .*, effective sample .*, largest weight/);
    expect(text).toMatch(/SNIPS +0\.3\d+ +\[0\.\d+, 0\.\d+\]/);
  });
});

describe('a file that does not', () => {
  test('no propensities: refused, with what to do', async () => {
    const bare = file('none.csv', log().replace('propensity', 'something'));
    const verdict = await verdictOf('--log', bare, '--policy', 'uniform');
    expect(verdict).toMatchObject({ refused: true, estimators: null, meanWeight: null });
    expect(verdict.refusals[0].code).toBe('no_propensities');
    expect(verdict.reason).toContain('--propensity shares');
    // A refusal is the answer that was asked for; help says so.
    expect(process.exitCode).toBeUndefined();
    let help = '';
    const command = evaluatePolicyCommand(noDatabase);
    command.configureOutput({
      writeOut: (text) => {
        help += text;
      },
    });
    command.outputHelp();
    expect(help).toMatch(/refused with the reason.*\s.*exit status is 0/);
  });

  test.each(['0', '-0.2', '1.2', '', 'NaN', 'often'])(
    'a propensity of "%s": refused, with its line',
    async (bad) => {
      const path = file('bad.csv', log({ propensity: (_, row) => (row === 4 ? bad : '0.3') }));
      const verdict = await verdictOf('--log', path, '--policy', 'uniform');
      expect(verdict.refusals.map(({ code }: { code: string }) => code)).toEqual(['bad_propensity']);
      expect(verdict.reason).toMatch(/line 6, column "propensity": .* above 0 and at most 1 would be right/);
    },
  );

  test('more actions than the log shows: what it never takes is missing from it', async () => {
    const verdict = await verdictOf('--log', good, '--policy', 'uniform', '--actions', '4');
    expect(verdict.refusals.map(({ code }: { code: string }) => code)).toContain('outside_support');
    await expect(printed('--log', good, '--policy', 'uniform', '--actions', '2')).rejects.toThrow(
      '--actions 2, but 3 are named: a, b, c',
    );
  });

  test('a policy for other actions, or one that reads the outcome', async () => {
    await expect(printed('--log', good, '--policy', 'always:z')).rejects.toThrow(
      /the policy's actions \(z\) are not those of .* \(a, b, c\)/,
    );
    const cheat = {
      format: 'mainstay-policy-1',
      actions: ['a', 'b'],
      features: [{ column: 'reward' }],
      rule: {
        kind: 'tree',
        tree: [{ feature: 0, threshold: 0.5, left: 1, right: 2 }, { value: 0 }, { value: 1 }],
      },
    };
    const path = file('cheat.json', JSON.stringify(cheat));
    await expect(printed('--log', good, '--policy', path)).rejects.toThrow(/which is the outcome/);
    const copied = file(
      'copied.csv',
      log()
        .replaceAll(/^(([^,]*,){3})([^,]*),(.*)$/gm, '$1$3,$4,$3')
        .replace(/,reward$/m, ',seen'),
    );
    await expect(printed('--log', copied, '--policy', 'uniform', '--context', 'seen')).rejects.toThrow(
      /column "seen" is the outcome itself/,
    );
  });

  test('outcomes that are no numbers, columns that are missing, files that are not there', async () => {
    const words = file('words.csv', log().replace(/^u0,1,.,.,/m, 'u0,1,a,yes,'));
    await expect(printed('--log', words, '--policy', 'uniform')).rejects.toThrow(
      /line 2, column "reward": "yes"; a number would be right/,
    );
    await expect(printed('--log', good, '--policy', 'uniform', '--reward', 'spend')).rejects.toThrow(
      /no column "spend" \(--reward\)/,
    );
    await expect(printed('--log', good, '--policy', 'nowhere.json')).rejects.toThrow(BadInputError);
    await expect(printed('--log', good, '--policy', file('not.json', '{'))).rejects.toThrow(
      /JSON would be right/,
    );
  });
});
