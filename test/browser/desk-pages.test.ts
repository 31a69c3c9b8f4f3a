import { readFile, rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { StaffRole } from '../../core/contracts/staff.ts';
import { newId } from '../../core/ids.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type DeskServer,
  loadStaffedShop,
  signedIn,
  startDeskServer,
  TalkingShopper,
} from '../support/desk-server.ts';
import { createMember } from '../support/staff.ts';
import { pageFaults } from './page-faults.ts';
import { signIn } from './sign-in.ts';

let db: TestDatabase;
let models: TextModels;
let server: DeskServer;
let browser: Browser;
let webRoot: string;
const complaints = new WeakMap<Page, string[]>();

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database);
  models = await startTextModels({ workers: 1 });
  webRoot = await buildPage('signin', 'desk');
  server = await startDeskServer(db.database, db.connectionString, models, { webRoot });
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await models?.close();
  await db?.drop();
  if (webRoot) await rm(webRoot, { recursive: true, force: true });
});

interface Look {
  readonly role?: StaffRole;
  readonly width?: number;
  readonly language?: 'en' | 'zh';
  readonly colorScheme?: 'light' | 'dark';
}

async function opened(name: string, to: string, look: Look = {}): Promise<Page> {
  const { role = 'agent', width = 1440, language = 'en', colorScheme = 'light' } = look;
  const { email } = await createMember(db.database, { name, role, shopId: demoShopId });
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme,
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    ...(width < 600 && { hasTouch: true, isMobile: true }),
  });
  const page = await context.newPage();
  complaints.set(page, complaintsOf(page));
  await signIn(page, server.origin, { email, to, language });
  return page;
}

const inDrawer = (page: Page, name: string) => page.getByRole('dialog').getByRole('textbox', { name });

