import type { Choice, Step } from '../dialog/dialog-state.ts';
import { orderNumbersIn } from '../dialog/order-number.ts';
import { type Answer, readAnswer, tappedChoice } from '../dialog/read-answer.ts';
import { pointsTo } from '../dialog/terms-of.ts';
import type { OrderView } from '../ports/shop-data.ts';
import { chosenOrder, findOrder, personChoice, whichOrder } from './find-order.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import {
  date,
  inWarranty,
  isCancellable,
  isOverdue,
  isReturnable,
  itemsOf,
  linesToReturn,
} from './order-words.ts';
import { offerPerson } from './person-wanted.ts';
import { refundOf, refundState } from './refund-state.ts';
import { returnReason, saysBroken } from './return-reason.ts';
import { asksForExchange, returnTerms } from './return-terms.ts';
import { sentenceAbout } from './sentence-about.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const whichLine = 'which-line';
const confirm = 'confirm';
const everything = 'all';

/** Asks after money for something sent back already. */
const asksForRefund =
  /\b(?:where(?:'s| is) my (?:refund|money)|refunded yet|(?:sent|shipped|posted|returned) (?:\w+ ){0,4}(?:back|ago)|still (?:no|waiting)|nothing (?:on|in|yet)|bank (?:still )?shows|refund status|when (?:will|do) i get)\b|退款(?:到|进度|什么时候|多久|还没)|(?:什么时候|多久|几天)(?:能|才)?退(?:钱|款)|钱(?:呢|还没|什么时候|怎么还)|(?:已经|就)?(?:退|寄)回(?:去|来)?了|没到账|到账/i;
const asksForTerms =
  /\b(?:return(?:s)? (?:policy|period|window|label|page|address)|policy|how (?:long|many days|does|do|would)|can (?:i|you|we) (?:still )?(?:return|send)|do i (?:have to )?pay|free returns|who pays|what if|if (?:it|they|the))\b|(?:几|多少)天(?:内)?|退货(?:政策|规则|运费)|谁(?:出|付|承担)|运费|邮费|无理由|还?能(?:不能)?退(?:货)?[吗么]|(?:可以|能不能|可不可以)退/i;
/** Where the parcel goes that is sent back. */
export const asksWhereTo =
  /寄(?:到|去|回|往)?(?:哪|什么地址)|退货地址|\bwhere (?:do|should|can|to) (?:i )?(?:send|return|post|ship|drop)\b|\breturn address\b/i;
const asksForWarranty = /\b(?:warrant(?:y|ies)|guarantees?)\b|保修|质保/i;
/** Money back without goods going back: the shop's rule is told where it has one, and a person decides. */
const asksForDifference =
  /\bprice (?:drop|difference|match)\w*\b|\b(?:lower|dropp|reduc)ed (?:the |its )?price|\bdifference\b|差价|降价/i;
const asksForFee =
  /\b(?:refund|give|pay|get|waive)\b.{0,20}\b(?:shipping|delivery|postage)\b|退.{0,4}(?:运费|邮费)(?!谁)/i;
/** A no by itself is about the return, whatever reason follows. */
const plainNo = /^(?:no|nope|nah|不了|不退|别|算了)/i;
/** "Can I still?": of the order that was spoken of. */
const asksStill = /还能|还可以|这(?:个|单|笔|件)|\bstill\b/i;

/**
 * Opens a return after a confirmation, or tells how far a refund is.
 *
 *   start -> which-order -> which-line (several items) -> confirm -> opened
 *   which-line and confirm take corrections: "no, the blue one" goes back and asks about that item
 *   Outside the return days, and for what is not there yet, the rule is told and nothing is opened.
 */
export const returnRefund: Skill = {
  async start(context) {
    const { say, text, shop, now, verifiedShopperId } = context;
    if (asksForRefund.test(text) && verifiedShopperId !== null) return refundOf(context, verifiedShopperId);
    const article = fittingArticle(context);
    const where = asksWhereTo.test(text)
      ? sentenceAbout(context.passages, /退|寄回|return|send .*back/i, /标签|面单|地址|label|address|drop/i)
      : null;
    if (where)
      return {
        said: [{ text: context.facts.source(where.text), sources: [where.source] }],
        choices: [personChoice(context)],
      };
    if (asksForDifference.test(text) && article)
      return { said: [quoted(context, article)], choices: [personChoice(context)] };
    if (asksForDifference.test(text) || asksForFee.test(text))
      return offerPerson(context, say('return.moneyAlone'), 'refund_wish');
    if (verifiedShopperId === null) return returnTerms(context, article);
    const found = await findOrder(context, {
      skill: 'return_refund',
      fits: (order) => isReturnable(order, now, shop.returnDays) && linesToReturn(order).length > 0,
    });
    // A rule that is asked for in general is told; of an order that is named, what holds for it.
    const spokenOf =
      'order' in found && found.order.number === context.dialog.focus.orderNumber && asksStill.test(text);
    const asksForRule = asksForTerms.test(text) || (asksForWarranty.test(text) && !saysBroken.test(text));
    if (asksForRule && !spokenOf && !('order' in found && found.sure && namesItem(found.order, text)))
      return returnTerms(context, article);
    const outcome = 'order' in found ? chooseLine(context, found.order) : found.outcome;
    const [first, ...rest] = outcome.said;
    if (!first || !asksForExchange.test(text) || !outcome.step) return outcome;
    return { ...outcome, said: [{ ...first, text: `${say('return.exchange')} ${first.text}` }, ...rest] };
  },

  async proceed(context, step, answer) {
    if (step.name === whichOrder) {
      const order = await chosenOrder(context, step, answer);
      if (!order) return null;
      // A tapped order names an item only to tell it from others; typed words name what is meant.
      const tapped = tappedChoice(context.text, step.choices) !== null;
      return chooseLine(tapped ? { ...context, text: '' } : context, order);
    }
    const { verifiedShopperId, shopData, tx, shop } = context;
    if (verifiedShopperId === null || !step.orderNumber) return null;
    const order = await shopData.orderOf(tx, shop.id, verifiedShopperId, step.orderNumber);
    if (!order) return null;
    if (step.name === whichLine) return lineChosen(context, order, answer);
    return step.name === confirm ? confirmed(context, order, step, answer) : null;
  },
};

function namesItem(order: OrderView, text: string): boolean {
  const lineNos = order.lines.map(({ lineNo }) => lineNo);
  return orderNumbersIn(text).includes(order.number) || linesNamed(order, lineNos, text).length > 0;
}

/** The order is known: what of it goes back? */
function chooseLine(context: SkillContext, order: OrderView): Outcome {
  const { say, facts, shop, now, text } = context;
  const number = facts.number(order.number);
  const focus = { orderNumber: order.number };
  if (order.state === 'cancelled')
    return {
      said: [{ text: say('cancel.already', { number }) }],
      choices: [personChoice(context)],
      focus,
    };
  if (isCancellable(order))
    return {
      said: [{ text: say('return.notShipped', { number }) }],
      choices: [{ label: say('topic.cancel'), value: 'topic:cancel' }],
      focus,
    };
  if (order.state !== 'delivered') {
    const text = say('return.notDelivered', { number, days: shop.returnDays });
    if (isOverdue(order, now))
      return { ...offerPerson(context, `${text} ${say('return.late')}`, 'late_parcel'), focus };
    return {
      said: [{ text }],
      choices: [{ label: say('choice.order'), value: 'topic:order_status' }, personChoice(context)],
      focus,
    };
  }
  const lineNos = linesToReturn(order);
  if (lineNos.length === 0) {
    const known = refundState(context, order);
    if (known) return known;
  }
  if (!isReturnable(order, now, shop.returnDays)) {
    if (saysBroken.test(text) && inWarranty(context, order))
      return {
        ...offerPerson(
          context,
          say('complaint.warranty', { number, years: shop.warrantyYears! }),
          'warranty',
        ),
        focus,
      };
    const delivered = date(context, order.shipment?.deliveredAt ?? order.placedAt);
    return {
      ...offerPerson(
        context,
        say('return.tooLate', { number, delivered, days: shop.returnDays }),
        'return_too_late',
      ),
      focus,
    };
  }
  const named = lineNos.length > 1 ? linesNamed(order, lineNos, text) : lineNos;
  if (named.length > 0 && (named.length < lineNos.length || lineNos.length === 1))
    return askToConfirm(context, order, named);
  return {
    said: [{ text: say('return.whichLine', { number }) }],
    step: {
      skill: 'return_refund',
      name: whichLine,
      orderNumber: order.number,
      choices: lineChoices(context, order),
      tries: 0,
    },
    focus,
  };
}

function lineChoices(context: SkillContext, order: OrderView): Choice[] {
  const lineNos = linesToReturn(order);
  const lines = lineNos.map((lineNo) => ({
    label: itemsOf(context, order, [lineNo]),
    value: String(lineNo),
  }));
  return lines.length > 1
    ? [...lines, { label: context.say('return.everything'), value: everything }]
    : lines;
}

function lineChosen(context: SkillContext, order: OrderView, answer: Answer): Outcome | null {
  if (answer.kind === 'stop') return { said: [{ text: context.say('return.kept') }] };
  const open = linesToReturn(order);
  if (answer.kind === 'choice') {
    if (answer.value === everything) return askToConfirm(context, order, open);
    const lineNo = Number(answer.value);
    if (open.includes(lineNo)) return askToConfirm(context, order, [lineNo]);
  }
  if (/\b(?:all|both|everything)\b|全部|都退|两个都|两件都/i.test(context.text))
    return askToConfirm(context, order, open);
  const named = linesNamed(order, open, context.text);
  return named.length > 0 && named.length < open.length ? askToConfirm(context, order, named) : null;
}

function askToConfirm(context: SkillContext, order: OrderView, lineNos: readonly number[]): Outcome {
  const { say, facts } = context;
  const question = say('return.confirm', {
    items: itemsOf(context, order, lineNos),
    number: facts.number(order.number),
  });
  return {
    said: [{ text: question }],
    step: {
      skill: 'return_refund',
      name: confirm,
      orderNumber: order.number,
      lineNos,
      choices: [
        { label: say('choice.returnYes'), value: 'yes' },
        { label: say('choice.returnNo'), value: 'no' },
      ],
      tries: 0,
    },
    focus: { orderNumber: order.number },
  };
}

async function confirmed(
  context: SkillContext,
  order: OrderView,
  step: Step,
  answer: Answer,
): Promise<Outcome | null> {
  const { say, facts, shop, shopData, tx, now, key, language, text } = context;
  const said = answer.kind === 'choice' ? answer.value : answer.kind;
  const corrected = correction(context, order, step, answer);
  if (corrected) return askToConfirm({ ...context, text: '' }, order, corrected);
  const reason = returnReason(text);
  if (said !== 'yes' && reason && !plainNo.test(text)) {
    const again = askToConfirm({ ...context, text: '' }, order, step.lineNos ?? []);
    const question = again.said[0]!;
    return {
      ...again,
      said: [{ ...question, text: `${say('return.noted')} ${question.text}` }],
      step: { ...again.step!, detail: reason },
    };
  }
  if (said === 'no' && answer.kind === 'no' && answer.rest !== '' && linesToReturn(order).length > 1) {
    // Not that one, but which is not clear.
    const choices = lineChoices(context, order);
    return {
      said: [{ text: say('return.whichLine', { number: facts.number(order.number) }) }],
      step: { skill: 'return_refund', name: whichLine, orderNumber: order.number, choices, tries: 0 },
    };
  }
  if (said === 'no' || said === 'stop')
    return { said: [{ text: say('return.kept') }], focus: { orderNumber: order.number } };
  if (said !== 'yes') return null;
  const open = linesToReturn(order);
  const lineNos = (step.lineNos ?? []).filter((lineNo) => open.includes(lineNo));
  if (lineNos.length === 0 || !isReturnable(order, now, shop.returnDays))
    return chooseLine({ ...context, text: text && '' }, order);
  const number = await shopData.openReturn(tx, {
    shopId: shop.id,
    orderId: order.id,
    lineNos,
    reason: step.detail ?? null,
    conversationId: key.conversationId,
    now,
  });
  const items = lineNos
    .map((lineNo) => order.lines.find((line) => line.lineNo === lineNo)?.name[language] ?? '')
    .map((name) => facts.source(name));
  return {
    said: [
      { text: say('return.opened', { return: facts.number(number), items: items.join(say('list.and')) }) },
    ],
    deed: true,
    focus: { orderNumber: order.number },
    complaintOpen: false,
  };
}

/** "No, the blue one" while a return is being confirmed: the items that are meant instead. */
function correction(
  context: SkillContext,
  order: OrderView,
  step: Step,
  answer: Answer,
): readonly number[] | null {
  if (answer.kind === 'choice' || answer.kind === 'stop' || answer.kind === 'yes') return null;
  const lines = linesToReturn(order);
  const [chosen] = step.lineNos ?? [];
  if (lines.length === 2 && step.lineNos?.length === 1 && theOther.test(context.text))
    return lines.filter((lineNo) => lineNo !== chosen);
  const meant = readAnswer(
    answer.kind === 'no' ? answer.rest : context.text,
    lineChoices(context, order),
    context.language,
  );
  if (meant.kind !== 'choice') return null;
  const lineNos = meant.value === everything ? linesToReturn(order) : [Number(meant.value)];
  return lineNos.join() === step.lineNos?.join() ? null : lineNos;
}

const theOther = /\bother (?:one|item)\b|另(?:一|外)/i;

/** Lines whose names have the most words of the text. */
function linesNamed(order: OrderView, lineNos: readonly number[], text: string): readonly number[] {
  const names = lineNos.map((lineNo) => order.lines.find((line) => line.lineNo === lineNo)?.name);
  const points = pointsTo(
    text,
    names.map((name) => (name ? [name.en, name.zh] : [])),
  );
  const best = Math.max(0, ...points);
  return best === 0 ? [] : lineNos.filter((_, index) => points[index] === best);
}
