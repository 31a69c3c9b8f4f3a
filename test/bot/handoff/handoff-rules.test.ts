import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BotWorld, openBotWorld, textOf } from '../bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
}, 240_000);
afterAll(() => world.close());

async function handoffOf(conversationId: string) {
  const { rows } = await world.database.query<{ reason: string; priority: number; due: Date; at: Date }>(
    `select reason, priority, first_reply_due_at as due, requested_at as at from handoffs where conversation_id = $1`,
    [conversationId],
  );
  return rows[0];
}

describe('rules that bring a person in', () => {
  test.each([
    ['demo-loyal', 'The kettle I bought from you caught fire and my hand is burnt', 'safety'],
    ['demo-loyal-zh', '你们的水壶漏电，我被烫伤了', 'safety'],
    ['demo-loyal', 'If this is not solved I will contact my lawyer about order problems', 'legal'],
    ['demo-loyal-zh', '再不处理我就打12315投诉，找律师起诉你们', 'legal'],
    [null, 'I was charged twice, give me my money back', 'unverified_money'],
  ])('%s: %s', async (who, text, reason) => {
    const talk = await world.talk(who);
    const said = textOf(await talk.say(text));
    expect(await handoffOf(talk.key.conversationId)).toMatchObject({ reason });
    expect(said).toMatch(/number \d|第\d位/);
  });

  test('lasting anger does, one sharp sentence does not', async () => {
    const talk = await world.talk('demo-loyal');
    await talk.say('Where is my order? I hate waiting like this, it is awful');
    expect(await handoffOf(talk.key.conversationId)).toBeUndefined();
    await talk.say('Useless answer. Where is my parcel? This is horrible, horrible');
    await talk.say('Where is my damn order, I am furious, this is the worst');
    expect((await handoffOf(talk.key.conversationId))?.reason).toBe('anger');
  });

  test('who may be hurt is due before everybody else', async () => {
    const talk = await world.talk('demo-new');
    await talk.say('The lamp gave me an electric shock');
    const { priority, due, at } = (await handoffOf(talk.key.conversationId))!;
    expect(priority).toBeGreaterThanOrEqual(0.9);
    expect(due.getTime() - at.getTime()).toBe(5 * 60_000);
  });

  test.each([
    'How long do refunds take?',
    'Do your kettles switch off so that nothing catches fire by itself?',
    'Is this safe for children?',
    '你们支持退货吗',
  ])('an ordinary question brings nobody: %s', async (text) => {
    const talk = await world.talk(null);
    await talk.say(text);
    expect(await handoffOf(talk.key.conversationId)).toBeUndefined();
  });

  test('the wait that is told is the median of the recent ones, and untold while there are too few', async () => {
    const first = await world.talk('demo-late');
    expect(textOf(await first.say({ type: 'message', value: { action: 'person.request' } }))).not.toMatch(
      /about \d+ min/,
    );
    for (const [i, seconds] of [60, 120, 300, 360, 6_000].entries()) {
      const key = (await world.talk(null)).key;
      await world.database.query(
        `insert into handoffs (shop_id, id, conversation_id, state, reason, requested_at, accepted_at, waited_seconds)
         values ($1, gen_random_uuid(), $2, 'resolved', 'test', $3, $3, $4)`,
        [key.shopId, key.conversationId, new Date(world.clock.now().getTime() - i * 3_600_000), seconds],
      );
    }
    const second = await world.talk('demo-drifting');
    expect(textOf(await second.say({ type: 'message', value: { action: 'person.request' } }))).toMatch(
      /lately people waited about 5 min/,
    );
  });
});
