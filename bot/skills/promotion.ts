import { budgetIn } from '../dialog/budget.ts';
import type { Step } from '../dialog/dialog-state.ts';
import type { PublicPromotion } from '../ports/money.ts';
import { personChoice } from './find-order.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import { offerCard, ownGrants, promotionLine } from './own-offers.ts';
import { offerPerson } from './person-wanted.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const told = 'told';
/** Says "or I go elsewhere" to bargain below this, and means it above. */
const surelyLeaves = 0.8;

/** "Or I go elsewhere": part of the bargain. */
const onCondition =
  /(?:不|不然|否则|要不).{0,8}(?:我)?就|\b(?:unless|or (?:else )?i(?:'ll| will)|if you (?:don't|can't|won't))\b/i;
/** Asks for another price, with or without a threat. */
const haggles =
  /\b(?:cheaper|knock|discount for me|better (?:price|deal|one|offer)|match (?:the |their )?price|lower|elsewhere|amazon|special (?:price|deal)|can you do|give me|loyal|come on|or (?:else )?i(?:'ll| will)|deal|negotiat\w*|i(?:'ll| will)? buy|expensive|pric(?:e)?y|for less)\b|便宜(?:点|一点|一丢丢|些)|再少|少点|让(?:价|利|点)|打(?:个)?折(?:吗|呗|吧)|别家|他们那|不然|差价|补(?:我)?|砍价|优惠点|再(?:给|送|便宜|优惠|少)|[一二三四五六七八九\d]折|半价|内部价|最低|抹零|求|拜托|[嘛呗]|老顾客|老客户|行不行|一半|太贵/i;
