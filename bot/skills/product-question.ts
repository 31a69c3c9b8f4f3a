import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import { coloursIn, familiesOf } from '../dialog/colour-words.ts';
import type { Step } from '../dialog/dialog-state.ts';
import { type Passage, weakPassageScore } from '../ports/knowledge.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { asksCompare, compareProducts } from './compare-products.ts';
import { joined } from './order-words.ts';
import { offerPerson } from './person-wanted.ts';
import { pointedProducts } from './pointed-products.ts';
import {
  askedAttributes,
  asksHowToBuy,
  asksOpinion,
  asksPrice,
  asksStock,
  attributeWording,
  productCard,
} from './product-words.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const about = 'about';
const whichVariant = 'which-variant';
/** What is kept of a question, to be asked again of another product. */
const questionLength = 200;
const quotedLength = 420;
/** So sure that a passage is about the question, it is another product than the one spoken of. */
const surePassageScore = 0.6;
/** "Is it waterproof?": wants a yes or a no, which a description that does not mention it does not give. */
const asksWhether =
  /[吗么没]\s*[？?]?$|能不能|可不可以|会不会|是不是|^(?:is|are|does|do|can|will|has|have)\b/i;
/** "Is there a blue one?" */
const asksIfThere =
  /有没有|有.{0,10}[吗么没]|色的?有|\b(?:is there|are there|do you (?:have|sell)|have you got|comes? in|available in)\b/i;
const asksRestock = /补货|到货|什么时候(?:再)?有|\b(?:restock\w*|back in|when will)\b/i;
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
    const pointed = await pointedProducts(context);
    const pair = asksCompare.test(context.text) ? await comparedPair(context, pointed) : null;
    if (pair) return compareProducts(context, pair);
    const [chosen] = await context.shopData.products(context.tx, context.shop.id, pointed.slice(0, 1));
    const product = chosen ?? (await meantProduct(context));
    return answer(context, product, context.text, chosen !== undefined);
  },

  async proceed(context, step, answered) {
    if (answered.kind === 'stop' || context.text.length > 60) return null;
    const { shopData, tx, shop } = context;
    if (step.name === whichVariant) {
      if (answered.kind !== 'choice') return null;
      const [product] = await shopData.products(tx, shop.id, [answered.value]);
      return product ? answer(context, product, withoutColour(step.detail ?? ''), true) : null;
    }
    const current = context.dialog.focus.productIds[0];
    if (step.name !== about || !current) return null;
    const said = answered.kind === 'no' ? answered.rest : context.text;
    // "How much is it?" right after a product is about that product, whatever the few words look like.
    if (answered.kind === 'none' && pointsBack.test(said)) {
      const [product] = await shopData.products(tx, shop.id, [current]);
      const plain = asksPrice.test(said) || asksStock.test(said) || asksHowToBuy.test(said);
      if (product && plain) return answer(context, product, said, true);
    }
    const named = await variantsNamed(context, current, said);
    if (named.length > 1 && answered.kind !== 'none') return askVariant(context, named, step.detail ?? said);
    const [variant] = named;
    if (named.length !== 1 || !variant || (variant.id === current && answered.kind !== 'no')) return null;
    return answer(context, variant, withoutColour(step.detail ?? said), true);
  },
};

/** Two products to hold against each other: counted, named, or the two that were shown. */
async function comparedPair(
  context: SkillContext,
  pointed: readonly string[],
): Promise<readonly [ProductView, ProductView] | null> {
  const { shopData, tx, shop, dialog, passages, text } = context;
  const named = passages.flatMap(({ productId }) => (productId ? [productId] : []));
  const ids = pointed.length > 1 ? pointed : named;
  const products = await shopData.products(tx, shop.id, ids.slice(0, 6));
  const fitting = pointed.length > 1 ? products : products.filter((product) => pointsOf(product, text) > 1);
  const shown = dialog.focus.listed.length === 2 ? dialog.focus.listed : [];
  const pair = fitting.length > 1 ? fitting : await shopData.products(tx, shop.id, shown);
  return pair.length > 1 ? [pair[0]!, pair[1]!] : null;
}

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

/**
 * @param sure the product is the one that is meant, not only what was found for the words.
 */
