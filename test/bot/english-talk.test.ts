import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BotWorld, openBotWorld, type Reply, textOf } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
}, 120_000);
afterAll(async () => {
  await world?.close();
});

const ordersOf = (replies: readonly Reply[]) =>
  replies.flatMap(({ cards }) => cards.flatMap((card) => (card.kind === 'order' ? [card.number] : [])));
const handoffsOf = async (conversationId: string) => {
  const { rows } = await world.database.query<{ reason: string }>(
    'select reason from handoffs where conversation_id = $1',
    [conversationId],
  );
  return rows.map(({ reason }) => reason);
};

describe('which order', () => {
  test('"the other order" leaves the one spoken of alone and asks among the rest', async () => {
    const talk = await world.talk('demo-loyal');
    const [number] = ordersOf(await talk.say('I want to cancel an order'));
    const [again] = await talk.say('no sorry I meant the other order');
    expect(again!.quickReplies.length).toBeGreaterThan(1);
    expect(again!.quickReplies.join()).not.toContain(number);
  });

  test('what an order holds is told in the middle of a question, which stays open', async () => {
    const talk = await world.talk('demo-loyal');
    await talk.say('cancel my order');
    const [contents] = await talk.say("hmm wait what's in it again?");
    expect(contents!.text).toMatch(/Commuter backpack.*Gate wash bag/);
    expect(contents!.quickReplies).toEqual(['Yes, cancel it', 'No, keep it']);
    expect(textOf(await talk.say('nah keep it'))).toMatch(/stays as it is/);
  });

  test('"and before that?" goes one order back', async () => {
    const talk = await world.talk('demo-drifting');
    const [last] = ordersOf(await talk.say('what did I order last'));
    const [before] = ordersOf(await talk.say('what was my order before that?'));
    expect(before).toBeDefined();
    expect(before).not.toBe(last);
  });

  test('an item that is named outweighs the word "order" in the shop\'s own names', async () => {
    const talk = await world.talk('demo-late');
    const replies = await talk.say('i want to return the pillowcases, i bought them 3 months ago');
    expect(textOf(replies)).toMatch(/30 days after delivery/);
    expect(await handoffsOf(talk.key.conversationId)).toEqual([]);
  });
});

describe('haggling', () => {
  test('the list is told once; after that the same answer in other words, and a person', async () => {
    const talk = await world.talk('demo-loyal');
    expect(textOf(await talk.say('any chance of a discount on the ridge backpack'))).toMatch(/AUTUMN10/);
    const later = [];
    for (const plea of ["come on, I've ordered like 30 times", '5%?', 'amazon has it for 20 less'])
      later.push(...(await talk.say(plea)));
    expect(textOf(later)).not.toMatch(/AUTUMN10/);
    expect(later.at(-1)!.quickReplies).toContain('Talk to a person');
    expect(textOf(await talk.say('who decides the offers anyway?'))).toMatch(/fixed rules/i);
  });

  test('points are told without the list of promotions', async () => {
    const talk = await world.talk('demo-loyal');
    const text = textOf(await talk.say('how many points do i have'));
    expect(text).toMatch(/\d+ loyalty points/);
    expect(text).not.toMatch(/AUTUMN10/);
  });
});

describe('payment and account', () => {
  test.each([
    ['can i pay with klarna', /not (?:among|take)|do not take/],
    ['can I pay with apple pay?', /Apple Pay (?:works|is fine)/],
  ])('%s', async (question, answer) => {
    const talk = await world.talk('demo-new');
    expect(textOf(await talk.say(question))).toMatch(answer);
  });

  test('a reset mail that does not come goes to a person, not to the newsletter', async () => {
    const talk = await world.talk('demo-new');
    expect(textOf(await talk.say("i don't get the reset mail, checked spam too"))).not.toMatch(/list/);
    await talk.say('yes');
    expect(await handoffsOf(talk.key.conversationId)).toEqual(['reset_mail']);
  });

  test('"no, I said I don\'t want them" refuses what was asked about', async () => {
    const talk = await world.talk('demo-new');
    await talk.say("I don't want personalised recommendations");
    expect(textOf(await talk.say("no I said I don't want them"))).toMatch(/public promotions only/);
  });
});

test('a rule of returns that is asked for in the middle of a return does not lose it', async () => {
  const talk = await world.talk('demo-loyal');
  await talk.say('hi i want to send something back');
  await talk.say('the flask');
  expect(textOf(await talk.say('actually no, the socks'))).toMatch(/Everyday socks/);
  const rule = await talk.say('how long do I have to return stuff anyway?');
  expect(textOf(rule)).toMatch(/30 days/);
  const [again] = await talk.say('yes go on');
  expect(again!.text).toMatch(/Everyday socks/);
  expect(again!.text).not.toMatch(/bot\b/);
});

describe('people', () => {
  test('whoever waits for a person hears of the person', async () => {
    const talk = await world.talk('demo-new');
    await talk.say('I want to talk to a person');
    for (const nudge of ['hello??', 'how long will that take'])
      expect(textOf(await talk.say(nudge))).toMatch(/until 18:00/);
    expect(await handoffsOf(talk.key.conversationId)).toEqual(['person_wanted']);
  });

  test('upset about a colleague is a complaint, though it speaks of people', async () => {
    const talk = await world.talk('demo-new');
    const replies = await talk.say('Your colleague was really rude to me on the phone yesterday');
    expect(textOf(replies)).toMatch(/sorry|annoyed/i);
    expect(await handoffsOf(talk.key.conversationId)).toEqual(['complaint']);
  });

  test('a lawyer is a matter for people, first in the queue', async () => {
    const talk = await world.talk('demo-new');
    await talk.say('I will take legal action if this is not sorted today');
    expect(await handoffsOf(talk.key.conversationId)).toEqual(['legal']);
  });
});

test('"it says delivered" of a parcel that is not: both sides are said', async () => {
  const talk = await world.talk('demo-late');
  expect(textOf(await talk.say('it says delivered but i never got it'))).toMatch(
    /has not been delivered yet.*promised/is,
  );
});

test.each([
  ['Does klarna work for the sofa', /Klarna.*(?:among|take)|take Klarna/],
  ['do you sell gift cards?', /no gift cards/],
])('%s', async (question, answer) => {
  const talk = await world.talk('demo-new');
  expect(textOf(await talk.say(question))).toMatch(answer);
});

test('a complaint about a colleague is passed on at once, not asked about', async () => {
  const talk = await world.talk('demo-new');
  const text = textOf(await talk.say('Your staff were rude, they hung up on me yesterday. Disgraceful.'));
  expect(text).toMatch(/passed (?:it|this) on/);
  expect(await handoffsOf(talk.key.conversationId)).toEqual(['complaint']);
});

test('none of the bot’s own replies was refused by its money check', () => {
  expect(world.errors).toEqual([]);
});
