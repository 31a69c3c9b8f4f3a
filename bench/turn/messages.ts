/** What shoppers write, about 20 tokens each, spread over topics and both languages. */
export const messages: readonly string[] = [
  'Hi, where is my order? It should have arrived on Tuesday and there is still no sign of it.',
  'The mug that you sent me has a crack in the handle, can I send it back and get my money?',
  'Does the walnut desk lamp come with a bulb, and is it bright enough to read by at night?',
  'Can you recommend something for a friend who has just moved into her first small flat?',
  'How long does delivery to Scotland take, and can I choose the day when it is brought?',
  'I was charged twice for the same order this morning, what went wrong with my payment?',
  'Is there any discount running at the moment, or a code that works on bed linen today?',
  'Please cancel the order that I placed an hour ago, I chose the wrong colour by mistake.',
  'This is the third time that something goes wrong with you, I am really disappointed now.',
  'Thanks a lot, that was very helpful, and have a lovely weekend, you and the whole team!',
  '你好，我上周买的茶壶到现在还没有收到，能帮我查一下物流到哪里了吗？',
  '这件衣服尺码不合适，我想退货，请问怎么操作，运费谁来出？',
  '请问这款台灯是暖光还是白光，亮度可以调节吗，适合孩子写作业用吗？',
  '有没有适合送长辈的礼物推荐，价格在三百元左右，实用一点的？',
  '我刚才下单时选错了颜色，现在能不能帮我取消订单重新买？',
  '客服态度太差了，等了三天都没有人回复我，我要投诉你们！',
];