describe('canned replies', () => {
  let ada: Page;
  let ben: Page;

  test('are written with their places at hand and read as a shopper would read them', async () => {
    ada = await opened('Ada', '/desk');
    await ada.getByRole('link', { name: 'Canned replies' }).click();
    await ada.getByText('There are no canned replies yet.').waitFor();
    await ada.getByRole('button', { name: 'New reply' }).first().click();
    const drawer = ada.getByRole('dialog');
    await drawer.getByRole('button', { name: 'Save' }).click();
    await drawer.getByText('A title is needed').waitFor();
    await drawer.getByText('One of the two texts is needed.').first().waitFor();
    await inDrawer(ada, 'Shortcut').fill('/Late');
    await inDrawer(ada, 'Title').fill('Parcel is late');
    await inDrawer(ada, 'Text in English').fill('Hello , it comes {soon}.');
    // Behind "Hello ".
    await ada.keyboard.press('Home');
    for (let i = 0; i < 'Hello '.length; i++) await ada.keyboard.press('ArrowRight');
    await drawer.getByRole('button', { name: /^Insert \{shopper\}/ }).click();
    expect(await inDrawer(ada, 'Text in English').inputValue()).toBe('Hello {shopper}, it comes {soon}.');
    await drawer.getByText('Hello Min Zhang, it comes {soon}.').waitFor();
    await drawer.getByText('{soon} is not a place that can be filled in').waitFor();
    await inDrawer(ada, 'Text in English').fill('Hello {shopper}, {agent} here: {order} is on its way.');
    await inDrawer(ada, 'Text in Chinese').fill('您好，{shopper}，订单 {order} 已在路上。');
    await drawer.getByText('您好，张敏，订单 104217 已在路上。').waitFor();
    await drawer.getByRole('button', { name: 'Save' }).click();
    await ada.getByRole('row', { name: /\/late Parcel is late .*English · Chinese Ada, now/ }).waitFor();
  });

  test('a shortcut that is taken is refused at its field', async () => {
    await ada.getByRole('button', { name: 'New reply' }).first().click();
    await inDrawer(ada, 'Shortcut').fill('late');
    await inDrawer(ada, 'Title').fill('Another');
    await inDrawer(ada, 'Text in English').fill('Other words');
    await ada.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ada.getByText('There is a reply with this shortcut already.').waitFor();
    await inDrawer(ada, 'Shortcut').fill('thanks');
    await ada.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ada.getByRole('row', { name: /\/thanks/ }).waitFor();
  });

  test('two who edit one: the second sees both, and nothing is overwritten unasked', async () => {
    ben = await opened('Ben', '/desk/canned');
    await ben.getByRole('row', { name: /\/late/ }).click();
    await inDrawer(ben, 'Title').fill('Late parcel, by Ben');
    await ada.getByRole('row', { name: /\/late/ }).click();
    await inDrawer(ada, 'Title').fill('Late parcel, by Ada');
    await ada.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await ada.getByRole('row', { name: /Late parcel, by Ada/ }).waitFor();
    await ben.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    const notice = ben.getByRole('alert');
    await notice.getByRole('cell', { name: 'Late parcel, by Ada' }).waitFor();
    await notice.getByRole('cell', { name: 'Late parcel, by Ben' }).waitFor();
    await notice.getByRole('button', { name: 'Save mine over it' }).click();
    await ben.getByRole('row', { name: /Late parcel, by Ben .* Ben, now/ }).waitFor();
  });

  test('are found by any of their words, deleted at once, and brought back by Undo', async () => {
    await ben.getByRole('searchbox').fill('on its way');
    await expect.poll(() => ben.locator('tbody tr').count()).toBe(1);
    await ben.waitForURL(/q=on/);
    await ben.getByRole('searchbox').fill('nothing like it');
    await ben.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => ben.locator('tbody tr').count()).toBe(2);
    await ben.getByRole('row', { name: /\/late/ }).click();
    await ben.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await ben.getByText('/late is deleted.').waitFor();
    await expect.poll(() => ben.locator('tbody tr').count()).toBe(1);
    await ben.getByRole('button', { name: 'Undo' }).click();
    await ben.getByRole('row', { name: /\/late/ }).waitFor();
  });

  test('what was written here is at hand in a conversation, filled in for its shopper', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-late');
    await shopper.send({ type: 'message', value: { action: 'person.request' } });
    await shopper.hears(/./);
    await ada.goto(`${server.origin}/desk?c=${shopper.conversationId}`);
    await ada.getByRole('log').waitFor();
    await ada.keyboard.press('t');
    await ada.getByRole('log').getByText('Ada took over').waitFor();
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('c');
    const pick = ada.getByRole('dialog').getByRole('option', { name: /\/late/ });
    await pick.waitFor();
    await pick.click();
    await expect
      .poll(() => ada.getByRole('textbox', { name: 'Reply' }).inputValue())
      .toMatch(/^Hello (?!\{).+, Ada here: \S+ is on its way\.$/);
    shopper.leave();
  });

  test('nothing broke a rule of the content security policy', () => {
    for (const page of [ada, ben])
      expect(complaints.get(page)!.filter((text) => !/status of 409/.test(text))).toEqual([]);
  });
});

describe('a shopper’s data', () => {
  test('is fetched as a file; an agent asks for its erasure, an admin carries it out by typing the name', async () => {
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    await shopper.send('My doorbell says Quincunx');
    await shopper.hears(/./);
    const at = `/desk?c=${shopper.conversationId}`;
    const agent = await opened('Cara', at);
    const panel = agent.getByRole('complementary', { name: 'About the shopper' });
    const download = agent.waitForEvent('download');
    await panel.getByRole('link', { name: 'Export as JSON' }).click();
    const file = await (await download).path();
    expect(JSON.parse(await readFile(file, 'utf8')).data.conversations[0].messages).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ text: 'My doorbell says Quincunx' })]),
    );
    const ask = panel.getByRole('button', { name: 'Ask for erasure…' });
    await ask.focus();
    await agent.keyboard.press('Enter');
    const asked = agent.getByRole('dialog');
    await asked.getByText('An admin carries it out.').waitFor();
    await asked.getByText(/orders and returns, because tax law/).waitFor();
    await asked.getByRole('button', { name: 'Ask for it' }).click();
    await panel.getByText(/Erasure was asked for .* waits for an admin/).waitFor();
    expect(await ask.count()).toBe(0);

    const admin = await opened('Grace Privacy', at, { role: 'admin' });
    const about = admin.getByRole('complementary', { name: 'About the shopper' });
    await about.getByText(/Erasure was asked for/).waitFor();
    await about.getByRole('button', { name: 'Erase…' }).click();
    const dialog = admin.getByRole('dialog');
    const erase = dialog.getByRole('button', { name: 'Erase for good' });
    expect(await erase.isDisabled()).toBe(true);
    const name = /Erase (.+)\?/.exec((await dialog.getByRole('heading').textContent())!)![1]!;
    await dialog.getByRole('textbox').fill(name);
    await erase.click();
    await admin.getByText(`${name} is erased.`).waitFor();
    await about.getByText(/^Erased on /).waitFor();
    await expect.poll(() => admin.getByText('Quincunx').count()).toBe(0);
    for (const page of [agent, admin]) expect(complaints.get(page)).toEqual([]);
    shopper.leave();
  });
});

