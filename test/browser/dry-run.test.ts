import { afterAll, beforeAll, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import type { RulesPage } from '../../core/contracts/console-money.ts';
import {
  addDriftingShopper,
  addOrder,
  addShop,
  daysBefore,
  decideRequest,
  engine,
} from '../adapters/postgres/money-world.ts';
import { StaffBrowser } from '../support/staff.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';

let stage: ConsoleStage;
const shopId = 'rehearsal';
const rulesPath = `/api/console/shops/${shopId}/rules`;

beforeAll(async () => {
  stage = await openConsoleStage({
    // The period that the decisions are drawn in is over by then.
    now: () => daysBefore(-40),
    async prepare(database) {
      await addShop(database, shopId, { armBudgetCents: 100_000_000 });
      const desk = new PostgresMoneyDesk({ rules: engine });
      for (let i = 0; i < 220; i++) {
        const shopperId = await addDriftingShopper(database, shopId);
        await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
        if (i % 3 === 0) await addOrder(database, shopId, shopperId, { placedAt: daysBefore(-2) });
      }
    },
  });
  // The draft: what the last row lets in, nobody gets.
  const api = new StaffBrowser(stage.origin);
  await api.signIn('ada@example.com');
  const { draft } = await api.ask<RulesPage>('POST', `${rulesPath}/draft`, { from: 1 });
  const rows = draft!.table.rows.map((row, i, all) => ({
    ...row,
    offerIds: i === all.length - 1 ? [] : row.offerIds,
  }));
  await api.ask('PUT', `${rulesPath}/draft`, { revision: draft!.revision, table: { ...draft!.table, rows } });
}, 240_000);

afterAll(() => stage?.close());

test('a draft is replayed: who would get what else, at what cost, and what it would have earned', async () => {
  const page = await stage.open('/console/rules');
  const card = page.locator('section.card', { has: page.getByRole('heading', { name: 'Dry run' }) });
  await expect.poll(() => card.getByLabel('Rules').inputValue()).toBe('v2, the draft');
  await card.getByRole('button', { name: 'Run' }).click();
  await card.getByText(/of 220 decisions would have come out otherwise/).waitFor();
  await card
    .getByText(/Expected cost of all of them: €[\d,.]+ as it was, €[\d,.]+ with the change/)
    .waitFor();
  const changes = card.getByRole('table').first();
  await changes.getByRole('link', { name: 'no. 1' }).first().waitFor();
  await card
    .getByText(/it counts like \d+ decisions .*effective sample size.* weigh .* on average/)
    .waitFor();
  expect(await pageFaults(page, 'dry run')).toEqual([]);

  const link = await changes.getByRole('link', { name: 'no. 1' }).first().getAttribute('href');
  await page.goto(`${stage.origin}${link}`);
  await page.getByRole('dialog').waitFor();
});

test('what the log cannot say is refused in plain words, in Chinese too', async () => {
  const page = await stage.open('/console/rules');
  await page.getByRole('button', { name: '中文' }).click();
  const card = page.locator('section.card', { has: page.getByRole('heading', { name: '试运行' }) });
  await stage.database.query(
    `update decisions set record = jsonb_set(record, '{inputs,period,end}', '"2027-01-01T00:00:00.000Z"')
     where shop_id = $1`,
    [shopId],
  );
  await card.getByRole('button', { name: '运行' }).click();
  await card.getByText('过去的决策无法说明这样做会带来多少毛利').waitFor();
  await card.getByText(/只有 0 位顾客的 0 个决策周期已结束/).waitFor();
  expect(await card.getByText('每位顾客每周期的毛利及 95% 区间').count()).toBe(0);
  expect(await pageFaults(page, 'dry run refused')).toEqual([]);
});
