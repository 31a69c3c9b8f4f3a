import type { Step } from '../dialog/dialog-state.ts';
import { wordsOf } from '../dialog/read-answer.ts';
import { type Passage, weakPassageScore } from '../ports/knowledge.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { joined } from './order-words.ts';
import { offerPerson } from './person-wanted.ts';
import {
  askedAttributes,
  asksOpinion,
  asksPrice,
  asksStock,
  attributeWording,
  productCard,
} from './product-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const about = 'about';
/** What is kept of a question, to be asked again of another product. */
const questionLength = 200;
const quotedLength = 420;
const pointsBack =
  /\b(?:it|its|they|them|this|that|these|those|one)\b|它|这(?:个|款|件|条|双|种)|那(?:个|款|件|条|双|种)/i;

/**
 * Answers from the shop's own facts: attributes of the product that is meant, else what guides, policies and reviews
 * say, with the source named; below the threshold it says that it does not know.
 *
 *   start -> answered, softly open -> "no, the blue one" / "and the green?" -> the same question of that variant
 */
export const productQuestion: Skill = {
  async start(context) {
    const product = await meantProduct(context);
    return answer(context, product, context.text);
  },

  async proceed(context, step, answered) {
    if (step.name !== about || answered.kind === 'stop' || context.text.length > 60) return null;
    const current = context.dialog.focus.productIds[0];
    if (!current) return null;
    const said = answered.kind === 'no' ? answered.rest : context.text;
    // "How much is it?" right after a product is about that product, whatever the few words look like.
    if (answered.kind === 'none' && pointsBack.test(said)) {
      const [product] = await context.shopData.products(context.tx, context.shop.id, [current]);
      const plain = asksPrice.test(said) || asksStock.test(said);
      if (product && plain) return answer(context, product, said);
    }
    const variant = await variantNamed(context, current, said);
    if (!variant || (variant.id === current && answered.kind !== 'no')) return null;
    return answer(context, variant, step.detail ?? said);
  },
};

/** From "ask about it" on a card. */
export async function askAbout(context: SkillContext, productId: string): Promise<Outcome | null> {
  const { shopData, tx, shop, say, facts, language } = context;
  const [product] = await shopData.products(tx, shop.id, [productId]);
  if (!product) return null;
  return {
    said: [{ text: say('product.ask', { name: facts.source(product.name[language]) }) }],
    focus: { productIds: [product.id], question: null },
  };
}

async function answer(
  context: SkillContext,
  product: ProductView | null,
  question: string,
): Promise<Outcome> {
  const { say, facts, text, shopData, tx, shop } = context;
  const known = product ? await fromProduct(context, product, question) : null;
  if (product && known) {
    const step: Step = {
      skill: 'product_question',
      name: about,
      detail: question.slice(0, questionLength),
      choices: [],
      tries: 0,
      soft: true,
    };
    return {
      said: [{ text: known, cards: [productCard(context, product)] }],
      step,
      focus: { productIds: [product.id] },
      offerFits: true,
    };
  }
  const passage = bestPassage(context, product);
  if (passage?.kind === 'product') {
    const [found] = await shopData.products(tx, shop.id, [passage.ref]);
    if (found) return describe(context, found);
  }
  if (passage) {
    const cited = quote(passage.text);
    const name = facts.source(passage.title);
    const quoted =
      passage.kind === 'review' ? say('product.review', { name, text: cited }) : facts.source(cited);
    return {
      said: [{ text: quoted, sources: [passage.source] }],
      ...(passage.productId ? { focus: { productIds: [passage.productId] } } : {}),
      offerFits: true,
    };
  }
  if (product && text.length < 25) return describe(context, product);
  return {
    ...offerPerson(context, say('product.unknown'), 'product_question'),
    ...(product ? { focus: { productIds: [product.id] } } : {}),
  };
}

/** What the product is, in the catalogue's words. */
function describe(context: SkillContext, product: ProductView): Outcome {
  const { say, facts, language } = context;
  const name = facts.source(product.name[language]);
  const page = context.links.product(context.shop, product.id);
  return {
    said: [
      {
        text: say('product.about', { name, text: facts.source(product.description[language]) }),
        cards: [productCard(context, product)],
        sources: [{ title: name, ...(page && { url: page }) }],
      },
    ],
    step: { skill: 'product_question', name: about, choices: [], tries: 0, soft: true },
    focus: { productIds: [product.id] },
    offerFits: true,
  };
}

