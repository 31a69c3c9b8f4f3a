import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { readConfig } from '../../app/config.ts';
import { type RunningServer, startServer } from '../../app/start-server.ts';
import { systemClock } from '../../core/clock.ts';
import type { DecisionDetail, DecisionRow } from '../../core/contracts/console-money.ts';
import type { StaffRole } from '../../core/contracts/staff.ts';
import { silentLogger } from '../../core/logger.ts';
import { periodOf } from '../../retention/money/period.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { createMember, StaffBrowser } from '../support/staff.ts';
import { signIn } from './sign-in.ts';
import { StorefrontShopper } from './storefront-shopper.ts';
import { writeCell } from './write-cell.ts';

/**
 * One story through the whole product as `npm start` runs it: a shopper in one window, those who work for the shop in
 * others, from the question to the next period's offer.
 */
let db: TestDatabase;
let home: string;
let server: RunningServer;
let browser: Browser;
/** Moves the server's clock on; the database keeps its own. */
let aheadMs = 0;
const staff = { Ada: 'agent', Maya: 'marketer', Ben: 'marketer' } as const satisfies Record<
  string,
  StaffRole
>;
const windows = new Map<string, Page>();
const complaints: string[][] = [];

beforeAll(async () => {
  vi.spyOn(systemClock, 'now').mockImplementation(() => new Date(Date.now() + aheadMs));
  db = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'mainstay-whole-story-'));
  const environment = {
    DATABASE_URL: db.connectionString,
    MAINSTAY_HOME: home,
    PORT: String(await freePort()),
  };
  server = await startServer(readConfig(environment), silentLogger);
  // People answer at any hour, so that the story does not depend on the hour it is told.
  await db.database.query(`update shops set settings = settings - 'support' where id = $1`, [demoShopId]);
  // Half of the draws are fair ones among what the rules allow, and nobody is held out.
  await db.database.query(
    'update money_settings set holdout_share = 0, uniform_share = 0.5 where shop_id = $1',
    [demoShopId],
  );
  for (const [name, role] of Object.entries(staff))
    await createMember(db.database, { name, role, email: emailOf(name), shopId: demoShopId });
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await db?.drop();
  await rm(home, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const emailOf = (name: string) => `${name.toLowerCase()}@example.com`;

/** Somebody who works here opens a window. */
async function enter(name: keyof typeof staff, to: string): Promise<Page> {
  await windows.get(name)?.context().close();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  windows.set(name, page);
  complaints.push(complaintsOf(page));
  await signIn(page, server.origin, { email: emailOf(name), to });
  return page;
}

/** The decisions about a shopper's money, newest first, as the console has them. */
async function decisionsAbout(externalId: string): Promise<DecisionDetail[]> {
  const api = new StaffBrowser(server.origin);
  await api.signIn(emailOf('Maya'));
  const base = `/api/console/shops/${demoShopId}/decisions`;
  const { rows } = await api.ask<{ rows: DecisionRow[] }>('GET', `${base}?kind=money&text=${externalId}`);
  return Promise.all(rows.map(({ id }) => api.ask<DecisionDetail>('GET', `${base}/${id}?language=en`)));
}

function toNextPeriod(): void {
  const { end } = periodOf(systemClock.now(), 'Europe/London');
  aheadMs = end.getTime() - Date.now() + 60_000;
}

const perk = 'loyalty-perk';
/** What the rules let a draw choose from. */
const eligible = ({ actions }: DecisionDetail) =>
  actions.filter(({ masks }) => masks.length === 0).map(({ offerId }) => offerId);

describe('from the question to the next period', () => {
  let shopper: StorefrontShopper;
  let persona: string;
  let code: string;
  let name: string;
  let ada: Page;
  const transcript = () => ada.getByRole('log');

  test('a shopper in the storefront asks, and then asks for a person', async () => {
    const candidates = ['loyal', 'drifting', 'late', 'loyal-zh', 'drifting-zh', 'late-zh'];
    for (const [at, one] of [...candidates, ...candidates].entries()) {
      persona = one;
      // Whom this period gives nothing, the next may.
      if (at === candidates.length) toNextPeriod();
      shopper = await StorefrontShopper.enter(browser, server.origin, persona);
      await shopper.say(persona.endsWith('zh') ? '运费怎么算？' : 'How long does delivery take?');
      const [drawn] = await decisionsAbout(`demo-${persona}`);
      if (drawn?.grant && eligible(drawn).includes(perk)) {
        ({ code } = drawn.grant);
        name = drawn.shopperName!;
        break;
      }
      await shopper.leave();
    }
    expect(code, 'the draw gave nobody anything').toBeTruthy();
    ada = await enter('Ada', '/desk');
    await ada.getByText('Nobody waits').waitFor();
    await shopper.chat.getByRole('button', { name: /^(Talk to a person|转人工)$/ }).click();
    await shopper.chat.getByText(/number 1 in the queue|第1位/).waitFor();
    await ada.getByRole('link', { name: new RegExp(name) }).click();
    await transcript().getByText('Asked for a person: wants a person').waitFor();
  });

  test('an agent takes it and answers; the bot is silent; each sees the other write', async () => {
    await ada.keyboard.press('t');
    await shopper.chat.getByText(/Ada is here now|Ada已接入/).waitFor();
    const saidByBot = await shopper.answers.count();
    await shopper.write('Is somebody there?');
    await transcript().getByText('Is somebody there?').waitFor();
    await ada.keyboard.press('r');
    const field = ada.getByRole('textbox', { name: 'Reply' });
    await field.pressSequentially('Yes, ');
    await shopper.chat
      .locator('.typing')
      .getByText(/Ada (is typing|正在输入)/)
      .waitFor();
    await field.pressSequentially('I am. What can I do for you?');
    await ada.keyboard.press('Control+Enter');
    await shopper.chat.locator('.message.agent').getByText('Yes, I am.').waitFor();
    await shopper.chat.locator('.typing').waitFor({ state: 'hidden' });
    expect(await shopper.answers.count()).toBe(saidByBot);
  });

  test('the agent attaches what this period gave the shopper, and gives back; the bot goes on', async () => {
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('o');
    await ada.getByRole('radio', { name: /Current offer of this shopper/ }).waitFor();
    await ada.keyboard.press('1');
    await ada.keyboard.press('Enter');
    const attached = shopper.chat.locator('.message.agent .offer');
    await attached.getByText(code).waitFor();
    await attached.getByRole('button', { name: /^(Accept|接受)/ }).click();
    await attached.getByText(/You accepted|您已接受/).waitFor();
    await ada.getByRole('button', { name: 'Give back to bot' }).click();
    await shopper.chat.getByText(/The bot is back|机器人继续为您服务/).waitFor();
    expect(
      await shopper.say(persona.endsWith('zh') ? '退货政策是什么？' : 'What is your return policy?'),
    ).toMatch(/30/);
    await transcript().getByText('Ada gave back to the bot').waitFor();
  });

  test('the marketer finds the decision, and why it was so', async () => {
    const maya = await enter('Maya', '/console/decisions');
    await maya.getByLabel('Shopper, code, conversation or decision').fill(code);
    await maya.getByRole('row', { name: new RegExp(name) }).click();
    const why = maya.getByRole('dialog', { name: 'Why' });
    await why.getByText(`Code ${code}, taken, not yet redeemed`).waitFor();
    await why.getByText('the same came out').waitFor();
    await why.getByText(/^taken/).waitFor();
  });

  test('the marketer asks for more budget, and a second person approves', async () => {
    const maya = windows.get('Maya')!;
    await maya.goto(`${server.origin}/console/budgets`);
    await maya.getByRole('button', { name: 'Change limit' }).first().click();
    const dialog = maya.getByRole('dialog');
    await dialog.getByLabel(/New limit/).fill('98765');
    await dialog.getByRole('button', { name: 'Ask for more' }).click();
    await maya.getByText('It waits for a second person.', { exact: true }).waitFor();
    expect(await maya.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const ben = await enter('Ben', '/console/budgets');
    await ben.getByRole('button', { name: 'Approve' }).click();
    await ben.getByText('of £98,765.00').waitFor();
  });

  test('the marketer edits a rule: a draft, a case that must hold, published', async () => {
    const maya = windows.get('Maya')!;
    await maya.goto(`${server.origin}/console/rules`);
    await maya.getByRole('button', { name: 'Edit', exact: true }).click();
    await writeCell(maya, 1, 'Orders', '>= 500');
    await maya.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await maya.getByRole('button', { name: 'Add case' }).click();
    const dialog = maya.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Twelve orders are not enough for points');
    for (const [fact, value] of [
      ['Churn risk', '0.1'],
      ['Orders', '12'],
      ['Since last order', '10'],
      ['Lifetime value', '100'],
      ['Bought on discount', '0'],
      ['Refunded', '0'],
    ] as const)
      await dialog.getByRole('textbox', { name: fact, exact: true }).fill(value);
    await dialog.getByLabel('Name').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await maya
      .getByRole('row', { name: /Twelve orders/ })
      .getByText('holds')
      .waitFor();
    await maya.getByRole('button', { name: 'Publish' }).click();
    await maya.getByText('No second person is needed').waitFor();
    await maya.getByRole('button', { name: 'Publish now' }).click();
    await maya.getByText('v2 live · no draft').waitFor();
  });

  test('this period stays as it was drawn; the next falls under the new rule', async () => {
    const external = `demo-${persona}`;
    const ask = persona.endsWith('zh') ? '我有什么专属优惠吗？' : 'Do I have any offers of my own?';
    await shopper.say(ask);
    const drawn = (await decisionsAbout(external)).length;
    expect((await decisionsAbout(external))[0]!.grant!.code).toBe(code);
    await shopper.leave();

    toNextPeriod();
    shopper = await StorefrontShopper.enter(browser, server.origin, persona);
    await shopper.say(ask);
    const all = await decisionsAbout(external);
    expect(all).toHaveLength(drawn + 1);
    const [next, before] = all;
    expect([before!.rules!.version, next!.rules!.version]).toEqual([1, 2]);
    expect(eligible(before!)).toContain(perk);
    expect(eligible(next!)).not.toContain(perk);
    expect(next!.replaysSame).toBe(true);

    const maya = await enter('Maya', '/console/decisions?kind=money');
    await maya.getByLabel('Shopper, code, conversation or decision').fill(external);
    await maya
      .getByRole('row', { name: new RegExp(name) })
      .first()
      .click();
    await maya
      .getByRole('dialog', { name: 'Why' })
      .getByText(/^Rules 2,/)
      .waitFor();
  });

  test('no window complained', async () => {
    await shopper.leave();
    expect(complaints.flat()).toEqual([]);
  });
});
