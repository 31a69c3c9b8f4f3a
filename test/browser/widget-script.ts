import type { ActivityBody } from '../../bot/ports/conversation-store.ts';
import type { MessageExtras } from '../../core/contracts/message.ts';

const message = (text: string, mainstay?: MessageExtras, rest: object = {}): ActivityBody => ({
  type: 'message',
  text,
  ...(mainstay && { channelData: { mainstay } }),
  ...rest,
});

const decisionId = '01970000-0000-7000-8000-000000000001';

const offer = {
  kind: 'offer',
  grantId: '01970000-0000-7000-8000-000000000002',
  decisionId,
  title: '10 % off your next order',
  code: 'LAMP-7K3Q-X2',
  until: '30 November 2026',
  notice: 'This price was personalised on the basis of automated decision-making.',
  state: 'open',
} as const;

const product = (productId: string, name: string, inStock = true) =>
  ({
    kind: 'product',
    productId,
    name,
    price: '£24.00',
    pictureUrl: '/picture.svg',
    url: `/p/${productId}`,
    reason: 'because you bought the enamel mug',
    inStock,
    decisionId,
  }) as const;

/** A bot of a few fixed answers, with one of everything that the widget can show. */
export function widgetScript(activity: ActivityBody): readonly ActivityBody[] {
  const { action } = (activity.value ?? {}) as { action?: string };
  if (activity.name === 'mainstay/outcome') return [];
  if (activity.name === 'mainstay/open')
    return [
      message(
        activity.locale === 'zh'
          ? '您好！我是灯笼商店的机器人，可以马上回答您。需要人工时，请点“转人工”。'
          : 'Hello! I am the bot of Lantern and answer at once. A person is one step away.',
        { speaker: { kind: 'bot' } },
        {
          locale: activity.locale,
          suggestedActions: {
            actions: (activity.locale === 'zh'
              ? ['我的订单在哪里', '退货']
              : ['Where is my order', 'Return']
            ).map((title) => ({ type: 'imBack', title, value: title })),
          },
        },
      ),
    ];
  if (action === 'offer.accept') return [message('Done: the code is yours.')];
  if (action === 'person.request')
    return [
      message('I have asked for a colleague. You are 3rd in the queue, about 4 min.'),
      message('Ada answers now', { speaker: { kind: 'system', name: 'Ada' } }),
      message('Hi, this is Ada. Let me look.', { speaker: { kind: 'agent', name: 'Ada' } }),
    ];
  switch (activity.text) {
    case 'products':
      return [
        message('Two that go with it:', {
          cards: [
            product('kettle', 'Ceramic teapot with a very long name that wraps'),
            product('cup', '青瓷茶杯', false),
          ],
        }),
      ];
    case 'offer':
      return [message('There is something for you.', { cards: [offer] })];
    case 'order':
    case 'Where is my order':
      return [
        message('It is on its way, expected on 26 Nov. Details: https://track.example/p/10482.', {
          cards: [
            {
              kind: 'order',
              number: 'L-10482',
              state: 'In transit',
              placed: '19 Nov 2026',
              total: '£89.90',
              lines: [{ name: 'Enamel mug, blue', quantity: 2, pictureUrl: '/picture.svg' }],
              steps: [
                { label: 'Packed', at: '20 Nov', done: true },
                { label: 'Handed to DHL', at: '21 Nov', done: true },
                { label: 'Delivered', done: false },
              ],
            },
          ],
          sources: [{ title: 'Delivery times', url: 'https://lantern.example/help/delivery' }],
        }),
      ];
    case 'long':
      return [message(`The whole of it.\n${'It goes on.\n'.repeat(40)}`)];
    case 'email':
      return [message('Nobody is here before 09:00. Where may we answer?', { field: { kind: 'email' } })];
    default:
      return [message(`echo: ${activity.text ?? ''}`)];
  }
}
