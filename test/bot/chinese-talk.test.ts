import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BotWorld, openBotWorld, type Reply, textOf } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
}, 120_000);
afterAll(async () => {
  await world?.close();
});

const productsIn = (replies: readonly Reply[]) =>
  replies.flatMap(({ cards }) => cards.flatMap((card) => (card.kind === 'product' ? [card] : [])));
const talkAs = (who: string | null) => world.talk(who, { locale: 'zh-CN' });

describe('products', () => {
  test('what was shown is counted out: asked about, compared, and how it is bought', async () => {
    const talk = await talkAs('demo-new-zh');
    const shown = productsIn(await talk.say('想买个台灯，看书用'));
    expect(shown).toHaveLength(3);
    expect(textOf(await talk.say('第二个多少钱'))).toContain(shown[1]!.price);
    const compared = textOf(await talk.say('第一个和第三个有什么区别'));
    expect(compared).toContain(shown[0]!.name);
    expect(compared).toContain(shown[2]!.name);
    const buy = await talk.say('把第一个加进购物车');
    expect(productsIn(buy).length).toBe(1);
    expect(textOf(buy)).toMatch(/购物车/);
  });

  test('blue finds the dark blue one; of a thing without blue its colours are named', async () => {
    const talk = await talkAs(null);
    expect(textOf(await talk.say('羊毛围巾有蓝色的吗'))).toMatch(/墨蓝/);
    const none = textOf(await talk.say('日常T恤有蓝色的吗'));
    expect(none).toMatch(/没有/);
    expect(none).toMatch(/炭灰/);
  });

  test('two that match are asked about, and the answer is of the one that was chosen', async () => {
    // 原木色 and 胡桃色 are both brown.
    const talk = await talkAs(null);
    const asked = await talk.say('木纹砧板有棕色的吗');
    expect(asked.at(-1)!.quickReplies.length).toBeGreaterThan(1);
    const chosen = asked.at(-1)!.quickReplies[1]!;
    expect(textOf(await talk.say(chosen))).toContain(chosen);
  });

  test('what the catalogue does not say is not claimed', async () => {
    const talk = await talkAs(null);
    await talk.say('日常T恤多少钱');
    expect(textOf(await talk.say('这个防水吗'))).toMatch(/资料里没/);
  });

  test('a budget without a currency is taken in the shop’s, and that is said', async () => {
    // Slots are shuffled in the exploration share: three draws are not all of them explorations.
    const names: string[] = [];
    for (let draw = 0; draw < 3; draw++) {
      const talk = await talkAs('demo-new-zh');
      const replies = await talk.say('三百块以内的包');
      expect(textOf(replies)).toMatch(/英镑/);
      expect(textOf(replies)).toContain('£300');
      names.push(...productsIn(replies).map(({ name }) => name));
    }
    expect(names.filter((name) => name.includes('包')).length).toBeGreaterThan(2);
  });
});

describe('bargaining', () => {
  test('ten turns of it: no sentence twice, the list of promotions once, no new price', async () => {
    const talk = await talkAs('demo-loyal-zh');
    const pleas = [
      '这个炒锅能不能便宜点',
      '店家最好了～再便宜一丢丢我立马拍',
      '拼多多才卖一半的钱',
      '给个内部价呗',
      '打个五折吧',
      '你就说最低多少',
      '我是老顾客了',
      '亲～求求了嘛',
      '不便宜我就去别家了',
      '最后一次，行不行',
    ];
    const said: string[] = [];
    for (const plea of pleas) said.push((await talk.say(plea))[0]!.text);
    expect(new Set(said).size).toBe(pleas.length);
    expect(said.filter((text) => text.includes('AUTUMN10'))).toHaveLength(1);
    expect(world.errors).toEqual([]);
  });
});

