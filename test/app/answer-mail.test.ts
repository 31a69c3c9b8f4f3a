import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerMailAfterS, noteRead } from '../../adapters/postgres/answer-mails.ts';
import { erasePersonalData } from '../../adapters/postgres/personal-data.ts';
import { addDriftingShopper } from '../adapters/postgres/money-world.ts';
import { AnswerWorld, answerOrigin, answerTokens } from '../support/answer-world.ts';
import { createShop, testShopId } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, type MailServerHooks, startMailServer } from '../support/mail-server.ts';

let db: TestDatabase;
let mails: MailServer;
let world: AnswerWorld;
const hooks: MailServerHooks = {};

beforeAll(async () => {
  db = await createTestDatabase();
  const shopId = testShopId;
  await createShop(db.database);
  await db.database.query(`update shops set name = $2, settings = $3 where id = $1`, [
    shopId,
    JSON.stringify({ en: 'Lantern', zh: '灯笼小铺' }),
    JSON.stringify({
      productUrl: 'https://lantern.example/p/{id}',
      support: { email: 'help@lantern.example', days: [1], from: '09:00', to: '10:00' },
    }),
  ]);
  mails = await startMailServer(hooks);
  world = new AnswerWorld(db.database, shopId, mails.url);
});
afterAll(async () => {
  await mails.stop();
  await db.drop();
});
beforeEach(() => {
  delete hooks.onRecipient;
  delete hooks.onKept;
  mails.mails.length = 0;
});

/** Of the link in a mail. */
const tokenIn = (text: string) => /#mainstay=(\S+)/.exec(text)?.[1] ?? '';

test('what an agent answers and nobody reads goes out once, as one mail for a burst, with the way back', async () => {
  const key = await world.asked('ann@shoppers.example');
  await world.reply(key, 'Your parcel left today.');
  await world.later(answerMailAfterS - 60);
  await world.reply(key, 'It will be there tomorrow.');
  await world.later(answerMailAfterS - 60);
  // Two minutes after the second reply it is too early still.
  expect(await world.send()).toBe(0);
  await world.later(61);
  expect(await Promise.all([world.send(), world.send()])).toContain(1);
  expect(await world.send()).toBe(0);
  expect(mails.mails).toHaveLength(1);
  const [{ to, subject, text, head }] = mails.mails as [(typeof mails.mails)[number]];
  expect(to).toEqual(['ann@shoppers.example']);
  expect(subject).toBe('Lantern has answered you');
  expect(text).toMatch(/Ada writes:\nYour parcel left today\.\n\nAda writes:\nIt will be there tomorrow\./);
  expect(text).toContain('https://lantern.example/#mainstay=');
  expect(text).not.toContain('Sign in');
  expect(head).toMatch(/^Reply-To: help@lantern\.example$/m);
  expect(head).toMatch(
    new RegExp(`^Message-ID: <answer-[0-9a-f-]+@${new URL(answerOrigin).hostname}>$`, 'm'),
  );
  expect(await answerTokens.follow(tokenIn(text))).toMatchObject(key);
  expect(await world.states(key)).toEqual([['sent', null]]);
});

test('a burst that does not end is not waited for for ever', async () => {
  const key = await world.asked('bea@shoppers.example');
  for (let i = 0; i < 8; i++) {
    await world.reply(key, `Part ${i}`);
    await world.later(120);
  }
  expect(await world.send()).toBe(1);
});

test('in Chinese to who writes Chinese', async () => {
  const key = await world.asked('lan@shoppers.example', { language: 'zh' });
  await world.reply(key, '包裹今天已经发出。', { name: '小雅' });
  await world.later(answerMailAfterS);
  await world.send();
  const [{ subject, text }] = mails.mails as [(typeof mails.mails)[number]];
  expect(subject).toBe('灯笼小铺已回复您');
  expect(text).toContain('小雅：\n包裹今天已经发出。');
  expect(text.replace(/https?:\S+/g, '')).not.toMatch(/[a-z]{3}/i);
});

