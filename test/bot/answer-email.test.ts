import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageExtras } from '../../core/contracts/message.ts';
import { type BotWorld, openBotWorld, type Reply, type Talk, textOf, worldNow } from './bot-world.ts';

/** Friday evening: the demo shop's people are back on Monday. */
let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
  world.clock.advanceMs(8 * 3_600_000);
}, 120_000);
afterAll(async () => {
  await world?.close();
});

const fieldOf = (replies: readonly Reply[]) =>
  (replies.at(-1)!.activity.channelData as { mainstay: MessageExtras }).mainstay.field;

async function kept({ key }: Talk): Promise<(string | null)[]> {
  const { rows } = await world.database.query<{ email: string | null }>(
    'select answer_email as email from handoffs where conversation_id = $1',
    [key.conversationId],
  );
  return rows.map(({ email }) => email);
}

describe.each([
  [
    'en',
    'I want to talk to a person',
    /Monday/,
    /e-mail/,
    'my e-mail is Ann.Lee@Example.org',
    /also .*Ann\.Lee@Example\.org/,
  ],
  ['zh', '转人工', /星期一/, /邮箱/, '我的邮箱是Ann.Lee@Example.org', /Ann\.Lee@Example\.org/],
])(
  'a visitor who asks for a person when nobody is in, %s',
  (_language, wish, day, asks, answer, confirmed) => {
    test('reads when somebody answers, is asked for an address with a field, and reads that it is kept', async () => {
      const talk = await world.talk(null);
      const replies = await talk.say(wish);
      expect(textOf(replies)).toMatch(day);
      expect(textOf(replies)).toMatch(asks);
      expect(fieldOf(replies)).toEqual({ kind: 'email' });
      expect(textOf(await talk.say(answer))).toMatch(confirmed);
      expect(await kept(talk)).toEqual(['Ann.Lee@Example.org']);
    });

    test('may decline, and the request stands', async () => {
      const talk = await world.talk(null);
      const [decline] = (await talk.say(wish)).at(-1)!.quickReplies;
      const replies = await talk.say(decline!);
      expect(fieldOf(replies)).toBeUndefined();
      expect(textOf(replies)).toMatch(/this chat|这里/);
      expect(await kept(talk)).toEqual([null]);
    });
  },
);

test('what is no address is asked for once more, then left', async () => {
  const talk = await world.talk(null);
  await talk.say('I want to talk to a person');
  const again = await talk.say('ann@nowhere');
  expect(textOf(again)).toMatch(/does not look like/);
  expect(fieldOf(again)).toEqual({ kind: 'email' });
  const left = await talk.say('ann@nowhere');
  expect(textOf(left)).toMatch(/comes into this chat/);
  expect(fieldOf(left)).toBeUndefined();
  expect(await kept(talk)).toEqual([null]);
});

test('another matter in between is answered; the field may still be used, and corrected', async () => {
  const talk = await world.talk(null);
  await talk.say('I want to talk to a person');
  expect(textOf(await talk.say('How long does delivery take?'))).toMatch(/working days/);
  expect(textOf(await talk.say('ann@example.org'))).toMatch(/ann@example\.org/);
  await talk.say('sorry, ann.lee@example.org');
  expect(await kept(talk)).toEqual(['ann@example.org']);
  await talk.say('ann.lee@example.org');
  expect(await kept(talk)).toEqual(['ann.lee@example.org']);
});

describe('a signed-in shopper', () => {
  test('is asked to confirm the address that is known', async () => {
    const talk = await world.talk('demo-loyal');
    const replies = await talk.say('I want to talk to a person');
    expect(textOf(replies)).toContain('demo-loyal@example.com');
    expect(fieldOf(replies)).toBeUndefined();
    expect(await kept(talk)).toEqual([null]);
    await talk.say(replies.at(-1)!.quickReplies[0]!);
    expect(await kept(talk)).toEqual(['demo-loyal@example.com']);
  });

  test('may name another one', async () => {
    const talk = await world.talk('demo-loyal', { locale: 'zh-CN' });
    const choices = (await talk.say('转人工')).at(-1)!.quickReplies;
    const asked = await talk.say(choices[1]!);
    expect(fieldOf(asked)).toEqual({ kind: 'email' });
    await talk.say('work@example.net');
    expect(await kept(talk)).toEqual(['work@example.net']);
  });
});

test('having a late parcel chased asks as well', async () => {
  const talk = await world.talk('demo-late');
  const { quickReplies } = (await talk.say('Where is my parcel?')).at(-1)!;
  const chase = quickReplies.find((label) => /chased|colleague/.test(label));
  expect((await talk.say(chase!)).at(-1)!.text).toContain('demo-late@example.com');
});

test('the address is in no redacted text and in no log', async () => {
  const { rows } = await world.database.query<{ found: number }>(
    `select (select count(*) from understandings where redacted_text ilike '%@example%')
       + (select count(*) from handoffs where context::text ilike '%@example%') as found`,
  );
  expect(rows[0]!.found).toBe(0);
  expect(world.errors).toEqual([]);
});

describe('where no mail server is set up', () => {
  test.each([
    ['en', null, 'I want to talk to a person', 'ann@example.org', /answer here in the chat/],
    ['zh', null, '转人工', 'ann@example.org', /聊天窗口回复/],
    ['en', 'demo-loyal', 'I want to talk to a person', 'demo-loyal@example.com', /answer here in the chat/],
  ] as const)('%s, %s: no address is asked for, none is kept, and nothing is promised', async (...row) => {
    const [, externalId, wish, address, said] = row;
    const talk = await world.talk(externalId, { answersByMail: false });
    const replies = await talk.say(wish);
    expect(fieldOf(replies)).toBeUndefined();
    expect(textOf(replies)).not.toMatch(/e-mail|邮箱|@/);
    expect(textOf(await talk.say(address))).toMatch(said);
    expect(await kept(talk)).toEqual([null]);
  });
});

test('in office hours nobody is asked', async () => {
  world.clock.advanceMs(worldNow.getTime() - world.clock.now().getTime());
  const talk = await world.talk(null);
  const replies = await talk.say('I want to talk to a person');
  expect(fieldOf(replies)).toBeUndefined();
  expect(textOf(replies)).not.toMatch(/e-mail/);
});
