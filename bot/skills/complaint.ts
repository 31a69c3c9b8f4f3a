import type { Choice, Step } from '../dialog/dialog-state.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice } from './find-order.ts';
import {
  day,
  inWarranty,
  isOverdue,
  isReturnable,
  itemsOf,
  linesToReturn,
  orderCard,
} from './order-words.ts';
import { callPerson, offerPerson } from './person-wanted.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';
import { firstChoices, soundsUpset } from './small-talk.ts';

const kinds = ['late', 'wrong', 'broken', 'service'] as const;
type Kind = (typeof kinds)[number];

const signs: Readonly<Record<Kind, RegExp>> = {
  service:
    /骂|脏话|怼|\b(?:rude|hung up|staff|agent|support|service|colleagues?|nobody (?:answers|replies)|no(?:body| one) (?:answers|replies|helps)|ignor(?:ed|ing)|unhelpful|phone|chap|apolog(?:y|ise|ize))\b|客服|态度|没人(?:理|回)|敷衍|晾|答非所问/i,
  late: /\b(?:late|delay|slow|days? ago|weeks? ago|still (?:waiting|not|no)|overdue|waiting|hasn't (?:come|arrived))\w*\b|太慢|迟|晚了|没到|不到|拖|等了|慢/i,
  wrong:
    /\b(?:wrong|not what i ordered|only (?:one|1|half|two|2) of|incomplete|different (?:item|one)|incorrect|missing|someone else's)\b|发错|错发|少了|少一|缺了|少发|漏发|不是我(?:买|订)|货不对/i,
  broken:
    /\b(?:broken?|broke|faulty|fault|leak|crack|chipp|snapp|ripp|shatter|smash|torn|damaged|defect|doesn't work|rubbish|fell apart|poor quality|zip|chip|fad|pill|shrunk|smell|stain)\w*\b|坏|破|漏|裂|质量|起球|掉色|褪色|缩水|开胶|瑕疵|异味|不能用|不好用|脱线/i,
};

/** Lawyers, authorities, the press: nothing that a bot should answer alone. */
const legal =
  /\b(?:legal action|lawyers?|solicitors?|attorney|sue|suing|small claims|court|trading standards|ombudsman|consumer (?:rights|protection)|citizens advice|the press)\b|律师|起诉|法院|12315|消协|工商|市场监管|报警|曝光|媒体|维权|[假退]一赔/i;
/** Money for what went wrong: a person's to decide, whatever is said. */
const wantsCompensation = /赔(?:我|偿|点|钱|不赔|多少)|补偿|\bcompensat\w+|\bgoodwill\b/i;
/** What bothers is the site, not an order. */
const aboutSite =
  /\b(?:web ?site|site|app|page|checkout|check out|crash\w*)\b|网站|网页|页面|闪退|卡死|打不开/i;
/** Bought from somebody else. */
export const elsewhere =
  /(?:在|从)(?:拼多多|淘宝|天猫|京东|抖音|亚马逊|唯品会|别家|别的店|其他店|隔壁|线下|超市|实体店)[^，。]{0,6}(?:买|下单|拍|入)|\b(?:bought|got|ordered|purchased) (?:it |this |that |one |the \w+ )?(?:from|on|at|in) (?:amazon|ebay|temu|another|a different|somewhere else|argos|tesco|john lewis)\b/i;

/**
 * Regret first, then the mending that the facts allow: late is a matter of the promised day, broken and wrong of the
 * return. Never money by text.
 *
 *   start -> what (kind not clear) -> which-order -> mended or passed on
 */
export const complaint: Skill = {
  async start(context) {
    const { text, say, dialog } = context;
    if (elsewhere.test(text))
      return { said: [{ text: say('scope.elsewhere') }], choices: firstChoices(context) };
    if (legal.test(text)) return withRegret(context, passedOn(context, say('complaint.legal'), 'legal', 0.9));
    if (wantsCompensation.test(text))
      return withRegret(context, offerPerson(context, say('complaint.compensation'), 'compensation'));
    const kind = kinds.find((one) => signs[one].test(text));
    const named = !kind && dialog.topic === 'complaint' ? await orderOfThing(context) : null;
    if (named) return withRegret(context, about(context, named, 'broken', true));
    // It goes on about what a colleague was offered for: whoever is that upset is not asked again.
    const offered = dialog.step?.skill === 'person_wanted' && grievances.has(dialog.step.detail ?? '');
    if (offered && soundsUpset(context) && kind !== 'service')
      return withRegret(context, passedOn(context, say('complaint.passedOn'), 'complaint', 0.7));
    if (!kind && aboutSite.test(text))
      return withRegret(context, offerPerson(context, say('complaint.site'), 'site_trouble'));
    const outcome = kind ? await mend(context, kind) : await ask(context);
    return withRegret(context, outcome);
  },

  async proceed(context, step, answer) {
    if (step.name === 'what') {
      const chosen = kinds.find((kind) => answer.kind === 'choice' && answer.value === kind);
      const kind = chosen ?? kinds.find((one) => signs[one].test(context.text));
      return kind ? { ...(await mend(context, kind)), complaintOpen: true } : null;
    }
    const order = await chosenOrder(context, step, answer);
    return order ? { ...about(context, order, kindOf(step), true), complaintOpen: true } : null;
  },
};

/** The order that was asked for, said by what was in it ("the lamp"); null: it names none. */
async function orderOfThing(context: SkillContext): Promise<OrderView | null> {
  if (context.text.length > 30) return null;
  const found = await findOrder(context, { skill: 'complaint', fits: () => true });
  return 'order' in found && found.sure ? found.order : null;
}

/** Why a person was offered, where it was for something that went wrong. */
const grievances: ReadonlySet<string> = new Set(['complaint', 'upset', 'late_parcel']);

function withRegret({ say }: SkillContext, outcome: Outcome): Outcome {
  const [first, ...rest] = outcome.said;
  if (!first) return outcome;
  return {
    ...outcome,
    said: [{ ...first, text: `${say('complaint.sorry')} ${first.text}` }, ...rest],
    complaintOpen: true,
    offerFits: false,
  };
}

async function mend(context: SkillContext, kind: Kind): Promise<Outcome> {
  const { say, now, shop } = context;
  // Who complains of people wants people, not a question about it.
  if (kind === 'service') return passedOn(context, say('complaint.heard'), 'complaint', 0.7);
  const fits = (order: OrderView) =>
    kind === 'late' ? isOverdue(order, now) : isReturnable(order, now, shop.returnDays);
  const found = await findOrder(context, { skill: 'complaint', fits, detail: kind });
  return 'order' in found ? about(context, found.order, kind, found.sure) : found.outcome;
}

/** A person is told at once; the words say so and when they answer. */
function passedOn(context: SkillContext, text: string, reason: string, priority: number): Outcome {
  const called = callPerson(context, reason, priority);
  const [when, ...rest] = called.said;
  return { ...called, said: [{ text: `${text} ${when!.text}` }, ...rest] };
}

/** Not clear what is wrong: a late parcel that the account shows is likely it. */
async function ask(context: SkillContext): Promise<Outcome> {
  const { say, verifiedShopperId, shopData, tx, shop, now } = context;
  if (verifiedShopperId !== null) {
    const orders = await shopData.ordersOf(tx, shop.id, verifiedShopperId, 5);
    const late = orders.find((order) => isOverdue(order, now));
    if (late) return about(context, late, 'late', true);
  }
  // Asked before, and angry still: no second time.
  if (context.dialog.complaintOpen) return offerPerson(context, say('complaint.again'), 'complaint');
  const choices: Choice[] = kinds.map((kind) => ({ label: say(`choice.${kind}`), value: kind }));
  return {
    said: [{ text: say('complaint.what') }],
    step: { skill: 'complaint', name: 'what', choices, tries: 0, soft: true },
    choices: [personChoice(context)],
  };
}

/** @param sure the shopper named the order; else it is the likeliest. */
function about(context: SkillContext, order: OrderView, kind: Kind, sure: boolean): Outcome {
  const { say, facts, now, shop } = context;
  const number = facts.number(order.number);
  const focus = { orderNumber: order.number };
  const cards = [orderCard(context, order)];
  if (kind === 'late') {
    const promised = order.shipment?.promisedAt;
    const delivered = order.shipment?.deliveredAt;
    if (promised && isOverdue(order, now)) {
      const text = say('complaint.late', { number, promised: day(context, promised) });
      const called = passedOn(context, text, 'late_parcel', 0.6);
      return { ...called, said: [{ ...called.said[0]!, cards }, ...called.said.slice(1)], focus };
    }
    if (promised && delivered && delivered > promised) {
      const text = say('complaint.lateDelivered', {
        number,
        promised: day(context, promised),
        delivered: day(context, delivered),
      });
      return { ...offerPerson(context, text, 'late_parcel'), said: [{ text, cards }], focus };
    }
    if (promised && order.state !== 'delivered' && order.state !== 'cancelled')
      return {
        said: [{ text: say('complaint.onTime', { number, promised: day(context, promised) }), cards }],
        choices: [personChoice(context)],
        focus,
      };
    return { ...offerPerson(context, say('complaint.service'), 'complaint'), focus };
  }
  const lines = linesToReturn(order);
  if (isReturnable(order, now, shop.returnDays) && lines.length > 0) {
    const items = itemsOf(context, order, lines);
    return {
      said: [{ text: say(sure ? 'complaint.brokenSure' : 'complaint.broken', { number, items }), cards }],
      choices: [{ label: say('choice.openReturn'), value: 'topic:return_refund' }, personChoice(context)],
      focus,
    };
  }
  if (!sure) return offerPerson(context, say('complaint.whichOrder'), 'complaint');
  const text =
    order.state === 'delivered'
      ? brokenLater(context, order)
      : say('return.notDelivered', { number, days: shop.returnDays });
  return { ...offerPerson(context, text, 'complaint'), said: [{ text, cards }], focus };
}

/** Past the return days: what the shop's warranty says, else a colleague's eye. */
function brokenLater(context: SkillContext, order: OrderView): string {
  const { say, shop, facts } = context;
  const number = facts.number(order.number);
  return inWarranty(context, order)
    ? say('complaint.warranty', { number, years: shop.warrantyYears! })
    : say('complaint.brokenOld', { number, days: shop.returnDays });
}

function kindOf({ detail }: Step): Kind {
  return kinds.find((kind) => kind === detail) ?? 'broken';
}
