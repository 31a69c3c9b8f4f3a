import { minorPerMajor } from '../../core/contracts/minor-digits.ts';
import { budgetIn } from '../dialog/budget.ts';
import type { Step } from '../dialog/dialog-state.ts';
import { categoryOfInterest } from '../dialog/interest-words.ts';
import { tappedChoice } from '../dialog/read-answer.ts';
import { wordsOf } from '../dialog/words-of.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { cheapestOf } from './cheapest-of.ts';
import { productCard } from './product-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const followUp = 'follow-up';
const shown = 3;
/** The search may be unsure: what was bought and looked at weighs against it. */
const likelyScore = 0.05;
/** What is found far behind the best is something else. */
const nearBest = 0.4;

const wantsCheaper =
  /\b(?:cheaper|less expensive|lower price|too (?:expensive|dear|much)|for less|budget)\b|便宜|太贵|贵了|好贵|有点贵|实惠|价格低/i;
const wantsOthers =
  /\b(?:others?|something else|different|more|another|next|not (?:these|those))\b|换一?批|其他|别的|还有(?:吗|没|别)|不喜欢|不要(?:这|那)|这些?都?不(?:要|行|好)|都不(?:要|行|喜欢)/i;
const wantsColours = /\b(?:other |different |which |what )?colou?rs?\b|颜色|别的色/i;

/** Words that ask for a recommendation without saying of what. */
const saysNothing = new Set(
  'is there are was one ones cheaper expensive recommend recommendation recommendations suggest suggestion suggestions something anything can could you me show any ideas idea what should buy good gift help choose pick find looking for some have got do would like nice please hi hello who is mad about under below max maximum up to less than around budget gbp pounds quid'.split(
    ' ',
  ),
);
const budgetHan =
  /(?:不超过|预算)?[一二两三四五六七八九十百千\d]{1,10}(?:块钱?|元|镑|英镑)?(?:以内|以下|之内|左右|上下)?|不超过|预算|以内|以下/g;
const saysNothingHan =
  /太贵|贵了|便宜|实惠|换一?批|别的|还有|其他|推荐|一下|几款|什么|有没有|好的|给我|帮我|可以|看看|东西|[请点吗呢吧啊的了我要想买个有来只件款双条送]/g;

/**
 * Products for this shopper, or for what they ask for, each with its reason.
 *
 *   start -> shown, softly open -> cheaper | others | colours -> shown again
 */
export const recommendation: Skill = {
  async start(context) {
    const { text, dialog, shop } = context;
    const cheapest = await cheapestOf(context);
    if (cheapest) return cheapest;
    // "Too dear" said of what was shown, whatever was said in between.
    if (wantsCheaper.test(text) && !saysWhat(text) && dialog.focus.listed.length > 0) {
      const before = await context.shopData.products(context.tx, shop.id, dialog.focus.listed);
      if (before.length > 0) return cheaper(context, before);
    }
    if (wantsOthers.test(text) && !saysWhat(text) && dialog.focus.listed.length > 0)
      return recommend(context, { without: dialog.focus.listed, anew: true });
    const budget = budgetIn(text);
    if (budget === null) return recommend(context, {});
    const { say, facts, language } = context;
    const limitCents = budget.amount * minorPerMajor(shop.currency);
    const amount = facts.amount(limitCents, shop.currency);
    const currency = new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'currency' });
    const intro =
      budget.currency === shop.currency || (budget.currency === null && language === 'en')
        ? say('recommend.budget', { amount })
        : say('recommend.assumed', { amount, currency: currency.of(shop.currency) ?? shop.currency });
    // "Under 30" narrows what was shown.
    const narrows = !saysWhat(text) && dialog.topic === 'recommendation';
    const [shownBefore] = narrows
      ? await context.shopData.products(context.tx, shop.id, dialog.focus.listed.slice(0, 1))
      : [];
    return recommend(context, {
      limitCents,
      intro,
      ...(shownBefore
        ? { category: shownBefore.category, like: context.dialog.focus.listed, anew: true }
        : {}),
    });
  },

  async proceed(context, step) {
    const { text, dialog, shopData, tx, shop, say } = context;
    if (step.name !== followUp) return null;
    // "Something under 30" shares a word with the quick reply and is none: it is tapped, or said in its own words.
    const value = tappedChoice(text, step.choices)?.value ?? null;
    if (value === null && budgetIn(text) !== null) return recommendation.start(context);
    const before = await shopData.products(tx, shop.id, dialog.focus.listed);
    if (before.length === 0 || text.length > 60) return null;
    if (value === 'cheaper' || (wantsCheaper.test(text) && !saysWhat(text))) return cheaper(context, before);
    if (value === 'others' || wantsOthers.test(text))
      return recommend(context, { without: before.map(({ id }) => id), anew: true });
    if (wantsColours.test(text)) {
      const variants = await shopData.variantsOf(tx, shop.id, before[0]!.id);
      return show(context, say('recommend.colour'), variants.slice(0, 6), null);
    }
    return null;
  },
};

