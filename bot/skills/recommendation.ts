import type { Step } from '../dialog/dialog-state.ts';
import { wordsOf } from '../dialog/read-answer.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { productCard } from './product-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const followUp = 'follow-up';
const shown = 3;

const wantsCheaper =
  /\b(?:cheaper|less expensive|lower price|too (?:expensive|dear|much)|for less|budget)\b|便宜|太贵|实惠|价格低/i;
const wantsOthers =
  /\b(?:others?|something else|different|more|another|next|not (?:these|those))\b|换一?批|其他|别的|还有(?:吗|没|别)|不喜欢/i;
const wantsColours = /\b(?:other |different |which |what )?colou?rs?\b|颜色|别的色/i;

/** Words that ask for a recommendation without saying of what. */
const saysNothing = new Set(
  'recommend recommendation recommendations suggest suggestion suggestions something anything can could you me show any ideas idea what should buy good gift help choose pick find looking for some have got do would like nice please hi hello who is mad about'.split(
    ' ',
  ),
);
const saysNothingHan = /推荐|一下|几款|什么|有没有|好的|给我|帮我|可以|看看|东西|请|点|吗|呢|吧|啊|的|了/g;

/**
 * Products for this shopper, or for what they ask for, each with its reason.
 *
 *   start -> shown, softly open -> cheaper | others | colours -> shown again
 */
export const recommendation: Skill = {
  async start(context) {
    const limit = budgetIn(context.text);
    return recommend(context, { ...(limit === null ? {} : { limitCents: limit }) });
  },

  async proceed(context, step, answer) {
    const { text, dialog, shopData, tx, shop, say } = context;
    if (step.name !== followUp) return null;
    const value = answer.kind === 'choice' ? answer.value : null;
    const before = await shopData.products(tx, shop.id, dialog.focus.productIds);
    if (before.length === 0 || text.length > 60) return null;
    if (value === 'cheaper' || wantsCheaper.test(text)) return cheaper(context, before);
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
  /** The message says nothing of what is wanted: the shopper's own taste decides. */
  readonly anew?: boolean;
  /** What stands above the cards; left out: the usual words. */
  readonly intro?: string;
}

async function recommend(context: SkillContext, wish: Wish): Promise<Outcome> {
  const { recommender, shopData, tx, shop, key, sequence, now, verifiedShopperId, understanding } = context;
  const { say, facts, language } = context;
  const wanted = !wish.anew && understanding && saysWhat(context.text) ? understanding.vector : null;
  const category = wish.category ?? (wanted ? null : categoryIn(context));
  const slate = await recommender.recommend(tx, {
    shopId: shop.id,
    shopperId: verifiedShopperId,
    conversationId: key.conversationId,
    sequence,
    size: shown,
    now,
    ...(wanted ? { queryVector: wanted } : {}),
    ...(category ? { category } : {}),
    ...(wish.without ? { without: wish.without } : {}),
    ...(wish.limitCents === undefined ? {} : { maximumPriceCents: wish.limitCents }),
  });
  const reasons = new Map(slate.items.map(({ productId, reason }) => [productId, reason]));
  const ids = slate.items.map(({ productId }) => productId);
  const products = await shopData.products(tx, shop.id, ids);
  if (products.length === 0) return { said: [{ text: say('recommend.none') }] };
  const intro =
    wish.limitCents === undefined
      ? say('recommend.here')
      : say('recommend.budget', { amount: facts.amount(wish.limitCents, shop.currency) });
  return show(context, wish.intro ?? intro, products, slate.decisionId, (id) => reasons.get(id)?.[language]);
}

/** Of the same category, below the cheapest that was shown. */
function cheaper(context: SkillContext, before: readonly ProductView[]): Promise<Outcome> {
  return recommend(context, {
    limitCents: Math.min(...before.map(({ priceCents }) => priceCents)) - 1,
    without: before.map(({ id }) => id),
    category: before[0]!.category,
    anew: true,
    intro: context.say('recommend.cheaper'),
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
    focus: { productIds: products.map(({ id }) => id) },
    offerFits: true,
  };
}

function saysWhat(text: string): boolean {
  const words = [...wordsOf(text.replace(saysNothingHan, ' '))];
  return words.some((word) => !saysNothing.has(word) && !/^\d+$/.test(word));
}

function categoryIn({ shop, text }: SkillContext): string | null {
  const said = wordsOf(text);
  const named = shop.categories.find(({ name }) =>
    [...wordsOf(name.en), ...wordsOf(name.zh)].some((word) => said.has(word)),
  );
  return named?.id ?? null;
}

const hanDigits = '一二三四五六七八九';

/** The most a shopper wants to spend, in minor units, where they say so: "budget about 25", "五百以内". */
export function budgetIn(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/两百/g, '二百');
  const latin =
    /(?:under|below|up to|less than|max(?:imum)?|budget(?: of| is|:)?(?: about| around)?|around|about|within|[£$€¥])\s*[£$€¥]?\s?(\d{1,5})(?:\.\d\d)?\b|\b(\d{1,5})\s?(?:pounds?|quid|euros?|dollars?|gbp|eur|usd)\b/i.exec(
      plain,
    );
  const digits =
    latin?.[1] ??
    latin?.[2] ??
    /(?:预算|不超过)\D{0,3}(\d{1,5})|(\d{1,5})\s?(?:元|块|镑|以内|以下|左右|之内)/
      .exec(plain)
      ?.slice(1)
      .find(Boolean);
  if (digits) return Number(digits) * 100;
  const hundreds = /([一二三四五六七八九])百(?:块|元|以内|以下|左右|之内)?/.exec(plain);
  return hundreds ? (hanDigits.indexOf(hundreds[1]!) + 1) * 10_000 : null;
}
