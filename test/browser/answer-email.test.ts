import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { type BotWorld, openBotWorld } from '../bot/bot-world.ts';
import { AnswerWorld, answerTokens } from '../support/answer-world.ts';
import { openConversation } from '../support/conversations.ts';
import { type Stage, setStage, type Visit } from './widget-stage.ts';

/** The bot itself behind the widget, on a Friday evening: nobody is in before Monday. */
let world: BotWorld;
let stage: Stage;
beforeAll(async () => {
  world = await openBotWorld();
  world.clock.advanceMs(8 * 3_600_000);
  stage = await setStage({
    database: world.database,
    connectionString: world.connectionString,
    shopId: demoShopId,
    handler: () => world.turns(),
    drop: () => world.close(),
  });
}, 180_000);
afterAll(() => stage?.close());

/** The shopper's conversation, answered by an agent. */
async function answered(visit: Visit, text: string) {
  const key = await visit.conversation();
  await world.database.query('update handoffs set requested_at = now() where conversation_id = $1', [
    key.conversationId,
  ]);
  await new AnswerWorld(world.database, demoShopId, 'smtp://127.0.0.1:1').reply(key, text);
  return key;
}

async function mailState({ conversationId }: { conversationId: string }): Promise<string | undefined> {
  const { rows } = await world.database.query<{ state: string }>(
    'select state from answer_mails where conversation_id = $1',
    [conversationId],
  );
  return rows[0]?.state;
}

async function leavesAddress(visit: Visit): Promise<void> {
  await visit.open();
  await visit.page.getByRole('button', { name: 'Talk to a person' }).first().click();
  const field = visit.log.getByRole('textbox', { name: 'E-mail address' });
  await field.fill('ann.lee@example.org');
  await field.press('Enter');
  await visit.log.getByText(/also answer to ann\.lee@example\.org/).waitFor();
}

async function keptEmails(): Promise<string[]> {
  const { rows } = await world.database.query<{ email: string }>(
    'select answer_email as email from handoffs where answer_email is not null order by requested_at',
  );
  return rows.map(({ email }) => email);
}

test('outside office hours a visitor leaves an e-mail address in the field, and reads that it is kept', async () => {
  const visit = await stage.visit();
  await visit.open();
  await visit.page.getByRole('button', { name: 'Talk to a person' }).first().click();
  await visit.log.getByText(/Nobody is in right now/).waitFor();
  const field = visit.log.getByRole('textbox', { name: 'E-mail address' });
  await field.fill('nobody');
  await field.press('Enter');
  // The browser itself holds back what is no address.
  expect(await visit.log.locator('input:invalid').count()).toBe(1);
  await field.fill('ann.lee@example.org');
  await field.press('Enter');
  await visit.log.getByText(/also answer to ann\.lee@example\.org/).waitFor();
  expect(await keptEmails()).toEqual(['ann.lee@example.org']);
  expect(await visit.faults()).toEqual([]);
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

test('a signed-in shopper confirms the address that is known, in Chinese, by one tap', async () => {
  const { rows } = await world.database.query<{ secret: string }>(
    'select identity_secret as secret from shops where id = $1',
    [demoShopId],
  );
  const identifier = 'demo-loyal';
  const identifierHash = createHmac('sha256', rows[0]!.secret).update(identifier).digest('hex');
  const visit = await stage.visit({ identifier, identifierHash, language: 'zh' });
  await visit.open();
  await visit.page.getByRole('button', { name: '转人工' }).first().click();
  await visit.log.getByText(/回复也发到demo-loyal@example\.com/).waitFor();
  expect(await visit.log.getByRole('textbox').count()).toBe(0);
  await visit.page.getByRole('button', { name: '可以，就这个' }).click();
  await visit.log.getByText(/同事的回复也会发到demo-loyal@example\.com/).waitFor();
  expect(await keptEmails()).toContain('demo-loyal@example.com');
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

test('an answer that is looked at in the chat needs no e-mail; one behind a closed chat does', async () => {
  const visit = await stage.visit();
  await leavesAddress(visit);
  const key = await answered(visit, 'I have it here.');
  await visit.log.getByText('I have it here.').waitFor();
  await expect.poll(() => mailState(key), { timeout: 10_000 }).toBe('read');
  await world.database.query('delete from answer_mails');
  await visit.page.getByRole('button', { name: 'Close chat' }).click();
  await answered(visit, 'And it is on its way.');
  await visit.launcher.getByText('1').waitFor();
  expect(await mailState(key)).toBe('waiting');
  await visit.launcher.click();
  await expect.poll(() => mailState(key), { timeout: 10_000 }).toBe('read');
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

test('the link of the e-mail opens the conversation in another browser, and is not left in the address', async () => {
  const visit = await stage.visit();
  await leavesAddress(visit);
  const key = await answered(visit, 'The answer of the link.');
  const { rows } = await world.database.query<{ visitorId: string }>(
    'select visitor_id as "visitorId" from conversations where id = $1',
    [key.conversationId],
  );
  const token = await answerTokens.issue(
    {
      ...key,
      userId: rows[0]!.visitorId,
      userName: null,
      shopperId: null,
      identityVerified: false,
      language: 'en',
    },
    'thread',
  );
  await visit.context.close();

  const phone = await stage.visit();
  await phone.page.goto('about:blank');
  await phone.page.goto(`${stage.server.origin}/#mainstay=${token}`);
  await phone.log.getByText('The answer of the link.').waitFor();
  expect(new URL(phone.page.url()).hash).toBe('');
  expect(await phone.conversation()).toEqual(key);
  await phone.say('Thank you!');
  await expect.poll(async () => (await phone.stored()).includes('Thank you!')).toBe(true);
  // The next page of the shop goes on with it as with any conversation.
  await phone.page.reload();
  await phone.log.getByText('Thank you!').waitFor();
  expect(phone.complaints).toEqual([]);
  await phone.context.close();
});

test("somebody else's link opens nothing for who is signed in as another", async () => {
  const { rows } = await world.database.query<{ id: string; secret: string }>(
    `select s.id, shop.identity_secret as secret from shoppers s join shops shop on shop.id = s.shop_id
     where s.shop_id = $1 and s.external_id = 'demo-loyal'`,
    [demoShopId],
  );
  const conversationId = await openFor(rows[0]!.id);
  const token = await answerTokens.issue(
    {
      shopId: demoShopId,
      conversationId,
      userId: 'demo-loyal',
      userName: null,
      shopperId: rows[0]!.id,
      identityVerified: true,
      language: 'en',
    },
    'thread',
  );
  const visitor = await stage.visit();
  await visitor.page.goto('about:blank');
  await visitor.page.goto(`${stage.server.origin}/#mainstay=${token}`);
  await visitor.log.locator('.bubble').first().waitFor();
  expect((await visitor.conversation()).conversationId).not.toBe(conversationId);
  await visitor.context.close();
});

async function openFor(shopperId: string): Promise<string> {
  const { conversationId } = await openConversation(world.store, {
    shopId: demoShopId,
    shopperId,
    identityVerified: true,
    visitorId: 'demo-loyal',
  });
  return conversationId;
}
