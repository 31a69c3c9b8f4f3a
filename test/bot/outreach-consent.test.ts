import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import { type BotWorld, openBotWorld, textOf } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
}, 180_000);
afterAll(() => world?.close());

const answers = async (externalId: string) => {
  const { rows } = await world.database.query<{ purpose: string; granted: boolean; wording: string }>(
    `select c.purpose, c.granted, c.wording from consents c join shoppers s on s.shop_id = c.shop_id and s.id = c.shopper_id
     where s.shop_id = $1 and s.external_id = $2 and c.via = 'chat' order by c.given_at, c.purpose`,
    [demoShopId, externalId],
  );
  return rows;
};

test('given, withdrawn by words, given again, stopped by one tap: in the words that were shown', async () => {
  const who = 'demo-loyal';
  const talk = await world.talk(who);
  const question = (await talk.say('You may write to me about new mugs')).at(-1)!;
  expect(question.text).toContain('write to you here in the chat, of its own accord');
  expect(question.quickReplies).toEqual(['Yes', 'No']);
  expect(await answers(who)).toEqual([]);
  expect(textOf(await talk.say('Yes'))).toContain('I have noted that');
  const [given, ...others] = await answers(who);
  expect(others).toEqual([]);
  expect(given).toMatchObject({ purpose: 'outreach_chat', granted: true });
  // What is kept is the question, without the greeting that stood before it in the first reply.
  expect(question.text.endsWith(given!.wording)).toBe(true);
  expect(given!.wording.startsWith('May ')).toBe(true);
  expect(textOf(await talk.say('you can write to me'))).toContain('allowed that already');

  expect(textOf(await talk.say('Please stop writing to me'))).toContain('neither here nor by e-mail');
  const withdrawn = (await answers(who)).slice(1);
  expect(withdrawn.map(({ purpose }) => purpose).sort()).toEqual(['outreach_chat', 'outreach_email']);
  for (const { granted, wording } of withdrawn) {
    expect(granted).toBe(false);
    expect(wording).toContain('I will not write to you of my own accord');
  }
  expect(textOf(await talk.say('you may contact me again'))).toContain('of its own accord');
  await talk.say('Yes');
  expect((await answers(who)).at(-1)).toMatchObject({ purpose: 'outreach_chat', granted: true });
  const stopped = await talk.say({ type: 'message', value: { action: 'outreach.stop' } });
  expect(textOf(stopped)).toContain('neither here nor by e-mail');
  expect((await answers(who)).at(-1)).toEqual({
    purpose: 'outreach_chat',
    granted: false,
    wording: 'Stop these messages',
  });
  expect(world.errors).toEqual([]);
});

test('a newsletter is an e-mail, and a no is a no', async () => {
  const who = 'demo-drifting';
  const talk = await world.talk(who);
  expect(textOf(await talk.say('Can you sign me up for the newsletter?'))).toContain('send you e-mails');
  await talk.say('No');
  expect(await answers(who)).toEqual([]);
  await talk.say('I want to subscribe to your newsletter');
  await talk.say('Yes');
  expect(await answers(who)).toMatchObject([{ purpose: 'outreach_email', granted: true }]);
});

test('in Chinese', async () => {
  const who = 'demo-loyal';
  const talk = await world.talk(who);
  const before = (await answers(who)).length;
  const question = (await talk.say('有新品可以给我发消息')).at(-1)!;
  expect(question.text).toContain('是否同意');
  expect(textOf(await talk.say('是的'))).toContain('已记录');
  const given = (await answers(who)).at(-1)!;
  expect(given).toMatchObject({ purpose: 'outreach_chat', granted: true });
  expect(question.text.endsWith(given.wording)).toBe(true);
  expect(textOf(await talk.say('别再给我发消息了'))).toContain('不会再主动联系您');
  expect((await answers(who)).length).toBeGreaterThan(before + 1);
  expect((await answers(who)).at(-1)).toMatchObject({ granted: false });
});

test('a visitor signs in first, and is taken off other lists by a person', async () => {
  const talk = await world.talk(null);
  expect(textOf(await talk.say('You may write to me about offers'))).toMatch(/sign/i);
  const replies = await talk.say('unsubscribe');
  expect(textOf(replies)).toContain('A colleague will take you off the list');
});

test('whoever refuses personalisation is asked nothing more, and it is kept', async () => {
  const talk = await world.talk('demo-new');
  await talk.say({ type: 'message', value: { action: 'personalisation.refuse' } });
  expect(await answers('demo-new')).toEqual([
    { purpose: 'personalisation', granted: false, wording: 'No personalised offers' },
  ]);
});
