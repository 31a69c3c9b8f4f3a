import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decisionsOfConversation } from '../../adapters/postgres/money-decisions.ts';
import { explainAll } from '../../app/commands/why.ts';
import { readConfig } from '../../app/config.ts';
import { type RunningServer, startServer } from '../../app/start-server.ts';
import { silentLogger } from '../../core/logger.ts';
import { axeFaults } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { StorefrontShopper } from './storefront-shopper.ts';

/** The whole product as `npm start` runs it, with its demo shop, seen by shoppers in Chromium. */
let db: TestDatabase;
let home: string;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  db = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), 'mainstay-story-'));
  const environment = {
    DATABASE_URL: db.connectionString,
    MAINSTAY_HOME: home,
    PORT: String(await freePort()),
  };
  server = await startServer(readConfig(environment), silentLogger);
  browser = await launchBrowser();
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await db?.drop();
  await rm(home, { recursive: true, force: true });
});

const enter = (persona: string, width?: number) =>
  StorefrontShopper.enter(browser, server.origin, persona, width);

/** A shopper's conversation as `mainstay why` tells it. */
async function why(externalId: string): Promise<string> {
  const { rows } = await db.database.query<{ id: string }>(
    `select c.id from conversations c join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
     where s.external_id = $1 order by c.created_at desc limit 1`,
    [externalId],
  );
  return explainAll(await decisionsOfConversation(db.database, rows[0]!.id), 'en');
}

describe('a shopper who writes English', () => {
  test('finds an order, gets recommendations into the cart, and reaches a person', async () => {
    const grace = await enter('loyal');
    expect(await grace.say('where is my order?')).toContain('Which');
    expect(await grace.say('the first one')).toMatch(/Order 104\d{5}/);
    expect(await grace.say('How much do I need to spend for free delivery?')).toContain('£50');
    await grace.say('Can you recommend something for my kitchen?');
    await grace.page.locator('mainstay-chat').getByRole('button', { name: /^Add/ }).first().click();
    await grace.page.getByRole('link', { name: 'Cart' }).getByText('1').waitFor();
    expect(await grace.say('I want to talk to a human')).toMatch(/colleague|person|somebody/i);
    const { rows } = await db.database.query('select 1 from handoffs where state = $1', ['requested']);
    expect(rows).toHaveLength(1);
    expect(await why('demo-loyal')).toMatch(/recommendation/i);
    await grace.leave();
  });

  test('opens a return only after saying yes', async () => {
    const grace = await enter('loyal');
    const { rows: delivered } = await db.database.query<{ number: string }>(
      `select o.number from orders o join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
       join shipments p on p.shop_id = o.shop_id and p.order_id = o.id
       where s.external_id = 'demo-loyal' and o.state = 'delivered' order by p.delivered_at desc limit 1`,
    );
    const opened = async () =>
      (await db.database.query("select 1 from returns where opened_at > now() - interval '1 hour'")).rows;
    await grace.say(`I want to return order ${delivered[0]!.number}`);
    const choices = grace.page
      .locator('mainstay-chat')
      .getByRole('button', { name: /Everything|everything/ });
    if ((await choices.count()) > 0) await choices.first().click();
    await grace.page.locator('mainstay-chat').getByRole('button', { name: /^Yes/ }).first().waitFor();
    expect(await opened()).toEqual([]);
    expect(await grace.say('yes')).toMatch(/R\d{8}/);
    expect(await opened()).toHaveLength(1);
    await grace.leave();
  });
});

describe('一位写中文的顾客', () => {
  test('hears about a late parcel, complains, says goodbye and gets a person, all in Chinese', async () => {
    const shopper = await enter('late-zh', 390);
    expect(await shopper.say('我的包裹怎么还没到？')).toMatch(/抱歉|对不起/);
    expect(await shopper.say('推荐一个送妈妈的礼物')).toMatch(/£\d/);
    expect(await shopper.say('太差了，我以后再也不来了')).toMatch(/[\u4e00-\u9fff]{4}/);
    expect(await shopper.say('转人工')).toMatch(/(?:人工|同事).*排在第\d+位/s);
    await shopper.leave();
  });
});