/** What haggling sounds like once the list is on the table: a figure, a plea, disbelief. */
const goesOn =
  /\d\s?(?:%|percent|quid|pounds?)|£|\b(?:please|seriously|nothing|none|no(?:body| one)|that's (?:it|all)|only (?:that|those|this)|free (?:shipping|delivery)|just|orders?|ordered|customer|years?|fair|friend)\b|[一二三四五六七八九]折|就这|没了|老顾客|老客户|凭什么|诚心|隔壁|人家|成不成|最后一次|不买了/i;
const asksWhoDecides =
  /\bwho (?:decides?|chooses?|sets?|makes?|gets?|can (?:decide|give|change))\b|\bhow (?:do|does|are|is) (?:you|it|they|the offers?|that) (?:decided?|chosen?|choose|work)\b|\b(?:friend|neighbour|sister|brother|mum|others?|everyone|somebody|someone) (?:\w+ )?(?:got|gets|has|have|received)\b|\bwhy (?:don't|didn't|can't|do|did) (?:i|he|she|they|others)\b|\bis (?:it|that|this) fair\b|\bunfair\b|谁(?:决定|定|说了算)|怎么(?:决定|定)的|凭什么|为什么(?:我没有|别人|他|她)|(?:朋友|别人|同事).{0,6}(?:有|拿到|收到)|不公平/i;
const asksForOwn = /(?:我|本人).{0,6}(?:券|优惠|红包)|专属|\bmy (?:coupons?|vouchers?|codes?|offers?)\b/i;
const asksForPoints = /\bpoints?\b|积分/i;
const asksAboutPoints = /\b(?:expire|worth|pay|use|spend|cash|how|what)\b|过期|怎么用|抵|换|兑/i;
const asksAboutCode =
  /\b(?:code|voucher|coupon|[a-z]{3,}\d{1,3})\b.*(?:\bnot\b|n'?t\b|invalid|expired|refus|error|won't)|优惠(?:码|券).*(?:不能|无法|没法|失效|用不了|不可用|无效)|券.*用不|\b[A-Z]{4,12}\d{0,3}.{0,6}(?:用不|不能|无效|失效)|(?:提示|显示).{0,4}(?:无效|失效|过期)/i;
/** How codes work, rather than which there are. */
const asksHowTo =
  /\b(?:on top|combin\w*|stack\w*|together|both codes|(?:two|several|multiple|more than one) (?:codes?|vouchers?|coupons?)|how (?:do|can) i use|gift (?:cards?|vouchers?)|price[- ]?match\w*)\b|叠加|一起用|同时用|怎么用|礼品卡/i;
/** What the shop's own words call it, where shoppers say it otherwise. */
const called: readonly (readonly [RegExp, string])[] = [
  [/^(?:both|two|several|multiple|more) /i, 'combin'],
  [/^price/i, 'match'],
  [/^(?:怎么用|一起用|同时用)/, '优惠码'],
];

/**
 * Public promotions and the shopper's own grants, told as they are. Nothing said here reaches the money policy:
 * whoever haggles, begs or threatens hears the same.
 *
 *   start -> told, softly open -> haggled on: the same in fewer words, never the list again
 */
export const promotion: Skill = {
  async start(context) {
    const { say, text, shop, tx, now, money } = context;
    const ofPoints =
      (context.dialog.spoken['promotion.points'] ?? 0) > 0 && /\b(?:they|them|those)\b/i.test(text);
    if (asksForPoints.test(text) || ofPoints) return tellPoints(context);
    if (asksWhoDecides.test(text))
      return open({ said: [{ text: say('promotion.decided') }], choices: [personChoice(context)] });
    const howTo = asksHowTo.exec(text)?.[0] ?? '';
    const verb = called.find(([said]) => said.test(howTo))?.[1] ?? howTo.slice(0, 6);
    const article = verb
      ? (context.passages.find(
          ({ kind, text: body }) => kind === 'article' && body.toLowerCase().includes(verb.toLowerCase()),
        ) ?? fittingArticle(context))
      : null;
    if (article) return open({ said: [quoted(context, article)] });
    const promotions = await money.publicPromotions(tx, shop.id, now);
    if (asksAboutCode.test(text)) return aboutCode(context, promotions);
    return list(context, promotions, haggles.test(text));
  },

  async proceed(context, step, answer) {
    const { say, text } = context;
    if (step.name !== told || answer.kind === 'yes' || text.length > 120) return null;
    if (asksForPoints.test(text) || asksAboutCode.test(text)) return null;
    if (asksHowTo.test(text)) return promotion.start(context);
    if (asksWhoDecides.test(text))
      return open({ said: [{ text: say('promotion.decided') }], choices: [personChoice(context)] });
    const topic = context.understanding?.topic.label;
    const haggled = haggles.test(text) || (goesOn.test(text) && (topic === 'promotion' || text.length < 60));
    const leaves =
      topic === 'leaving' &&
      context.understanding!.topic.probabilities.leaving >= surelyLeaves &&
      !onCondition.test(text);
    if (!haggled || leaves || topic === 'person_wanted' || budgetIn(text)) return null;
    return firm(context, step.tries + 1);
  },
};

/** Softly open, so that what follows is heard as a part of it. */
function open(outcome: Outcome, tries = 0, context?: SkillContext): Outcome {
  const step: Step = { skill: 'promotion', name: told, choices: [], tries, soft: true };
  // Whoever asks a third time wants somebody else's answer.
  const person = context && tries > 1 ? [personChoice(context)] : [];
  return { ...outcome, step, choices: [...(outcome.choices ?? []), ...person] };
}

/** The answer once more, in other words, and the way to something that costs less. */
function firm(context: SkillContext, tries: number): Outcome {
  const { say } = context;
  return open(
    {
      said: [{ text: say('promotion.firm') }],
      choices: [
        { label: say('choice.bargains'), value: 'topic:recommendation' },
        { label: say('topic.promotion'), value: 'topic:promotion' },
      ],
      offerFits: true,
    },
    tries,
    context,
  );
}

async function list(
  context: SkillContext,
  promotions: readonly PublicPromotion[],
  haggled: boolean,
): Promise<Outcome> {
  const { say, dialog, text } = context;
  // Told once, the list helps nobody who wants a price that is not in it.
  if (haggled && (dialog.spoken['promotion.public'] ?? dialog.spoken['promotion.publicList'] ?? 0) > 0)
    return firm(context, 1);
  const own = await ownGrants(context);
  const grants = asksForOwn.test(text) ? own : own.filter(({ id }) => !dialog.shownGrants.includes(id));
  const lines = promotions.map((one) => promotionLine(context, one));
  const all = publicOnes(context, lines);
  // What was given before still stands: nobody shall think that it is gone.
  return open({
    said: [
      { text: haggled ? `${say('promotion.haggle')} ${all}` : all },
      ...(grants.length > 0
        ? [{ text: say('offer.intro'), cards: grants.map((grant) => offerCard(context, grant)) }]
        : own.length > 0
          ? [{ text: say('promotion.ownAbove') }]
          : []),
    ],
    shownGrants: grants.map(({ id }) => id),
    offerFits: true,
  });
}

/** One in a sentence, several as a list, a line each. */
function publicOnes({ say }: SkillContext, lines: readonly string[]): string {
  if (lines.length === 0) return say('promotion.none');
  if (lines.length === 1) return say('promotion.public', { list: lines[0]! });
  return `${say('promotion.publicList')}\n${lines.map((line) => `• ${line}`).join('\n')}`;
}

/** What the code wants, where it is one that everybody may know; else what codes fail by. */
function aboutCode(context: SkillContext, promotions: readonly PublicPromotion[]): Outcome {
  const { say, text } = context;
  const meant = promotions.find(
    ({ code }) => code !== null && text.toLowerCase().includes(code.toLowerCase()),
  );
  if ((context.dialog.spoken['promotion.code'] ?? 0) > 0)
    return offerPerson(context, say('promotion.codeAgain'), 'code');
  const why = say('promotion.code');
  const known = meant ? `${say('promotion.codeWants', { promotion: promotionLine(context, meant) })} ` : '';
  return open({ said: [{ text: `${known}${why}` }], choices: [personChoice(context)] });
}

async function tellPoints(context: SkillContext): Promise<Outcome> {
  const { say, facts, shopper, verifiedShopperId, text } = context;
  const points =
    shopper && verifiedShopperId !== null
      ? say('promotion.points', { points: facts.points(shopper.loyaltyPoints) })
      : say('promotion.pointsSignIn');
  const article = asksAboutPoints.test(text.replace(/\bhow many\b/i, '')) ? fittingArticle(context) : null;
  return open({
    said: article ? [quoted(context, article), { text: points }] : [{ text: points }],
    offerFits: true,
  });
}