test('a product goes along with its page; an offer stays in the chat, where its notice is', async () => {
  const key = await world.asked('cy@shoppers.example');
  const product = {
    kind: 'product' as const,
    productId: 'lamp',
    name: 'Reading lamp',
    price: '£25.00',
    pictureUrl: '',
    url: 'https://lantern.example/p/lamp',
    inStock: true,
  };
  const offer = {
    kind: 'offer' as const,
    grantId: 'g',
    decisionId: null,
    title: '10% off',
    code: 'LANTERN-10',
    until: '1 December',
    notice: 'This price was personalised.',
    state: 'open' as const,
  };
  await world.reply(key, 'This one fits.', { cards: [product] });
  await world.reply(key, 'This is for you:', { cards: [offer] });
  await world.later(answerMailAfterS);
  await world.send();
  const [{ text }] = mails.mails as [(typeof mails.mails)[number]];
  expect(text).toContain('- Reading lamp\n  https://lantern.example/p/lamp');
  expect(text).toContain('Ada has put something for you into the chat.');
  expect(text).not.toMatch(/LANTERN-10|10% off|This is for you/);
});

describe('nothing goes out', () => {
  test('when no address was left', async () => {
    const key = await world.asked(null);
    await world.reply(key, 'Here I am.');
    expect(await world.states(key)).toEqual([]);
  });

  test('when the shopper has read it in the chat', async () => {
    const key = await world.asked('dee@shoppers.example');
    const first = await world.reply(key, 'One');
    const second = await world.reply(key, 'Two');
    await noteRead(db.database, key, first);
    await noteRead(db.database, key, second);
    await world.later(answerMailAfterS);
    expect(await world.send()).toBe(0);
    expect(await world.states(key)).toEqual([['read', null]]);
    expect(mails.mails).toEqual([]);
  });

  test('when the shopper has written since', async () => {
    const key = await world.asked('eve@shoppers.example');
    await world.reply(key, 'One');
    await world.says(key, 'Thank you!');
    await world.later(answerMailAfterS);
    expect(await world.send()).toBe(0);
    expect(await world.states(key)).toEqual([['read', null]]);
  });

  test('when the shopper was erased meanwhile', async () => {
    const shopperId = await addDriftingShopper(db.database, (await world.asked(null)).shopId);
    const key = await world.asked('flo@shoppers.example', { shopperId });
    await world.reply(key, 'One');
    await db.database.transaction((tx) =>
      erasePersonalData(tx, { shopId: key.shopId, shopperId, actor: 'test' }),
    );
    await world.later(answerMailAfterS);
    expect(await world.send()).toBe(0);
    expect(mails.mails).toEqual([]);
  });
});

test('of what was read in part, only the rest', async () => {
  const key = await world.asked('gus@shoppers.example');
  const first = await world.reply(key, 'The first');
  await world.reply(key, 'The second');
  await noteRead(db.database, key, first);
  await world.later(answerMailAfterS);
  expect(await world.send()).toBe(1);
  expect(mails.mails[0]!.text).toContain('The second');
  expect(mails.mails[0]!.text).not.toContain('The first');
});

test('who is signed in is told to sign in: the link alone does not open their conversation', async () => {
  const shopperId = await addDriftingShopper(db.database, (await world.asked(null)).shopId);
  const key = await world.asked('hal@shoppers.example', { shopperId });
  await world.reply(key, 'One');
  await world.later(answerMailAfterS);
  await world.send();
  expect(mails.mails[0]!.text).toContain('Sign in to the shop as usual');
  expect(await answerTokens.follow(tokenIn(mails.mails[0]!.text))).toMatchObject({ shopperId });
});

describe('a mail server that', () => {
  const says = (responseCode: number) => async () => {
    throw Object.assign(new Error('no'), { responseCode });
  };

  test('says "not now" gets it again later, once', async () => {
    const key = await world.asked('ida@shoppers.example');
    await world.reply(key, 'One');
    await world.later(answerMailAfterS);
    hooks.onRecipient = says(450);
    expect(await world.send()).toBe(0);
    expect(await world.states(key)).toEqual([['sending', null]]);
    delete hooks.onRecipient;
    expect(await world.send()).toBe(0);
    await world.later(61);
    expect(await world.send()).toBe(1);
    expect(mails.mails).toHaveLength(1);
  });

  test('refuses the address is not asked again, and the desk is told', async () => {
    const key = await world.asked('nobody@shoppers.example');
    await world.reply(key, 'One');
    await world.later(answerMailAfterS);
    hooks.onRecipient = says(550);
    await world.send();
    expect(await world.states(key)).toEqual([['failed', 'refused']]);
    await world.later(3_600);
    expect(await world.send()).toBe(0);
  });
});
