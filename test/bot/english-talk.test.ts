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
const cardsOf = (replies: readonly Reply[]) =>
  replies.flatMap(({ cards }) => cards.flatMap((card) => (card.kind === 'product' ? [card.name] : [])));
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
    ['can i pay with klarna', /do not take Klarna/],
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
  ['Does klarna work for the sofa', /do not take Klarna/],
  ['do you sell gift cards?', /no gift cards/],
])('%s', async (question, answer) => {
  const talk = await world.talk('demo-new');
  expect(textOf(await talk.say(question))).toMatch(answer);
});

describe('products by the way people speak of them', () => {
  test('blue finds navy, and keeps to the thing that was asked for', async () => {
    const talk = await world.talk('demo-new');
    expect(textOf(await talk.say('do you have a blue teapot?'))).toMatch(/Cove teapot with infuser, navy/);
    expect(textOf(await talk.say('how much is that with shipping'))).toMatch(/£42\.00.*£3\.95.*£45\.95/);
    expect(textOf(await talk.say('does it come in white'))).toMatch(/teapot with infuser, white/);
  });

  test('a colour that there is not is said, with those that there are', async () => {
    const talk = await world.talk(null);
    expect(textOf(await talk.say('blue cushion'))).toMatch(/no such variant of Nest cushion.*plum/);
    expect(textOf(await talk.say('ok purple'))).toMatch(/Nest cushion, plum/);
  });

  test('several with delivery: free from the shop’s own limit on', async () => {
    const talk = await world.talk('demo-new');
    await talk.say('is the ink blue harrow mug dishwasher safe?');
    expect(textOf(await talk.say('how much are four of them with delivery'))).toMatch(/4 × .*£56\.00.*free/);
  });

  test('"does it shrink" is answered by a guide for wool, and for linen honestly not', async () => {
    const talk = await world.talk('demo-new');
    expect(textOf(await talk.say('does the roll-neck shrink in the wash?'))).toMatch(/wool cycle at 30/i);
    const linen = await talk.say('and does the linen shirt shrink?');
    expect(textOf(linen)).toMatch(/doesn't mention|nothing about/);
    expect(linen.at(-1)!.quickReplies).toContain('Fetch a colleague');
  });

  test('goods that the shop has are shown; of others it says so, with the nearest', async () => {
    const talk = await world.talk(null);
    const umbrellas = cardsOf(await talk.say('do you have umbrellas'));
    expect(umbrellas.length).toBeGreaterThan(1);
    for (const name of umbrellas) expect(name).toMatch(/umbrella/);
    const sofas = await talk.say('do you sell sofas at all?');
    expect(textOf(sofas)).toMatch(/don't see|not among/);
    expect(cardsOf(sofas).length).toBeGreaterThan(0);
  });

  test('two side by side, and which of them is taller', async () => {
    const talk = await world.talk('demo-new');
    expect(cardsOf(await talk.say('arc floor lamp or tripod floor lamp?'))).toHaveLength(2);
    expect(textOf(await talk.say('which is taller'))).toMatch(/Arc floor lamp, \w+ comes out/);
  });

  test('a present with a budget is a recommendation', async () => {
    const talk = await world.talk('demo-new');
    const replies = await talk.say('My nephew turns six and is mad about dinosaurs, budget about 25. Ideas?');
    expect(textOf(replies)).toMatch(/£25\.00/);
    expect(cardsOf(replies).length).toBeGreaterThan(0);
  });
});

describe('few words', () => {
  test('an order is gone on with: the thing, the other one, "why isn’t it here"', async () => {
    const talk = await world.talk('demo-loyal');
    await talk.say("where's my stuff");
    const [lamp] = ordersOf(await talk.say('the lamp'));
    const [backpack] = ordersOf(await talk.say('and the other one?'));
    expect(backpack).toBeDefined();
    expect(backpack).not.toBe(lamp);
    expect(ordersOf(await talk.say("why isn't it here yet"))).toEqual([backpack]);
  });

  test('three questions in one message get three answers', async () => {
    const talk = await world.talk('demo-drifting');
    const text = textOf(
      await talk.say(
        'hey can you tell me your return period, whether you ship to Canada, and if you gift wrap?',
      ),
    );
    expect(text).toMatch(/30 days/);
    expect(text).toMatch(/Canada.*£14\.95|£14\.95.*Canada/);
    expect(text).toMatch(/gift-wrap/);
  });

  test.each([
    ['to the us', /United States.*£11\.95/],
    ['any customs?', /duties and taxes/],
  ])('after delivery: %s', async (question, answer) => {
    const talk = await world.talk('demo-new');
    await talk.say('how much is delivery');
    expect(textOf(await talk.say(question))).toMatch(answer);
  });
});

test.each(["I can't go on anymore", "I'm feeling really low today and don't see the point anymore"])(
  '"%s" is answered as from one person to another, and a person comes first',
  async (words) => {
    const talk = await world.talk('demo-new');
    expect(textOf(await talk.say(words))).not.toMatch(/sorry to see you go|pity/);
    expect(await handoffsOf(talk.key.conversationId)).toEqual(['safety']);
  },
);

test('a complaint about a colleague is passed on at once, not asked about', async () => {
  const talk = await world.talk('demo-new');
  const text = textOf(await talk.say('Your staff were rude, they hung up on me yesterday. Disgraceful.'));
  expect(text).toMatch(/passed (?:it|this) on/);
  expect(await handoffsOf(talk.key.conversationId)).toEqual(['complaint']);
});

test('none of the bot’s own replies was refused by its money check', () => {
  expect(world.errors).toEqual([]);
});

describe('what goes on with what was said', () => {
  test('a yes that goes on with another wish agrees to nothing', async () => {
    const talk = await world.talk('demo-late');
    const [late] = await talk.say("where's my stuff");
    expect(late!.quickReplies).toContain('Have it chased');
    await talk.say('this is ridiculous, can I get some money back for the wait?');
    expect(textOf(await talk.say('fine then cancel it'))).toMatch(/left our warehouse|call .* back/);
    expect(await handoffsOf(talk.key.conversationId)).toEqual([]);
  });

  test('"how much" after a country is about delivery to that country', async () => {
    const talk = await world.talk(null);
    await talk.say('do you deliver to Ireland');
    expect(textOf(await talk.say('how much'))).toMatch(/Ireland.*£/);
  });

  test('how long something shown would take is no question after an order', async () => {
    const talk = await world.talk('demo-loyal');
    await talk.say('recommend a desk lamp');
    const [reply] = await talk.say('ok and how long would it take to get here');
    expect(reply!.text).toMatch(/working days/);
    expect(reply!.quickReplies).toEqual(['Where is my order?']);
  });

  test('what somebody loves to do decides on the shelf, and a budget keeps to it', async () => {
    const talk = await world.talk('demo-loyal');
    const first = cardsOf(await talk.say('I need a birthday present for my sister, she loves cooking'));
    const answer = await talk.say('something under 30');
    expect(textOf(answer)).toMatch(/£30/);
    const cheaper = cardsOf(answer);
    expect(first).toHaveLength(3);
    expect(cheaper.length).toBeGreaterThan(0);
    const { rows } = await world.database.query<{ category: string }>(
      "select distinct category from products where shop_id = 'demo' and name->>'en' = any($1)",
      [[...first, ...cheaper]],
    );
    expect(rows).toEqual([{ category: 'kitchen' }]);
  });

  test('of what is missing or chipped a colleague would not hear where the parcel is', async () => {
    const talk = await world.talk('demo-loyal');
    const missing = textOf(await talk.say('hey my parcel came but theres only one of the two socks in it'));
    expect(missing).toMatch(/10\d{6}|order/);
    expect(missing).not.toMatch(/marked it as delivered/);
    const mug = await world.talk('demo-loyal');
    const [which] = await mug.say('I bought a mug last month and it chipped');
    expect(which!.quickReplies.join()).toMatch(/mug/);
  });

  test('the cheapest of a kind, least expensive first', async () => {
    const talk = await world.talk(null);
    const cards = (await talk.say('whats the cheapest lamp you have')).flatMap(({ cards: all }) => all);
    const prices = cards.flatMap((card) => (card.kind === 'product' ? [Number(card.price.slice(1))] : []));
    expect(prices.length).toBeGreaterThan(1);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  test('codes together and prices elsewhere are answered in the words of the terms', async () => {
    const talk = await world.talk(null);
    expect(textOf(await talk.say('can I use two codes at once'))).toMatch(/cannot be combined/);
    expect(textOf(await talk.say('do you price match'))).toMatch(/match the prices of other shops/);
  });

  test('what is no yes cancels nothing, and an addition is no cancellation', async () => {
    const talk = await world.talk('demo-loyal');
    const [first] = await talk.say('cancel my last order');
    expect(first!.quickReplies).toContain('Yes, cancel it');
    expect(textOf(await talk.say('ok no worries'))).toMatch(/stays as it is/);
    expect(textOf(await talk.say('can I add something to it'))).toMatch(/colleague/);
  });

  test('what follows a product is about that product', async () => {
    const talk = await world.talk('demo-loyal');
    await talk.say('tell me about the commuter backpack');
    expect(textOf(await talk.say('does it fit a 15 inch laptop'))).toMatch(/Commuter backpack/);
    expect(textOf(await talk.say('and the black one?'))).toMatch(/Commuter backpack, black/);
  });

  test('something for tea lovers is no wish for something cheaper', async () => {
    const talk = await world.talk(null);
    await talk.say('anything new in?');
    expect(cardsOf(await talk.say('something for tea lovers')).join()).toMatch(/tea/i);
  });

  test('when people are in', async () => {
    const talk = await world.talk(null);
    expect(textOf(await talk.say('are you open on sunday?'))).toMatch(/Monday to Friday.*09:00/);
    expect(await handoffsOf(talk.key.conversationId)).toEqual([]);
  });
});