describe('orders and returns', () => {
  test('先别寄了 stops an order after a plain yes, and not after 不是这个', async () => {
    const talk = await talkAs('demo-loyal-zh');
    const asked = await talk.say('先别寄了');
    expect(textOf(asked)).toMatch(/取消/);
    expect(textOf(await talk.say('不是这个'))).not.toMatch(/已取消/);
    await talk.say('先别寄了');
    expect(textOf(await talk.say('嗯取消吧'))).toMatch(/已取消/);
  });

  test('the thing in an order is named by what it is', async () => {
    const talk = await talkAs('demo-loyal-zh');
    await talk.say('我的快递到哪了');
    const lamp = await talk.say('那个台灯呢');
    expect(JSON.stringify(lamp.flatMap(({ cards }) => cards))).toMatch(/台灯/);
  });

  test('an exchange is one, whatever it is that pinches', async () => {
    const talk = await talkAs('demo-loyal-zh');
    expect(textOf(await talk.say('鞋子挤脚能换大半码吗'))).toMatch(/寄回|办退货/);
  });

  test('days and postage of a return in a sentence each', async () => {
    const talk = await talkAs(null);
    expect(textOf(await talk.say('几天能退'))).toMatch(/30 天/);
    expect(textOf(await talk.say('运费谁出'))).toMatch(/退货免运费/);
    expect(textOf(await talk.say('七天无理由支持吗'))).toMatch(/30 天/);
  });

  test('a fault after the return days is a matter of the warranty', async () => {
    const talk = await talkAs('demo-drifting-zh');
    const replies = await talk.say('上次买的东西坏了想退');
    expect(textOf(replies)).toMatch(/2 年质保/);
    expect(replies.at(-1)!.quickReplies).toContain('转接同事');
    expect(textOf(await talk.say('都过了一个月了还能退吗'))).toMatch(/送达/);
  });

  test('several wishes: each answered or kept for later, one question open', async () => {
    const talk = await talkAs('demo-loyal-zh');
    const replies = await talk.say('我那个快递到哪了？顺便我想把上次买的退了，另外推荐个台灯');
    expect(JSON.stringify(replies.flatMap(({ cards }) => cards))).toMatch(/order.*台灯/s);
    expect(textOf(replies.slice(-1))).toMatch(/哪一笔|哪一件/);
  });

  test('delivery to the place that was asked about, not to that of the account', async () => {
    const talk = await talkAs('demo-loyal-zh');
    const text = textOf(await talk.say('寄到新疆伊犁要多久'));
    expect(text).toMatch(/中国/);
    expect(text).toMatch(/7 到 12/);
  });
});

