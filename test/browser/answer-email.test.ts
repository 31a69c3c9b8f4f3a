import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { type BotWorld, openBotWorld } from '../bot/bot-world.ts';
import { type Stage, setStage } from './widget-stage.ts';

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
