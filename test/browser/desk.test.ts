import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { Giving } from '../../core/contracts/desk-acting.ts';
import type { StaffMember } from '../../core/contracts/staff.ts';
import { newId } from '../../core/ids.ts';
import { startTextModels, type TextModels } from '../../nlp/text-models.ts';
import { axeFaults } from '../support/axe.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type DeskServer,
  loadStaffedShop,
  signedIn,
  startDeskServer,
  TalkingShopper,
} from '../support/desk-server.ts';
import { createMember, type StaffBrowser } from '../support/staff.ts';
import { pageFaults } from './page-faults.ts';
import { signIn } from './sign-in.ts';

let db: TestDatabase;
let models: TextModels;
let server: DeskServer;
let browser: Browser;
let webRoot: string;
let ben: StaffBrowser;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadStaffedShop(db.database);
  models = await startTextModels({ workers: 1 });
  webRoot = await buildPage('signin', 'desk');
  server = await startDeskServer(db.database, db.connectionString, models, { webRoot });
  browser = await launchBrowser();
  ben = (await signedIn(db.database, server.origin, { name: 'Ben' })).browser;
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await models?.close();
  await db?.drop();
  if (webRoot) await rm(webRoot, { recursive: true, force: true });
});

const complaints = new WeakMap<Page, string[]>();

async function enterDesk(
  context: BrowserContext,
  name: string,
  member: Partial<StaffMember> = {},
  language: 'en' | 'zh' = 'en',
): Promise<Page> {
  const { email } = await createMember(db.database, { name, shopId: demoShopId, ...member });
  const page = await context.newPage();
  complaints.set(page, complaintsOf(page));
  await signIn(page, server.origin, { email, to: '/desk', language });
  return page;
}

async function nameOf(externalId: string): Promise<string> {
  const { rows } = await db.database.query<{ name: string }>(
    'select display_name as name from shoppers where shop_id = $1 and external_id = $2',
    [demoShopId, externalId],
  );
  return rows[0]!.name;
}

/** A shopper whom this period's draw gave an offer, talking. */
async function entitledShopper(): Promise<{ shopper: TalkingShopper; name: string; code: string }> {
  const { rows } = await db.database.query<{ externalId: string }>(
    `select external_id as "externalId" from shoppers
     where shop_id = $1 and external_id is not null and display_name is not null order by external_id`,
    [demoShopId],
  );
  for (const { externalId } of rows) {
    const shopper = await TalkingShopper.begin(server.origin, externalId);
    const giving = await ben.ask<Giving>('GET', `/api/desk/conversations/${shopper.conversationId}/giving`);
    if (giving.entitlement) return { shopper, name: await nameOf(externalId), code: giving.entitlement.code };
    shopper.leave();
  }
  throw new Error('the draw gave nobody anything');
}

const askForPerson = { type: 'message', value: { action: 'person.request' } };

