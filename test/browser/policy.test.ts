import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgePolicies } from '../../adapters/postgres/judge-policies.ts';
import { learnResponses } from '../../adapters/postgres/learn-responses.ts';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import type { PolicyVerdict } from '../../core/contracts/console-policy.ts';
import { newId } from '../../core/ids.ts';
import { addCrowd, addShop, daysBefore, decideRequest, engine } from '../adapters/postgres/money-world.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';
import { screens } from './screens.ts';

let stage: ConsoleStage;
const shopId = 'policy';

beforeAll(async () => {
  stage = await openConsoleStage({
    members: [{ name: 'Ada' }, { name: 'Ben' }],
    async prepare(database) {
      await addShop(database, shopId, { armBudgetCents: 120_000 });
      const shoppers = await addCrowd(database, shopId, 80);
      const desk = new PostgresMoneyDesk({ rules: engine });
      for (const shopperId of shoppers.slice(0, 15))
        await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId, daysBefore(1))));
      await learnResponses(database, shopId, daysBefore(-8));
      await judgePolicies(database, shopId, daysBefore(-30));
    },
  });
}, 120_000);

afterAll(() => stage?.close());

test('a marketer works the frontier out, moves epsilon, and a second person says yes', async () => {
  const ada = await stage.open('/console/policy');
  await ada.getByText('It was not worked out yet').waitFor();
  await ada.getByRole('button', { name: 'Work it out now' }).click();
  await ada
    .getByRole('img', { name: /As decided today: margin .* Best within reach: margin/ })
    .waitFor({ timeout: 60_000 });
  const slider = ada.getByRole('slider', { name: 'Revenue that may be given up' });
  await slider.focus();
  await ada.keyboard.press('ArrowRight');
  await ada.getByText('At most 1.5%.').waitFor();
  await ada.getByLabel('Why').fill('more reach in spring');
  await ada.getByRole('button', { name: 'Ask a second person' }).click();
  await ada.getByText('It waits for a second person.', { exact: true }).first().waitFor();

  const ben = await stage.open('/console/policy', { as: 'Ben' });
  await ben.getByText('1% → 1.5%').waitFor();
  await ben.getByText('Reason: more reach in spring').waitFor();
  await ben.getByRole('button', { name: 'Approve' }).click();
  await ben.getByText('At most 1.5%.').waitFor();
  await ben.getByRole('button', { name: 'Approve' }).waitFor({ state: 'detached' });

  // Less holds at once.
  await ben.getByRole('slider', { name: 'Revenue that may be given up' }).focus();
  await ben.keyboard.press('ArrowLeft');
  await ben.keyboard.press('ArrowLeft');
  await ben.getByText('At most 0.75%.').waitFor();
  await ben.getByRole('button', { name: 'Set it' }).click();
  await ben.getByText('It holds from the next decision on.').waitFor();
  const { rows } = await stage.database.query<{ epsilon: number }>(
    'select epsilon from money_settings where shop_id = $1',
    [shopId],
  );
  expect(rows[0]!.epsilon).toBe(0.0075);
  for (const page of [ada, ben]) expect(stage.complaints(page)).toEqual([]);
});

test('a marketer sets how much is tried out, with what it costs in the sentence', async () => {
  const ada = await stage.open('/console/policy?tab=learning');
  const share = ada.getByLabel('Share of decisions that try out');
  await share.waitFor();
  expect(await share.inputValue()).toBe('5');
  await share.fill('60');
  await ada.getByText('A number from 0 to 50%, please.').waitFor();
  await share.fill('8');
  await ada.getByText(/At 8%, trying out .*€/).waitFor();
  await ada.getByRole('button', { name: 'Set it' }).click();
  await ada.getByText('8% of decisions try out').waitFor();
  const { rows } = await stage.database.query<{ explore_share: number }>(
    'select explore_share from money_settings where shop_id = $1',
    [shopId],
  );
  expect(rows[0]!.explore_share).toBe(0.08);
  expect(await pageFaults(ada, 'exploration')).toEqual([]);
  expect(stage.complaints(ada)).toEqual([]);
});

test('the learned chooser stands beside the others, refused with its reason or with what it chooses by', async () => {
  const ada = await stage.open('/console/policy?tab=learning');
  const chooser = ada.getByRole('row', { name: /chooser learned from the shop’s draws/ });
  await chooser.filter({ hasText: 'fewer than 100 shoppers' }).waitFor();
  // A later look, as the weekly job writes it, of a shop with draws enough.
  const { rows } = await stage.database.query<{ result: PolicyVerdict }>(
    'select result from policy_verdicts where shop_id = $1',
    [shopId],
  );
  const at = daysBefore(-37);
  const judged: PolicyVerdict = {
    ...rows[0]!.result,
    at: at.toISOString(),
    look: 2,
    after: 'chooser',
    candidates: rows[0]!.result.candidates.map((candidate) =>
      candidate.policy === 'chooser'
        ? {
            ...candidate,
            differenceCents: 1_455,
            lowerCents: 1_173,
            upperCents: 1_737,
            clearedCents: 1_090,
            refused: null,
            chooser: { version: 4, learner: 'split' },
          }
        : { ...candidate, refused: 'cannot_teach' },
    ),
  };
  await stage.database.query(
    'insert into policy_verdicts (shop_id, id, at, result) values ($1, $2, $3, $4)',
    [shopId, newId(), at, JSON.stringify(judged)],
  );
  await stage.database.query(`update money_settings set default_policy = 'chooser' where shop_id = $1`, [
    shopId,
  ]);
  await ada.reload();
  const serving = chooser.filter({ hasText: 'version 4, chooses by one question' });
  await serving.filter({ hasText: '€14.55' }).filter({ hasText: 'serves from now on' }).waitFor();
  await ada.getByText('offers are chosen by: chooser learned from the shop’s draws').waitFor();
  expect(await pageFaults(ada, 'chooser')).toEqual([]);
  expect(stage.complaints(ada)).toEqual([]);
});

/** What stands on each tab once it has loaded. */
const tabs = [
  ['policy', 'svg[role=img]'],
  ['policy?tab=learning', '.table'],
  ['policy?tab=fairness', '.table'],
] as const;

describe.each(screens)('$language, $colorScheme, $width px', (screen) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', {
    timeout: 60_000,
  }, async () => {
    const page = await stage.open('/console/policy', { screen });
    await page.getByRole('heading', { name: screen.language === 'zh' ? '策略' : 'Policy' }).waitFor();
    const faults: string[] = [];
    for (const [path, shows] of tabs) {
      await page.goto(`${stage.origin}/console/${path}`);
      await page.locator(shows).first().waitFor();
      faults.push(...(await pageFaults(page, path)));
    }
    expect(faults).toEqual([]);
    expect(stage.complaints(page)).toEqual([]);
    await page.context().close();
  });
});