describe('what is kept about a shopper', () => {
  test('is fetched from the chat, once, and erased by the job that says so there', async () => {
    const shopper = await enter('late');
    const { page, chat } = shopper;
    await shopper.say('I want a copy of my data');
    await chat.getByRole('button', { name: 'Yes', exact: true }).click();
    const link = chat.getByRole('link', { name: 'My data' });
    await link.waitFor();
    const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
    await opened.getByRole('button', { name: 'Download my data' }).waitFor();
    expect(await axeFaults(opened)).toEqual([]);
    const [download] = await Promise.all([
      opened.waitForEvent('download'),
      opened.getByRole('button', { name: 'Download my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('my-data.json');
    const { data } = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(data.shoppers).toMatchObject([{ customerId: 'demo-late' }]);
    await opened.reload();
    await opened.getByText('was used already').waitFor();
    await opened.close();

    expect(await shopper.say('Please delete all my data')).toContain('Kept without your name');
    await chat.getByRole('button', { name: 'Yes, erase it for good' }).click();
    await chat.getByText('within a few minutes').waitFor();
    await chat.getByText('Done: your data is erased.').waitFor({ timeout: 90_000 });
    const { rows } = await db.database.query(`select 1 from shoppers where external_id = 'demo-late'`);
    expect(rows).toEqual([]);
    await shopper.leave();
  }, 150_000);
});

describe('money', () => {
  test('whoever was granted an offer sees it, takes it and redeems its code once; all others see none', async () => {
    let redeemed = 0;
    for (const persona of ['drifting', 'new', 'loyal', 'drifting-zh', 'new-zh', 'loyal-zh']) {
      const shopper = await enter(persona);
      await shopper.say(persona.endsWith('zh') ? '运费怎么算？' : 'How long does delivery take?');
      await shopper.say(persona.endsWith('zh') ? '我有什么专属优惠吗？' : 'Do I have any offers of my own?');
      const grant = await grantOf(`demo-${persona}`);
      const card = shopper.page.locator('mainstay-chat .offer').last();
      if (grant === null) expect(await card.count()).toBe(0);
      else {
        expect(await card.textContent()).toContain(grant.code);
        if (redeemed === 0 && grant.kind === 'percent') {
          await redeem(shopper, card, grant.code);
          redeemed++;
        }
      }
      expect(await why(`demo-${persona}`)).toMatch(/probability/);
      await shopper.leave();
    }
    const { rows } = await db.database.query<{ shopper_id: string; draws: number }>(
      `select shopper_id, count(*) as draws from decisions where kind = 'money' group by 1 having count(*) > 1`,
    );
    expect(rows).toEqual([]);
  });
});

async function grantOf(externalId: string): Promise<{ code: string; kind: string } | null> {
  const { rows } = await db.database.query<{ code: string; kind: string }>(
    `select g.code, g.terms ->> 'kind' as kind from grants g
     join shoppers s on s.shop_id = g.shop_id and s.id = g.shopper_id where s.external_id = $1`,
    [externalId],
  );
  return rows[0] ?? null;
}

async function redeem({ page }: StorefrontShopper, card: Locator, code: string): Promise<void> {
  await card.getByRole('button', { name: /^(Accept|接受)/ }).click();
  await card.getByText(/You accepted|您已接受/).waitFor();
  await page.goto(`${server.origin}/c/kitchen`);
  await page.locator('.product-card').getByRole('button').first().click();
  await page.goto(`${server.origin}/cart`);
  await page.getByRole('button', { name: /Close chat|关闭聊天/ }).click();
  await page
    .getByLabel(/Code|优惠码/)
    .first()
    .fill(code);
  await page.keyboard.press('Enter');
  await page.getByText(/−£\d/).first().waitFor();
  await page.getByRole('button', { name: /Place order|提交订单/ }).click();
  await expect
    .poll(async () => (await db.database.query('select state from grants where code = $1', [code])).rows)
    .toEqual([{ state: 'redeemed' }]);
  const { rows } = await db.database.query<{ kind: string }>(
    `select distinct o.kind from outcomes o join grants g on g.shop_id = o.shop_id and g.decision_id = o.decision_id
     where g.code = $1`,
    [code],
  );
  expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['accepted', 'redeemed', 'ordered']));
}