interface Wish {
  readonly limitCents?: number;
  readonly without?: readonly string[];
  readonly category?: string;
  /** Products that were shown: what is wanted is like them. */
  readonly like?: readonly string[];
  /** The message says nothing of what is wanted: the shopper's own taste decides. */
  readonly anew?: boolean;
  /** What stands above the cards; left out: the usual words. */
  readonly intro?: string;
  /** Cheaper than what was shown. */
  readonly cheapest?: boolean;
}

async function recommend(context: SkillContext, wish: Wish): Promise<Outcome> {
  const { recommender, shopData, tx, shop, key, sequence, now, verifiedShopperId, shopper } = context;
  const { say, language, understanding, passages } = context;
  const wanted = !wish.anew && understanding && saysWhat(context.text) ? understanding.vector : null;
  const best = Math.max(0, ...passages.map(({ productId, score }) => (productId ? score : 0)));
  const found = new Map(
    passages.flatMap(({ productId, score }) =>
      productId && score >= likelyScore && score >= best * nearBest ? [[productId, score] as const] : [],
    ),
  );
  const { text } = context;
  const loved = wish.anew ? null : categoryOfInterest(text, shop.categories);
  const category = wish.category ?? loved?.id ?? (wanted ? null : categoryIn(context));
  const slate = await recommender.recommend(tx, {
    shopId: shop.id,
    // Whoever refused personalisation gets what everybody gets.
    shopperId: shopper?.personalisationRefused ? null : verifiedShopperId,
    conversationId: key.conversationId,
    sequence,
    size: shown,
    now,
    ...(wanted ? { queryVector: wanted, found } : {}),
    ...(wish.like ? { like: wish.like } : {}),
    ...(category ? { category } : {}),
    ...(wish.without ? { without: wish.without } : {}),
    ...(wish.limitCents === undefined ? {} : { maximumPriceCents: wish.limitCents }),
  });
  const reasons = new Map(slate.items.map(({ productId, reason }) => [productId, reason]));
  const ids = slate.items.map(({ productId }) => productId);
  const products = await shopData.products(tx, shop.id, ids);
  if (products.length === 0) return nothing(context, wish);
  const intro = wish.intro ?? say('recommend.here');
  return show(context, intro, products, slate.decisionId, (id) => reasons.get(id)?.[language]);
}

/** Nothing fits: says so, and keeps what was shown on the table. */
function nothing({ say }: SkillContext, wish: Wish): Outcome {
  return {
    said: [{ text: say(wish.cheapest ? 'recommend.cheapest' : 'recommend.none') }],
    choices: [
      { label: say('choice.others'), value: 'topic:recommendation' },
      { label: say('topic.promotion'), value: 'topic:promotion' },
    ],
  };
}

/** Of the same category, below the cheapest that was shown. */
function cheaper(context: SkillContext, before: readonly ProductView[]): Promise<Outcome> {
  return recommend(context, {
    limitCents: Math.min(...before.map(({ priceCents }) => priceCents)) - 1,
    without: before.map(({ id }) => id),
    category: before[0]!.category,
    like: before.map(({ id }) => id),
    anew: true,
    intro: context.say('recommend.cheaper'),
    cheapest: true,
  });
}

function show(
  context: SkillContext,
  text: string,
  products: readonly ProductView[],
  decisionId: string | null,
  reasonOf: (productId: string) => string | undefined = () => undefined,
): Outcome {
  const { say } = context;
  const step: Step = {
    skill: 'recommendation',
    name: followUp,
    choices: [
      { label: say('choice.cheaper'), value: 'cheaper' },
      { label: say('choice.others'), value: 'others' },
    ],
    tries: 0,
    soft: true,
  };
  return {
    said: [
      {
        text,
        cards: products.map((product) => {
          const reason = reasonOf(product.id);
          return productCard(context, product, {
            ...(reason ? { reason } : {}),
            ...(decisionId ? { decisionId } : {}),
          });
        }),
      },
    ],
    step,
    focus: { productIds: products.map(({ id }) => id), listed: products.map(({ id }) => id) },
    offerFits: true,
  };
}

function saysWhat(text: string): boolean {
  const rest = text.replace(budgetHan, ' ').replace(saysNothingHan, ' ');
  const words = [...wordsOf(rest)].filter((word) => !saysNothing.has(word) && !/^\d+$/.test(word));
  // 包 by itself is a thing.
  return words.length > 0 || /\p{Script=Han}/u.test(rest);
}

function categoryIn({ shop, text }: SkillContext): string | null {
  const said = wordsOf(text);
  const named = shop.categories.find(({ name }) =>
    [...wordsOf(name.en), ...wordsOf(name.zh)].some((word) => said.has(word)),
  );
  return named?.id ?? null;
}