describe('people and rights', () => {
  test.each([
    ['demo-loyal-zh', '我要投诉你们客服小王态度太差'],
    ['demo-late-zh', '再不处理我打12315了'],
  ])('%s: %s reaches a person without a question in between', async (who, text) => {
    const talk = await talkAs(who);
    await talk.say(text);
    const { rows } = await world.database.query('select 1 from handoffs where conversation_id = $1', [
      talk.key.conversationId,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('somebody who wants to die is answered as a person, and first in the queue', async () => {
    const talk = await talkAs(null);
    expect(textOf(await talk.say('我真的不想活了'))).toMatch(/12356/);
    const { rows } = await world.database.query<{ reason: string; priority: number }>(
      'select reason, priority from handoffs where conversation_id = $1',
      [talk.key.conversationId],
    );
    expect(rows).toMatchObject([{ reason: 'safety', priority: 1 }]);
  });

  test.each(['别给我推荐东西了', '我不想被你们的算法分析', '我有权拒绝自动化决策，个保法24条'])(
    '%s: asked once, then recommendations are of what everybody buys',
    async (text) => {
      const talk = await talkAs('demo-loyal-zh');
      expect(textOf(await talk.say(text))).toMatch(/个性化/);
      expect(textOf(await talk.say('是的'))).toMatch(/设置好了/);
      const reasons = productsIn(await talk.say('推荐一下')).map(({ reason }) => reason);
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.filter((reason) => /您(?:买|看)过/.test(reason ?? ''))).toEqual([]);
    },
  );

  test('a number that is gone needs a person; an invoice for a company needs no order', async () => {
    const talk = await talkAs('demo-loyal-zh');
    expect(textOf(await talk.say('原来的号停机了，怎么改手机'))).toMatch(/核实身份/);
    expect((await talk.say('我要开专票')).at(-1)!.quickReplies).toContain('转接同事');
  });

  test('what was bought elsewhere is not ours, and no complaint about us', async () => {
    const talk = await talkAs(null);
    expect(textOf(await talk.say('在拼多多买的榨汁机坏了，你们管不管'))).toMatch(/别处/);
  });
});

describe('manners', () => {
  test('the same question told again is told as a repetition; small remarks vary', async () => {
    const talk = await talkAs('demo-late-zh');
    const heard = new Set<string>();
    for (const remark of ['在吗', '在吗', '在吗', '在吗']) heard.add((await talk.say(remark))[0]!.text);
    expect(heard.size).toBe(4);
  });

  test.each([
    ['呵呵，真有你们的', /抱歉|对不起|失望|不满/],
    ['你是傻逼吗', /气|消|骂/],
    ['🤬🤬', /气|消|骂/],
  ])('%s is not greeted', async (text, answer) => {
    const talk = await talkAs('demo-loyal-zh');
    await talk.say('你好');
    const replies = await talk.say(text);
    expect(textOf(replies)).toMatch(answer);
    expect(replies.at(-1)!.quickReplies.join()).toMatch(/转接同事|转人工/);
  });

  test('traditional characters and words typed by sound are understood', async () => {
    const talk = await talkAs(null);
    expect(textOf(await talk.say('請問運費怎麼算？'))).toMatch(/£3\.95/);
    expect(textOf(await talk.say('tui huo'))).toMatch(/30 天/);
  });
});

describe('what goes on with what was said', () => {
  test('a thing is named by one word; what only looks like one is not taken for it', async () => {
    const talk = await talkAs('demo-drifting-zh');
    await talk.say('我要退货');
    expect(textOf(await talk.say('毯子'))).toMatch(/签收后 30 天/);
    const other = await talkAs('demo-loyal-zh');
    await other.say('我的快递呢');
    expect(textOf(await other.say('能礼品包装吗'))).toMatch(/礼品包装/);
  });

  test('what was promised is about the parcel, and a resigned word is heard', async () => {
    const talk = await talkAs('demo-late-zh');
    await talk.say('我的快递呢');
    expect(textOf(await talk.say('说好上周到的'))).toMatch(/运单号/);
    expect(textOf(await talk.say('算了不用了'))).not.toMatch(/不太确定/);
  });

  test('a reason given while a return is confirmed is kept with it; its money and its way are told', async () => {
    const talk = await talkAs('demo-loyal-zh');
    await talk.say('我想退保温杯');
    const [again] = await talk.say('不喜欢颜色');
    expect(again!.quickReplies).toEqual(['确认退货', '不退了']);
    const opened = /R\d{6,}/.exec(textOf(await talk.say('确认')))![0];
    const { rows } = await world.database.query<{ reason: string }>(
      'select reason from returns where number = $1',
      [opened],
    );
    expect(rows).toEqual([{ reason: 'colour' }]);
    expect(textOf(await talk.say('什么时候退钱'))).toContain(opened);
    expect(textOf(await talk.say('寄到哪里去'))).toMatch(/标签/);
  });

  test('what follows an order is about that order', async () => {
    const talk = await talkAs('demo-loyal');
    await talk.say('帮我查下订单');
    const number = /\d{8}/.exec(textOf(await talk.say('第二个')))![0];
    expect(textOf(await talk.say('里面有什么'))).toContain(number);
    expect(textOf(await talk.say('能改地址吗'))).toMatch(/地址/);
    const cancelled = textOf(await talk.say('那取消吧'));
    expect(cancelled).toContain(number);
    expect(textOf(await talk.say('不取消了'))).not.toMatch(/取消订单|确认取消/);
  });

  test('a cancellation that is being confirmed is kept by 不取消了', async () => {
    const talk = await talkAs('demo-loyal');
    const [question] = await talk.say('取消双肩包的订单');
    expect(question!.quickReplies).toEqual(['确认取消', '不取消']);
    const [kept] = await talk.say('不取消了');
    expect(kept!.quickReplies).not.toContain('确认取消');
  });

  test('one of two that is missing is no question after the parcel', async () => {
    const talk = await talkAs('demo-loyal');
    expect(textOf(await talk.say('我收到的东西少了一件'))).toMatch(/抱歉|对不起/);
  });

  test('when people are in', async () => {
    const talk = await talkAs(null);
    expect(textOf(await talk.say('你们几点下班'))).toMatch(/周一至周五.*18:00/);
    expect(textOf(await talk.say('星期天有人吗'))).toMatch(/周一至周五/);
  });
});