describe('team figures', () => {
  async function answered(agent: { id: string; name: string }, count: number, firstReplyS: number) {
    for (let i = 0; i < count; i++) {
      const conversationId = newId();
      await db.database.query(
        `insert into conversations (shop_id, id, channel, visitor_id) values ($1, $2, 'directline', 'v')`,
        [demoShopId, conversationId],
      );
      await db.database.query(
        `insert into handoffs (shop_id, id, conversation_id, state, reason, requested_at, accepted_at, closed_at,
           agent_id, agent_name, first_reply_seconds, resolution_seconds, rating)
         values ($1, $2, $3, 'resolved', 'asked', now() - interval '20 days', now(), now(), $4, $5, $6, $7, 4)`,
        [demoShopId, newId(), conversationId, agent.id, agent.name, firstReplyS, firstReplyS * 10],
      );
    }
  }

  test('an admin sees everybody, over the time that is chosen; what is above the target is marked', async () => {
    for (const [name, seconds] of [
      ['Quick', 60],
      ['Slow', 7_200],
    ] as const) {
      const { id } = await signedIn(db.database, server.origin, { name });
      await answered({ id, name }, 4, seconds);
    }
    const page = await opened('Root', '/desk/team', { role: 'admin' });
    await page.getByRole('heading', { name: 'By agent' }).waitFor();
    await page.getByText('28 days', { exact: true }).click();
    await page.waitForURL(/days=28/);
    const slow = page.getByRole('row', { name: /^Slow/ });
    await slow.getByText('2 h / 2 h').waitFor();
    await slow.getByText('above the target').first().waitFor();
    const quick = page.getByRole('row', { name: /^Quick/ });
    await quick.getByText('60 s / 60 s').waitFor();
    expect(await quick.getByText('above the target').count()).toBe(0);
    await quick.getByText('4.0 (4)').waitFor();
    await page.reload();
    await slow.waitFor();
    expect(complaints.get(page)).toEqual([]);
  });

  test('an agent sees the team and the own row, and no colleague’s', async () => {
    const page = await opened('Quiet', '/desk/team?days=28');
    await page.getByRole('heading', { name: 'You' }).waitFor();
    await page.getByText('No agent has had a conversation in this time.').waitFor();
    expect(await page.getByText('Slow').count()).toBe(0);
  });

  test('a time in which nobody asked says so, and leads to a longer one', async () => {
    await db.database.query(
      `update handoffs set requested_at = requested_at - interval '5 days' where shop_id = $1`,
      [demoShopId],
    );
    const page = await opened('Rita', '/desk/team?days=1', { role: 'admin' });
    await page.getByText('Nobody asked for a person in this time.').waitFor();
    await page.getByRole('button', { name: 'Look at 90 days' }).click();
    await page.waitForURL(/days=90/);
    await page.getByText('Deadlines missed').first().waitFor();
  });
});

describe.each([
  ['en', 'light', 1440],
  ['zh', 'dark', 1024],
  ['en', 'dark', 390],
  ['zh', 'light', 320],
] as const)('%s, %s, %i px', (language, colorScheme, width) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', {
    timeout: 120_000,
  }, async () => {
    const page = await opened('Vera', '/desk/canned', { role: 'admin', width, language, colorScheme });
    const faults: string[] = [];
    const look = async (where: string) => void faults.push(...(await pageFaults(page, where)));
    await page.locator('.table').waitFor();
    await look('canned replies');
    await page.locator('tbody tr').first().click();
    await page.getByRole('dialog').locator('.canned-bubble').first().waitFor();
    await look('a reply');
    await page.goto(`${server.origin}/desk/team?days=90`);
    await page.locator('.team-figures').first().waitFor();
    await page.locator('.table').waitFor();
    await look('team figures');
    expect(faults).toEqual([]);
    expect(complaints.get(page)).toEqual([]);
    await page.context().close();
  });
});