async function answer(
  context: SkillContext,
  product: ProductView | null,
  question: string,
  sure = false,
): Promise<Outcome> {
  const { say, text, shopData, tx, shop } = context;
  if (product && asksHowToBuy.test(question))
    return tell(context, product, howToBuy(context, product), question);
  const restock =
    product && product.stock === 0 && asksRestock.test(question) ? soldOut(context, product) : null;
  if (restock) return restock;
  const coloured = product ? await ofColour(context, product, question) : null;
  if (coloured) return coloured;
  const known = product ? await fromProduct(context, product, question) : null;
  if (product && known) return tell(context, product, known, question);
  const passage = bestPassage(context, product);
  if (product && sure && (passage === null || passage.kind === 'product') && text.length < 25)
    return describe(context, product, leavesOpen(context, product, question));
  if (passage?.kind === 'product') {
    const [found] = await shopData.products(tx, shop.id, [passage.ref]);
    if (found) return describe(context, found, leavesOpen(context, found, question));
  }
  if (passage) {
    const { facts } = context;
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
  if (product && text.length < 25) return describe(context, product, leavesOpen(context, product, question));
  return {
    ...offerPerson(context, say('product.unknown'), 'product_question'),
    ...(product ? { focus: { productIds: [product.id] } } : {}),
  };
}

/** A yes or no was wanted and the description has no word of what was asked. */
function leavesOpen({ language }: SkillContext, product: ProductView, question: string): boolean {
  if (!asksWhether.test(question.trim())) return false;
  const named = new Set(lexicalTerms(product.name[language]));
  const described = new Set(lexicalTerms(product.description[language]));
  const asked = lexicalTerms(question).filter((term) => term.length > 1 && !named.has(term));
  return asked.length > 0 && !asked.some((term) => described.has(term));
}

function tell(context: SkillContext, product: ProductView, text: string, question: string): Outcome {
  const step: Step = {
    skill: 'product_question',
    name: about,
    detail: question.slice(0, questionLength),
    choices: [],
    tries: 0,
    soft: true,
  };
  return {
    said: [{ text, cards: [productCard(context, product)] }],
    step,
    focus: { productIds: [product.id] },
    offerFits: true,
  };
}

/** Sold out, and what the shop says of when such things come back; null: it says nothing. */
function soldOut(context: SkillContext, product: ProductView): Outcome | null {
  const { say, facts, language, passages } = context;
  const article = passages.find(({ kind, score }) => kind === 'article' && score >= weakPassageScore);
  if (!article) return null;
  const name = facts.source(product.name[language]);
  const text = `${say('product.outOfStock', { name })} ${facts.source(quote(article.text))}`;
  return { ...tell(context, product, text, ''), said: [{ text, sources: [article.source] }] };
}

function howToBuy({ say, facts, language, shop }: SkillContext, product: ProductView): string {
  const name = facts.source(product.name[language]);
  if (product.stock === 0) return say('product.buySoldOut', { name });
  return say('product.buy', { name, price: facts.amount(product.priceCents, shop.currency) });
}

/** "Is there a blue one?": which of the variants have that colour, if any. Null: no colour was asked for. */
async function ofColour(
  context: SkillContext,
  product: ProductView,
  question: string,
): Promise<Outcome | null> {
  const { say, facts, language, shop } = context;
  if (coloursIn(question).size === 0) return null;
  const rest = withoutColour(question);
  const named = await variantsNamed(context, product.id, question);
  if (named.length > 1) return askVariant(context, named, question);
  const [variant] = named;
  if (!variant) {
    const list = await variantLabels(context, product);
    if (list.length === 0) return null;
    const name = facts.source(stemOf(product.name[language]));
    return tell(context, product, say('product.notSuch', { name, list: joined(context, list) }), question);
  }
  // "How much is the blue one?" asks for more than whether there is one.
  if (!asksIfThere.test(question) && (await fromProduct(context, variant, rest))) return null;
  const name = facts.source(variant.name[language]);
  const key = variant.stock > 0 ? 'product.inColour' : 'product.outOfStock';
  return tell(
    context,
    variant,
    say(key, { name, price: facts.amount(variant.priceCents, shop.currency) }),
    question,
  );
}

function askVariant(context: SkillContext, variants: readonly ProductView[], question: string): Outcome {
  const { say, facts, language } = context;
  return {
    said: [
      {
        text: say('product.whichVariant', {
          list: joined(
            context,
            variants.map(({ name }) => facts.source(name[language])),
          ),
        }),
        cards: variants.map((variant) => productCard(context, variant)),
      },
    ],
    step: {
      skill: 'product_question',
      name: whichVariant,
      detail: question.slice(0, questionLength),
      choices: variants.map(({ id, name }) => ({ label: facts.source(name[language]), value: id })),
      tries: 0,
      soft: true,
    },
    focus: { listed: variants.map(({ id }) => id) },
  };
}

/** A question less the colour in it, so that it can be asked of another variant. */
function withoutColour(question: string): string {
  return question.replace(/有没有|有|(?:[^\s，。有是要]{0,2})色的?/g, ' ').trim();
}

/** What the product is, in the catalogue's words; `unsaid`: what was asked is not among them. */
function describe(context: SkillContext, product: ProductView, unsaid = false): Outcome {
  const { say, facts, language } = context;
  const name = facts.source(product.name[language]);
  const page = context.links.product(context.shop, product.id);
  if (unsaid)
    return {
      ...offerPerson(
        context,
        say('product.unsaid', { name, text: facts.source(product.description[language]) }),
        'product_question',
      ),
      focus: { productIds: [product.id] },
    };
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
  const labels = await variantLabels(context, product);
  if (labels.length < 2) return null;
  const name = context.facts.source(stemOf(product.name[context.language]));
  return context.say('product.variants', { name, list: joined(context, labels) });
}

async function variantLabels(context: SkillContext, product: ProductView): Promise<readonly string[]> {
  const { facts, language, shopData, tx, shop } = context;
  const variants = await shopData.variantsOf(tx, shop.id, product.id);
  const labels = variants.flatMap(({ attributes }) => {
    const label = (attributes.colour ?? attributes.variety)?.[language];
    return label ? [facts.source(label)] : [];
  });
  return [...new Set(labels)];
}

/** "Harrow mug" of "Harrow mug, ink blue". */
function stemOf(name: string): string {
  return name.split(/[,，（(]/)[0]!.trim();
}

/** The product that a message names, or means by "it". */
async function meantProduct(context: SkillContext): Promise<ProductView | null> {
  const { shopData, tx, shop, dialog, text, passages } = context;
  const focused = dialog.focus.productIds.slice(0, 3);
  const found = passages.flatMap(({ productId }) => (productId ? [productId] : []));
  const products = await shopData.products(tx, shop.id, [...new Set([...focused, ...found])]);
  const points = products.map((product) => pointsOf(product, text));
  const best = Math.max(0, ...points);
  const named = products[points.indexOf(best)];
  const current = products.find(({ id }) => id === focused[0]);
  const [top] = passages;
  const other = products.find(({ id }) => id === top?.productId);
  const elsewhere = other && other.id !== current?.id && best > 0 && (top?.score ?? 0) >= surePassageScore;
  if (current && (best === 0 || pointsBack.test(text) || pointsOf(current, text) === best) && !elsewhere) {
    // "And in blue?": a variant of what was spoken of.
    const variants = await variantsNamed(context, current.id, text);
    return variants.length === 1 ? variants[0]! : current;
  }
  if (best > 0) return named!;
  return top?.productId && top.score >= weakPassageScore
    ? (products.find(({ id }) => id === top.productId) ?? null)
    : null;
}

/** How many of a text's terms a product's name has, its variant aside: a colour names no thing. */
function pointsOf({ name }: ProductView, text: string): number {
  const said = new Set(lexicalTerms(text));
  const words = new Set([...lexicalTerms(stemOf(name.en)), ...lexicalTerms(stemOf(name.zh))]);
  return [...words].filter((word) => said.has(word)).length;
}

/** The variants of a product that a text's colours or own words can mean; those it names outright, where it does. */
async function variantsNamed(
  { shopData, tx, shop }: SkillContext,
  productId: string,
  text: string,
): Promise<readonly ProductView[]> {
  const said = text.normalize('NFKC').toLowerCase();
  const colours = coloursIn(said);
  const labelled = (await shopData.variantsOf(tx, shop.id, productId)).flatMap((variant) => {
    const label = variant.attributes.colour ?? variant.attributes.variety;
    return label ? [{ variant, label }] : [];
  });
  const outright = labelled.filter(
    ({ label }) => said.includes(label.en.toLowerCase()) || said.includes(label.zh.replace(/色$/, '')),
  );
  if (outright.length > 0) return outright.map(({ variant }) => variant);
  const likely = labelled.filter(({ label }) => {
    const words = label.en.toLowerCase().split(/\W+/);
    const worded = words.some((word) => word.length > 2 && new RegExp(`\\b${word}\\b`).test(said));
    return worded || [...familiesOf(label)].some((family) => colours.has(family));
  });
  return likely.map(({ variant }) => variant);
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