/** Price, stock, colours and attributes: what the catalogue itself says. Null: it does not. */
async function fromProduct(
  context: SkillContext,
  product: ProductView,
  question: string,
): Promise<string | null> {
  const { say, facts, language, shop } = context;
  const name = facts.source(product.name[language]);
  if (asksPrice.test(question))
    return say('product.price', { name, price: facts.amount(product.priceCents, shop.currency) });
  if (asksStock.test(question))
    return say(product.stock > 0 ? 'product.inStock' : 'product.outOfStock', { name });
  for (const { asked, keys } of askedAttributes) {
    if (!asked.test(question)) continue;
    if (keys[0] === 'colour' || keys[0] === 'variety') {
      const list = await variantList(context, product);
      if (list) return list;
    }
    const key = keys.find((one) => product.attributes[one]);
    if (!key) continue;
    // Values may be whole sentences; the wording has the full stop.
    const value = facts.source(product.attributes[key]![language]).replace(/[.。]$/, '');
    const wording = attributeWording(key);
    return wording
      ? say('product.attribute', { name, attribute: say(wording), value })
      : say('product.about', { name, text: value });
  }
  return null;
}

async function variantList(context: SkillContext, product: ProductView): Promise<string | null> {
  const { say, facts, language, shopData, tx, shop } = context;
  const variants = await shopData.variantsOf(tx, shop.id, product.id);
  const labels = variants.flatMap(({ attributes }) => {
    const label = (attributes.colour ?? attributes.variety)?.[language];
    return label ? [facts.source(label)] : [];
  });
  if (labels.length < 2) return null;
  const stem = product.name[language].split(/[,，（(]/)[0]!.trim();
  return say('product.variants', { name: facts.source(stem), list: joined(context, [...new Set(labels)]) });
}

/** The product that a message names, or means by "it". */
async function meantProduct(context: SkillContext): Promise<ProductView | null> {
  const { shopData, tx, shop, dialog, text, passages } = context;
  const focused = dialog.focus.productIds.slice(0, 3);
  const found = passages.flatMap(({ productId }) => (productId ? [productId] : []));
  const products = await shopData.products(tx, shop.id, [...new Set([...focused, ...found])]);
  const said = wordsOf(text);
  const points = products.map(({ name }) => {
    const words = new Set([...wordsOf(name.en), ...wordsOf(name.zh)]);
    return [...words].filter((word) => said.has(word) || said.has(word.replace(/s$/, ''))).length;
  });
  const best = Math.max(0, ...points);
  const named = products[points.indexOf(best)];
  const current = products.find(({ id }) => id === focused[0]);
  if (current && (best === 0 || pointsBack.test(text)) && best < 2) {
    // "And in blue?": a variant of what was spoken of.
    return (await variantNamed(context, current.id, text)) ?? current;
  }
  if (best > 0) return named!;
  const top = passages[0];
  return top?.productId && top.score >= weakPassageScore
    ? (products.find(({ id }) => id === top.productId) ?? null)
    : null;
}

/** The variant of a product whose own words a text has; null when it names none, or several. */
async function variantNamed(
  { shopData, tx, shop }: SkillContext,
  productId: string,
  text: string,
): Promise<ProductView | null> {
  const said = text.normalize('NFKC').toLowerCase();
  const variants = await shopData.variantsOf(tx, shop.id, productId);
  const named = variants.filter(({ attributes }) => {
    const label = attributes.colour ?? attributes.variety;
    if (!label) return false;
    const words = label.en.toLowerCase().split(/\W+/);
    return (
      words.some((word) => word.length > 2 && new RegExp(`\\b${word}\\b`).test(said)) ||
      hanShared(label.zh, said)
    );
  });
  return named.length === 1 ? named[0]! : null;
}

/** A colour's character, 色 aside, that the text has: 蓝 of 墨蓝. */
function hanShared(label: string, text: string): boolean {
  return [...label.replace(/[色白]$|色/g, '')].some(
    (char) => /\p{Script=Han}/u.test(char) && text.includes(char),
  );
}

/** The best passage that is sure enough; of opinions reviews, of all else what the shop says itself. */
function bestPassage({ passages, text }: SkillContext, product: ProductView | null): Passage | null {
  const sure = passages.filter(({ score }) => score >= weakPassageScore);
  const opinion = asksOpinion.test(text);
  const fitting = sure.filter(
    ({ kind, productId }) =>
      kind === 'article' ||
      (kind === 'review'
        ? opinion && (!product || productId === product.id)
        : !product || productId === product.id),
  );
  return (opinion ? fitting.find(({ kind }) => kind === 'review') : undefined) ?? fitting[0] ?? null;
}

/** Whole sentences from the beginning, as many as fit a bubble. */
export function quote(text: string): string {
  if (text.length <= quotedLength) return text;
  // From the beginning, one after the other: a text without any end would else be scanned from each of its letters.
  const sentences = text.match(/[^.!?。！？]+[.!?。！？]+\s*/gy) ?? [text.slice(0, quotedLength)];
  let kept = '';
  for (const sentence of sentences) {
    if (kept !== '' && kept.length + sentence.length > quotedLength) break;
    kept += sentence;
  }
  return kept.trim();
}
