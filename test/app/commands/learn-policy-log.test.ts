import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { evaluatePolicyCommand } from '../../../app/commands/evaluate-policy.ts';
import { learnPolicyCommand } from '../../../app/commands/learn-policy.ts';
import { learntPolicyText } from '../../../app/learnt-policy-text.ts';
import { afterReturns, drawnShop, orderAfterDraws } from '../../adapters/postgres/drawn-shop.ts';
import { now } from '../../adapters/postgres/money-world.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let store: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'mainstay-learn-log-'));
const timeoutMs = 240_000;

beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await store.drop();
});
afterEach(() => vi.restoreAllMocks());

async function printed(command: 'learn' | 'evaluate', at: Date, ...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  const open = async () => ({ database: store.database, now: at, close: async () => {} });
  const program = command === 'learn' ? learnPolicyCommand(open) : evaluatePolicyCommand(open);
  await program.parseAsync(['node', 'policy', '--log', 'db', ...args]);
  vi.restoreAllMocks();
  return text;
}

test(
  'learns from a shop’s own draws who gains by what, and the file serves the evaluation',
  async () => {
    const shopId = 'planted';
    await drawnShop(store.database, shopId, 900);
    // Regulars come for points, newcomers for what is off the price, and nobody for anything else.
    await orderAfterDraws(store.database, shopId, (action, _, { orderCount }) =>
      orderCount > 3 ? action === 'loyalty-perk' : action.startsWith('percent'),
    );
    const out = join(folder, 'policy.json');
    const report = JSON.parse(await printed('learn', afterReturns, '--shop', shopId, '--out', out, '--json'));
    expect(report).toMatchObject({ log: 'db', shop: shopId, accepted: true, control: 'nothing' });
    expect(report.features).toContain('orderCount');
    expect(report.value.difference.lower).toBeGreaterThan(0);
    expect(report.meanWeight).toBeGreaterThan(0.9);
    expect(report.meanWeight).toBeLessThan(1.1);
    expect(report.effectiveSampleSize).toBeGreaterThan(100);
    const policy = JSON.parse(readFileSync(out, 'utf8'));
    expect(policy.actions).toContain('loyalty-perk');
    const worth = async (policy: string) => {
      const flags = ['--shop', shopId, '--policy', policy, '--bootstrap', '40', '--json'];
      const { refused, estimators } = JSON.parse(await printed('evaluate', afterReturns, ...flags));
      expect(refused).toBe(false);
      return estimators.dr;
    };
    // Of all draws, those with nothing to choose among them.
    const single = await worth(`always:${report.bestSingleAction}`);
    expect((await worth(out)).lower).toBeGreaterThan(single.estimate);
    const text = learntPolicyText(report);
    expect(text).toContain('Learnt policy kept');
    expect(text).toMatch(/weights of the learnt policy: mean \d\.\d\d/);
  },
  timeoutMs,
);

test('what cannot be learnt from gets a sentence', async () => {
  const shopId = 'small';
  await drawnShop(store.database, shopId, 40);
  const learn = (at: Date, ...args: string[]) => printed('learn', at, ...args);
  await expect(learn(now, '--shop', shopId)).rejects.toThrow(/^0 shoppers have a decision that is over/);
  await expect(learn(afterReturns, '--shop', shopId)).rejects.toThrow(/at least 100 are needed/);
  await expect(learn(now, '--shop', 'nowhere')).rejects.toThrow(/there is no shop "nowhere"/);
  await expect(learn(now, '--shop', shopId, '--action', 'offer')).rejects.toThrow(
    /with --log db leave it out/,
  );
  await expect(learn(now, '--file', 'trial.csv')).rejects.toThrow(/not both/);
}, 60_000);