describe('from a shopper who asks for a person to the bot that goes on', () => {
  let ada: Page;
  let shopper: TalkingShopper;
  let late: TalkingShopper;
  let code: string;
  const field = () => ada.getByRole('textbox', { name: 'Reply' });
  const transcript = () => ada.getByRole('log');
  const queue = () => ada.getByRole('list', { name: 'Conversations' }).getByRole('listitem');

  test('an empty queue shows what was done today; who asks appears without a reload', async () => {
    ada = await enterDesk(await browser.newContext({ viewport: { width: 1440, height: 900 } }), 'Ada');
    await ada.getByText('Nobody waits. Today so far:').waitFor();
    const entitled = await entitledShopper();
    ({ shopper, code } = entitled);
    await shopper.send('My parcel is late again and nobody tells me anything. This is awful.');
    await shopper.hears(/./);
    await shopper.send(askForPerson);
    await ada.getByRole('link', { name: new RegExp(entitled.name) }).waitFor();
    // There is something in the list now: the next one waits to be let in.
    late = await TalkingShopper.begin(server.origin, 'demo-late');
    await late.send('Where is my order?');
    await late.hears(/./);
    await late.send(askForPerson);
    await ada.getByRole('button', { name: '1 new' }).waitFor();
    expect(await queue().count()).toBe(1);
    await ada.getByRole('button', { name: '1 new' }).click();
    await expect.poll(() => queue().count()).toBe(2);
    await ada.getByRole('link', { name: new RegExp(entitled.name) }).click();
    await transcript().getByText('This is awful').waitFor();
    await transcript()
      .getByText(/negative [01]\.\d\d/)
      .first()
      .waitFor();
    await transcript().getByText('Asked for a person: wants a person').waitFor();
  });

  test('a taken conversation is answered, with one Undo, and the answer comes once', async () => {
    await ada.keyboard.press('t');
    await transcript().getByText('Ada took over').waitFor();
    await shopper.hears(/Ada is here now/);
    await ada.getByRole('button', { name: 'Use', exact: true }).click();
    await expect.poll(() => field().inputValue()).not.toBe('');
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('r');
    await field().fill('Sorry, wrong words');
    await ada.keyboard.press('Control+Enter');
    await transcript().getByText('Sending in').waitFor();
    await ada.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => field().inputValue()).toBe('Sorry, wrong words');
    await field().fill('I called the carrier: it comes tomorrow.');
    await ada.keyboard.press('Control+Enter');
    await shopper.hears(/called the carrier/);
    await transcript().getByText('Sending in').waitFor({ state: 'detached' });
    await transcript().getByText('called the carrier').waitFor();
    expect(shopper.heard.some(({ text }) => text.includes('wrong words'))).toBe(false);
    expect(shopper.heard.filter(({ text }) => text.includes('called the carrier'))).toHaveLength(1);
  });

  test('letters typed into the field are no commands, and single keys can be switched off', async () => {
    await field().fill('');
    await field().pressSequentially('bet on jack');
    expect(await field().inputValue()).toBe('bet on jack');
    await field().fill('');
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('?');
    await ada.getByRole('switch', { name: /Single keys/ }).uncheck({ force: true });
    await ada.keyboard.press('Escape');
    await ada.getByRole('dialog').waitFor({ state: 'detached' });
    await ada.keyboard.press('e');
    expect(await ada.getByRole('dialog').count()).toBe(0);
    await ada.evaluate("localStorage.removeItem('mainstay.singleKeys')");
  });

  test('a person chooses other keys; one that is taken is refused; they outlive a reload; all go back', async () => {
    const sheet = () => ada.getByRole('dialog', { name: 'Keyboard' });
    await ada.keyboard.press('?');
    await sheet().getByRole('button', { name: 'Change the key of Internal note, now n' }).click();
    await ada.keyboard.press('r');
    await sheet().getByText('r is taken: Reply').waitFor();
    await ada.keyboard.press('5');
    await sheet().getByText('A letter or a sign, please.').waitFor();
    await ada.keyboard.press('Escape');
    await sheet().getByRole('button', { name: 'Change the key of Internal note, now n' }).click();
    await ada.keyboard.press('m');
    await sheet().getByRole('button', { name: 'Change the key of Internal note, now m' }).waitFor();
    expect(await axeFaults(ada)).toEqual([]);
    await ada.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await ada.reload();
    await transcript().waitFor();
    await ada.keyboard.press('n');
    expect(await ada.getByRole('textbox', { name: 'Internal note' }).count()).toBe(0);
    await ada.keyboard.press('m');
    await ada.getByRole('textbox', { name: 'Internal note' }).waitFor();
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('?');
    await sheet().getByRole('button', { name: 'Back to the defaults' }).click();
    await sheet().getByRole('button', { name: 'Change the key of Internal note, now n' }).waitFor();
    await ada.keyboard.press('Escape');
    await sheet().waitFor({ state: 'detached' });
    await ada.keyboard.press('r');
    await field().waitFor();
    await ada.keyboard.press('Escape');
  });

  test('a view is saved with its filters, chosen again and taken away', async () => {
    await ada.getByRole('button', { name: /^Filters/ }).click();
    await ada.getByRole('combobox', { name: 'Language' }).click();
    await ada.getByRole('option', { name: '中文' }).click();
    await expect.poll(() => ada.url()).toContain('language=zh');
    await ada.getByLabel('Name of the view').fill('In Chinese');
    await ada.getByRole('button', { name: 'Save this view' }).click();
    await ada.getByRole('button', { name: 'In Chinese', exact: true }).waitFor();
    await ada.goto(ada.url().replace('&language=zh', '').replace('language=zh', ''));
    await transcript().waitFor();
    await ada.getByRole('button', { name: /^Filters/ }).click();
    await ada.getByRole('button', { name: 'In Chinese', exact: true }).click();
    await expect.poll(() => ada.url()).toContain('language=zh');
    await ada.getByRole('button', { name: /Remove .*In Chinese/ }).click();
    await ada.getByRole('button', { name: 'In Chinese', exact: true }).waitFor({ state: 'detached' });
    await ada.goto(ada.url().replace('&language=zh', '').replace('language=zh', ''));
    await transcript().waitFor();
  });

  test('a note stays inside', async () => {
    await ada.keyboard.press('n');
    await ada
      .getByRole('textbox', { name: 'Internal note' })
      .fill('Third late parcel <img src=x onerror=alert(1)>');
    await ada.keyboard.press('Control+Enter');
    await transcript().getByText('Third late parcel <img').waitFor();
    // The mode stays: the next words are not sent by mistake.
    await ada.getByRole('textbox', { name: 'Internal note' }).waitFor();
    expect(JSON.stringify(shopper.listener.received)).not.toContain('Third late');
    await ada.keyboard.press('Escape');
  });

  test('a promise of money without ground is not sent, and stays typed', async () => {
    await ada.keyboard.press('r');
    await field().fill('I will refund you £500 today.');
    await ada.keyboard.press('Control+Enter');
    await ada.getByText(/Not sent: nothing bears out/).waitFor();
    expect(await field().inputValue()).toBe('I will refund you £500 today.');
    await ada.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  });

  test('the shopper’s entitlement goes out with three keys', async () => {
    await field().fill('');
    await ada.keyboard.press('Escape');
    await ada.keyboard.press('o');
    await ada.getByRole('radio', { name: /Current offer of this shopper/ }).waitFor();
    await ada.keyboard.press('1');
    await ada.keyboard.press('Enter');
    await ada.getByText(`Given: the shopper sees ${code}.`).waitFor();
    await shopper.hears((message) => JSON.stringify(message).includes(code));
    await transcript().getByText(code).first().waitFor();
  });

  test('two agents see each other, and what a colleague wrote is shown before mine goes', async () => {
    const at = `/api/desk/conversations/${shopper.conversationId}`;
    await ben.ask('POST', '/api/desk/presence', {
      conversationId: shopper.conversationId,
      state: 'writing',
    });
    await ada.getByText('Ben is writing').waitFor();
    await shopper.send({ type: 'typing' });
    await ada.getByText('The shopper is writing').waitFor();
    await ada.keyboard.press('r');
    await field().fill('It is on the van now.');
    const { version } = await ben.ask<{ version: number }>('GET', at);
    await ben.ask('POST', `${at}/replies`, {
      id: newId(),
      text: 'I have it in sight',
      lastSequenceSeen: version,
    });
    await ada.keyboard.press('Control+Enter');
    const conflict = ada.getByRole('alert').filter({ hasText: 'A colleague was faster' });
    await conflict.getByText('I have it in sight').waitFor();
    await conflict.getByRole('button', { name: 'Send mine all the same' }).click();
    await shopper.hears(/on the van now/);
    await shopper.hears(/have it in sight/);
  });

  test('a draft outlives a reload', async () => {
    const saved = ada.waitForResponse((response) => response.url().includes('/draft'));
    await field().fill('Half a sentence');
    await saved;
    await ada.reload();
    await expect.poll(() => field().inputValue()).toBe('Half a sentence');
    await field().fill('');
  });

  test('given back, the bot answers again', async () => {
    await ada.getByRole('button', { name: 'Give back to bot' }).click();
    await shopper.hears(/The bot is back/);
    const before = shopper.heard.length;
    await shopper.send('What is your return policy?');
    await expect.poll(() => shopper.heard.length, { timeout: 10_000 }).toBeGreaterThan(before);
    await transcript().getByText('Ada gave back to the bot').waitFor();
  });

  test('resolving takes two keys', async () => {
    await ada.getByRole('link', { name: new RegExp(await nameOf('demo-late')) }).click();
    await ada.getByRole('heading', { name: await nameOf('demo-late'), level: 2 }).waitFor();
    await ada.getByRole('button', { name: 'Take', exact: true }).click();
    await transcript().getByText('Ada took over').waitFor();
    await ada.keyboard.press('e');
    await ada.getByRole('dialog', { name: 'Resolve as' }).waitFor();
    await ada.keyboard.press('1');
    await ada.getByText('Resolved: Solved.').waitFor();
    await late.hears(/from one star to five/);
    await ada.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('all conversations are searched, by the palette too', async () => {
    await ada.keyboard.press('/');
    const name = await nameOf('demo-late');
    await ada.keyboard.type(name);
    await expect
      .poll(() => queue().allInnerTexts(), { timeout: 10_000 })
      .toEqual([expect.stringContaining(name)]);
    await ada.keyboard.press('Control+k');
    await ada.getByRole('combobox', { name: /^Find a command/ }).fill('resolve');
    await ada.getByRole('option', { name: /Resolve, then a digit/ }).waitFor();
    await ada.keyboard.press('Escape');
  });

  test('the palette goes to the pages, and puts a canned reply where one writes', async () => {
    await db.database.query(
      `insert into desk_canned (shop_id, id, shortcut, title, body) values ($1, $2, 'wait', 'Please wait a moment', $3)`,
      [demoShopId, newId(), JSON.stringify({ en: 'One moment please, {shopper}.' })],
    );
    const find = async (words: string) => {
      await ada.keyboard.press('Control+k');
      await ada.getByRole('combobox', { name: /^Find a command/ }).fill(words);
    };
    const name = await nameOf('demo-late');
    await ada.keyboard.press('Enter');
    await ada.getByRole('log').waitFor();
    await find('wait a mom');
    await ada.getByRole('option', { name: /Please wait a moment/ }).waitFor();
    await ada.keyboard.press('Enter');
    await expect
      .poll(() => ada.getByRole('textbox', { name: 'Reply' }).inputValue())
      .toContain(`One moment please, ${name.split(' ')[0]}`);
    await ada.getByRole('textbox', { name: 'Reply' }).fill('');
    await find('team');
    await ada.getByRole('option', { name: /^Team/ }).waitFor();
    await ada.keyboard.press('Enter');
    await ada.waitForURL(/\/desk\/team/);
    await find('wait a mom');
    await ada.getByRole('option', { name: /Please wait a moment/ }).waitFor();
    await ada.keyboard.press('Enter');
    await ada.waitForURL(/\/desk\/canned\?open=/);
    await ada.getByRole('dialog').getByRole('textbox', { name: 'Shortcut' }).waitFor();
    await ada.goto(`${server.origin}/desk`);
  });

  test('an alert gets an owner and is closed with what came of it', async () => {
    const name = await nameOf('demo-drifting');
    const added = await db.database.query(
      `insert into desk_alerts (shop_id, id, shopper_id, period_start, risk, clv_cents)
       select shop_id, $2, id, current_date, 0.81, 57043 from shoppers
       where shop_id = $1 and external_id = 'demo-drifting'`,
      [demoShopId, newId()],
    );
    expect(added.rowCount).toBe(1);
    await ada.getByRole('link', { name: /Alerts/ }).click();
    const row = ada.getByRole('row', { name: new RegExp(name) });
    await row.getByText('81%').waitFor();
    await row.getByRole('combobox', { name: `Owner of the alert about ${name}` }).click();
    await ada.getByRole('option', { name: 'Ben' }).click();
    await expect
      .poll(() => row.getByRole('combobox', { name: /^Owner/ }).inputValue(), { timeout: 10_000 })
      .toBe('Ben');
    await row.getByRole('combobox', { name: `Outcome of the alert about ${name}` }).click();
    await ada.getByRole('option', { name: 'Won back' }).click();
    await ada.getByText('Closed: Won back.').waitFor();
    await ada.getByText('No shopper of value is newly at risk.').waitFor();
    await ada.getByText('Closed', { exact: true }).click();
    await row.getByText('Won back').waitFor();
  });

  test('no page broke a rule of its content security policy', () => {
    expect(complaints.get(ada)!.filter((text) => !/401|404|409|422/.test(text))).toEqual([]);
    shopper.leave();
    late.leave();
  });
});

test('whoever works for several shops chooses one, and the desk stays in the window', async () => {
  await createShop(db.database);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await enterDesk(context, 'Grace', { role: 'admin', shopId: null });
  await page.getByRole('combobox', { name: 'Shop' }).click();
  await page.getByRole('option', { name: 'Harbour & Hearth' }).click();
  await page.getByText('Nobody waits').waitFor();
  const overflows = () => page.evaluate<boolean>('document.documentElement.scrollHeight > innerHeight');
  expect(await overflows()).toBe(false);
  await context.setOffline(true);
  await page.getByText('What you have typed stays').waitFor();
  expect(await overflows()).toBe(false);
  await context.setOffline(false);
  await page.getByRole('link', { name: 'Console' }).click();
  await page.waitForURL('**/console');
  await context.close();
});

describe('told of what comes', () => {
  /** Counts tones and keeps notifications, and lets the page believe that nobody looks at it. */
  const listening = `
    globalThis.told = { tones: 0, notes: [] };
    const create = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () { told.tones++; return create.call(this); };
    globalThis.Notification = class {
      static permission = 'default';
      static async requestPermission() { return (this.permission = 'granted'); }
      constructor(title, { body }) { told.notes.push(title + ': ' + body); }
    };
    Object.defineProperty(document, 'hidden', { get: () => true });`;
  const told = (page: Page) => page.evaluate<{ tones: number; notes: string[] }>('told');

  test('by sound and by the browser, each only when it was asked for, and without a word of the shopper', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript(listening);
    const page = await enterDesk(context, 'Dora');
    await page.getByRole('link', { name: /Alerts/ }).waitFor();
    const arrives = async () => {
      const shopper = await TalkingShopper.begin(server.origin, null);
      await shopper.send('My secret is 4711 and I want to talk to a person');
      await shopper.hears(/queue/);
      shopper.leave();
    };
    await arrives();
    await page.waitForTimeout(1_500);
    expect(await told(page)).toEqual({ tones: 0, notes: [] });

    await page.getByRole('button', { name: 'Desk settings' }).click();
    await page.getByRole('switch', { name: /sound/i }).check({ force: true });
    await page.getByRole('switch', { name: /notification/i }).check({ force: true });
    // One tone at once, so that the choice can be heard.
    await expect.poll(async () => (await told(page)).tones).toBe(1);
    await arrives();
    await expect.poll(async () => (await told(page)).notes.length, { timeout: 10_000 }).toBe(1);
    const { tones, notes } = await told(page);
    expect(tones).toBe(2);
    expect(notes[0]).toMatch(/^Mainstay: /);
    expect(notes[0]).not.toMatch(/4711|secret/);

    await page.getByRole('switch', { name: /sound/i }).uncheck({ force: true });
    await page.getByRole('switch', { name: /notification/i }).uncheck({ force: true });
    await arrives();
    await page.waitForTimeout(1_500);
    expect((await told(page)).tones).toBe(2);
    await context.close();
  });
});

