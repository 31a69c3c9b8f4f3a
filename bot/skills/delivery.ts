import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice } from './find-order.ts';
import { fittingArticle } from './fitting-article.ts';
import { tell } from './order-status.ts';
import { isOverdue, orderCard } from './order-words.ts';
import { describeParcel } from './parcel-words.ts';
import { callPerson, offerPerson } from './person-wanted.ts';
import { countryIn, countryName } from './place-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const asksForTerms =
  /\b(?:do (?:you|u) (?:ship|deliver)|how much (?:is|for) (?:shipping|delivery|postage)|shipping (?:cost|fee|to)|delivery (?:cost|fee|time|options)|postage|free (?:shipping|delivery)|ship(?:ping)? to|deliver to|how long (?:does|do|is|will|would) (?:the )?(?:delivery|shipping|it take(?: to)?)|(?:delivery|shipping) (?:to|take)|customs|dut(?:y|ies)|express|next[- ]day|how (?:fast|soon|quick(?:ly)?))\b|包邮|邮费|运费|发(?:顺丰|圆通|中通|韵达|京东|邮政|什么快递|哪家)|(?:多久|什么时候|几天)(?:能)?发货|寄(?:到|往|去)|发(?:到|往)|送到(?!哪)|几天(?:能)?到|多久(?:能)?(?:送)?到|发什么快递|配送范围/i;
const asksForChange =
  /\b(?:change|different|new|wrong) (?:the |my )?(?:delivery )?address|driver|leave (?:it|the parcel)|neighbou?r|safe place|redirect|pick.?up (?:point|shop)|改(?:成|一下)?(?:地址|到)|地址.{0,4}(?:写|填)错|地址.{0,6}(?:改|换)|新地址|搬家|放(?:门口|驿站|代收)|取貨|取货|自提|换(?:个)?地址/i;
const saysNotThere =
  /\b(?:not (?:here|received|arrived|mine)|never (?:came|arrived)|didn't (?:get|receive|arrive)|haven't (?:got|received)|says? delivered|isn't here|nowhere|stolen)\b|没(?:有)?(?:收到|拿到|见到)|谁(?:签|拿)|未收到|显示(?:已)?签收|说已签收/i;
const saysItCame =
  /\bsays? (?:it(?:'s| is| was)? )?delivered|\bmarked\b|\bst(?:ole|olen)\b|签收|被(?:偷|拿)/i;

/** What it costs, of whatever was spoken of. */
export const bareHowMuch = /^(?:and |so |ok,? )*how much\b|^多少钱/i;

/** Wants it chased; said after a late parcel was told, a colleague does so. */
const urges = /催|\b(?:chase|hurry|chivvy)\b/i;

/** Where is my parcel, what does shipping cost, can it go elsewhere. */
export const delivery: Skill = {
  async start(context) {
    const { text, say, verifiedShopperId, language } = context;
    if (asksForChange.test(text)) return offerPerson(context, say('delivery.change'), 'delivery_change');
    const goesOn = context.dialog.topic === 'delivery' && bareHowMuch.test(text.trim());
    if (asksForTerms.test(text) || goesOn || countryIn(text, language) !== null || verifiedShopperId === null)
      return terms(context);
    if (urges.test(text) && context.dialog.step?.detail === 'late_parcel')
      return callPerson(context, 'late_parcel', 0.6);
    const found = await findOrder(context, { skill: 'delivery', fits: isUnderWay });
    return 'order' in found ? tellParcel(context, found.order) : found.outcome;
  },

  async proceed(context, step, answer) {
    const order = await chosenOrder(context, step, answer);
    return order ? tellParcel(context, order) : null;
  },
};

function isUnderWay({ state }: OrderView): boolean {
  return state === 'shipped' || state === 'placed' || state === 'packed';
}

export function tellParcel(context: SkillContext, order: OrderView): Outcome {
  const { say, now, text } = context;
  const focus = { orderNumber: order.number };
  const cards = [orderCard(context, order)];
  const parcel = describeParcel(context, order);
  if (parcel === '' || order.state === 'cancelled') return tell(context, order);
  const overdue = isOverdue(order, now);
  const state = order.shipment?.state;
  if (overdue || state === 'lost') {
    // "It says delivered", "somebody took it": what the carrier told us says otherwise.
    const otherwise = saysItCame.test(text) ? `${say('delivery.notMarked')} ` : '';
    return {
      ...offerPerson(context, parcel, 'late_parcel'),
      said: [{ text: `${otherwise}${parcel}`, cards }],
      focus,
    };
  }
  if (state === 'delivered' && saysNotThere.test(text))
    return {
      said: [{ text: `${parcel} ${say('delivery.notThere')}`, cards }],
      choices: [personChoice(context)],
      focus,
    };
  return {
    said: [{ text: parcel, cards }],
    ...(state === 'delayed' ? { choices: [personChoice(context)] } : {}),
    focus,
    offerFits: state !== 'delayed' && !saysNotThere.test(text),
  };
}

/** Costs and days to the place that is asked about, else to the shopper's country, else what the shop says of all. */
function terms(context: SkillContext): Outcome {
  const { say, facts, shop, shopper, verifiedShopperId, text, language } = context;
  const asked = countryIn(text, language);
  const article = fittingArticle(context);
  const choices =
    verifiedShopperId === null
      ? [{ label: say('choice.order'), value: 'topic:order_status' }]
      : [{ label: say('choice.order'), value: 'topic:delivery' }];
  if (article && asked === null)
    return {
      said: [{ text: facts.source(article.text), sources: [article.source] }],
      choices,
      offerFits: true,
    };
  // "How much?" goes on with the country that was asked about.
  const before = context.dialog.topic === 'delivery' ? context.dialog.focus.country : null;
  const country = asked ?? before ?? shopper?.country ?? shop.country;
  const focus = { country };
  const to = shop.shipping.countries[country] ?? shop.shipping.elsewhere;
  if (!to) return offerPerson(context, say('product.unknown'), 'delivery_terms');
  const [from, until] = to.workingDays;
  const cost = say('delivery.terms', {
    country: inSentence(countryName(country, language)),
    fee: facts.amount(to.feeCents, shop.currency),
    from,
    to: until,
  });
  if (shop.shipping.freeFromCents === null)
    return { said: [{ text: cost }], choices, focus, offerFits: true };
  facts.free('shipping');
  const free = say('delivery.free', { amount: facts.amount(shop.shipping.freeFromCents, shop.currency) });
  return { said: [{ text: `${cost} ${free}` }], choices, focus, offerFits: true };
}

/** English says "the United States". */
function inSentence(name: string): string {
  return /^(?:United|Netherlands|Philippines)\b/.test(name) ? `the ${name}` : name;
}
