import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerMailAfterS } from '../../adapters/postgres/answer-mails.ts';
import { AnswerWorld } from '../support/answer-world.ts';
import { type Child, spawnScript } from '../support/child-process.ts';
import { createShop, testShopId } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, type MailServerHooks, startMailServer } from '../support/mail-server.ts';

const script = fileURLToPath(new URL('answer-mail-process.ts', import.meta.url));

let db: TestDatabase;
let mails: MailServer;
let world: AnswerWorld;
let hooks: MailServerHooks;
let child: Child | undefined;
beforeEach(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  hooks = {};
  mails = await startMailServer({
    onRecipient: async () => hooks.onRecipient?.(),
    onKept: async () => hooks.onKept?.(),
  });
  world = new AnswerWorld(db.database, testShopId, mails.url);
});
afterEach(async () => {
  await child?.kill();
  await mails.stop();
  await db.drop();
});

/** Kills whoever sends as soon as the mail server is at a point, where it then answers no more. */
async function killedAt(hook: keyof MailServerHooks): Promise<void> {
  const reached = new Promise<void>((resolve) => {
    hooks[hook] = () => {
      resolve();
      return new Promise(() => {});
    };
  });
  child = await spawnScript(script, [db.connectionString, mails.url]);
  await reached;
  await child.kill();
  hooks = {};
}

test('killed before the mail was with the server: it goes out later, once', async () => {
  const key = await world.asked('ann@shoppers.example');
  await world.reply(key, 'It left today.');
  await world.later(answerMailAfterS);
  await killedAt('onRecipient');
  expect(await world.states(key)).toEqual([['sending', null]]);
  // Nobody else touches it while the dead one might be alive.
  expect(await world.send()).toBe(0);
  await world.later(301);
  expect(await world.send()).toBe(1);
  await world.later(3_600);
  expect(await world.send()).toBe(0);
  expect(mails.mails.map(({ text }) => text.includes('It left today.'))).toEqual([true]);
});

test('killed when the server had it and had not said so: it goes out no second time, and the desk is told', async () => {
  const key = await world.asked('ann@shoppers.example');
  await world.reply(key, 'It left today.');
  await world.later(answerMailAfterS);
  await killedAt('onKept');
  expect(await world.states(key)).toEqual([['handing', null]]);
  await world.later(301);
  expect(await world.send()).toBe(0);
  expect(await world.states(key)).toEqual([['failed', 'unknown']]);
  await world.later(3_600);
  expect(await world.send()).toBe(0);
  expect(mails.mails).toHaveLength(1);
});
