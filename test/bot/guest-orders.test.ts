import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BotWorld, openBotWorld, textOf } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
}, 180_000);
afterAll(() => world?.close());

async function anOrder() {
  const { rows } = await world.database.query<{ number: string; email: string }>(
    `select o.number, u.email from orders o join shoppers u on u.id = o.shopper_id
     where o.state = 'delivered' and u.email is not null order by o.number limit 1`,
  );
  return rows[0]!;
}
const dialogOf = async (conversationId: string) =>
  JSON.stringify(
    (await world.database.query('select dialog from conversations where id = $1', [conversationId])).rows,
  );

test('an e-mail given first is used with the number that follows, and never kept in the bot’s memory', async () => {
  const { number, email } = await anOrder();
  const guest = await world.talk(null);
  await guest.say('Where is my order?');
  await guest.say(`It was placed with ${email}`);
  const memory = await dialogOf(guest.key.conversationId);
  expect(memory).toContain('guest-order');
  expect(memory).not.toContain(email);
  expect(textOf(await guest.say(number))).toContain('delivered');
});

test.each([
  ['en', 'Order 10000', 'sign in', 'colleague'],
  ['zh', '订单 10000', '登录', '人工'],
])(
  'in %s, a guest who goes on guessing is told kindly that it is enough, and nothing else',
  async (locale, asked, signIn, person) => {
    const { number, email } = await anOrder();
    const guest = await world.talk(null, { locale });
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(textOf(await guest.say(`${asked}${i}, guess${i}@example.com`)));
    const wrong = textOf(await guest.say(`${asked}9, guess@example.com`));
    const right = textOf(await guest.say(`${locale === 'en' ? 'Order' : '订单'} ${number}, ${email}`));
    expect(new Set(answers).has(wrong)).toBe(false);
    for (const text of [wrong, right]) {
      expect(text).toContain(signIn);
      expect(text).toContain(person);
      expect(text).not.toMatch(/delivered|已送达/);
    }
    expect(right).toBe(wrong);
  },
);