describe.each([
  ['en', 'light', 1440],
  ['zh', 'dark', 1440],
  ['zh', 'light', 1024],
  ['en', 'dark', 390],
] as const)('%s, %s, %i px', (language, colorScheme, width) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', async () => {
    const context = await browser.newContext({
      viewport: { width, height: width < 600 ? 844 : 900 },
      colorScheme,
      reducedMotion: 'reduce',
      ...(width < 600 && { hasTouch: true, isMobile: true }),
    });
    const shopper = await TalkingShopper.begin(server.origin, 'demo-loyal');
    await shopper.send('I am very unhappy, my order is broken');
    await shopper.send(askForPerson);
    const page = await enterDesk(context, 'Cleo', {}, language);
    const faults: string[] = [];
    const look = async (where: string) => void faults.push(...(await pageFaults(page, where)));
    const name = await nameOf('demo-loyal');
    await page
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .waitFor();
    await look('queue');
    await page.goto(`${server.origin}/desk?c=${shopper.conversationId}`);
    await page.getByRole('log').waitFor();
    if (width < 1200) {
      await page.getByRole('button', { name: /^(About the shopper|顾客资料)$/ }).click();
      await page.locator('.panel .facts').first().waitFor();
      await look('panel');
      await page.goBack();
    } else await page.locator('.panel .facts').first().waitFor();
    await page.getByRole('log').waitFor();
    await look('conversation');
    await page.locator('body').press('?');
    await page.getByRole('dialog').waitFor();
    await look('keys');
    await page.keyboard.press('Escape');
    await page.goto(`${server.origin}/desk/alerts`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look('alerts');
    expect(faults).toEqual([]);
    expect(complaints.get(page)!.filter((text) => !/404/.test(text))).toEqual([]);
    shopper.leave();
    await context.close();
  });
});
