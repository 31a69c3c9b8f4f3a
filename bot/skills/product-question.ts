import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import { coloursIn } from '../dialog/colour-words.ts';
import { type Passage, weakPassageScore } from '../ports/knowledge.ts';
import type { ProductView } from '../ports/shop-data.ts';
import { cheapestOf } from './cheapest-of.ts';
import { asksCompare, compareProducts } from './compare-products.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import { goodsAsked, whichHave } from './goods-asked.ts';
import { meantProduct, pointsBack, pointsOf, stemOf, variantsNamed } from './meant-product.ts';
import { offerPerson } from './person-wanted.ts';
import { pointedProducts } from './pointed-products.ts';
import { asksTotal, priceWithDelivery } from './price-with-delivery.ts';
import { fromProduct } from './product-facts.ts';
import { asksIfThere, askVariant, ofColour, whichVariant, withoutColour } from './product-variants.ts';
import {
  askedAttributes,
  asksHowToBuy,
  asksOpinion,
  asksPrice,
  asksStock,
  productCard,
} from './product-words.ts';
import { quote } from './quote.ts';
import { saidInReviews } from './said-in-reviews.ts';
import { saidOfProduct, sentenceOn } from './said-of-product.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';
import { about, tell } from './tell-product.ts';

/** So sure that a guide answers, it need not share a word. */
const surelyAnswers = 0.97;
/** "Is it waterproof?": wants a yes or a no, which a description that does not mention it does not give. */
const asksWhether =
  /[吗么没]\s*[？?]?$|能不能|可不可以|会不会|是不是|^(?:is|are|does|do|can|will|has|have)\b/i;
const asksRestock = /补货|到货|什么时候(?:再)?有|\b(?:restock\w*|back in|when will)\b/i;

/**
 * Answers from the shop's own facts: attributes of the product that is meant, else what most reviews of it say of what is
 * asked, else what guides, policies and reviews
 * say, with the source named; below the threshold it says that it does not know.
 *
 *   start -> answered, softly open -> "no, the blue one" / "and the green?" -> the same question of that variant
 */
export const productQuestion: Skill = {
  async start(context) {
    const cheapest = await cheapestOf(context);
    if (cheapest) return cheapest;
    const pointed = await pointedProducts(context);
    const pair = asksCompare.test(context.text) ? await comparedPair(context, pointed) : null;
    if (pair) return compareProducts(context, pair);
    const [chosen] = await context.shopData.products(context.tx, context.shop.id, pointed.slice(0, 1));
    const goods = chosen ? null : ((await whichHave(context)) ?? (await goodsAsked(context)));
    if (goods) return goods;
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
    // "Which is taller?" of two that stand side by side.
    if (context.dialog.focus.listed.length === 2 && asksCompare.test(context.text)) {
      const pair = await comparedPair(context, context.dialog.focus.listed);
      if (pair) return compareProducts(context, pair);
    }
    const said = answered.kind === 'no' ? answered.rest : context.text;
    // "How much is it?" right after a product is about that product, whatever the few words look like.
    if (answered.kind === 'none' && (pointsBack.test(said) || asksTotal.test(said))) {
      const [product] = await shopData.products(tx, shop.id, [current]);
      const plain =
        asksPrice.test(said) || asksStock.test(said) || asksHowToBuy.test(said) || asksTotal.test(said);
      if (product && plain) return answer(context, product, said, true);
    }
    const named = await variantsNamed(context, current, said);
    if (named.length > 1 && answered.kind !== 'none') return askVariant(context, named, step.detail ?? said);
    const [variant] = named;
    if (named.length !== 1 || !variant || (variant.id === current && answered.kind !== 'no')) return null;
    // "Does it come in white?" is a question of its own; "the white one" asks the one before again.
    const before = step.detail ?? '';
    const repeats =
      before !== '' &&
      !asksIfThere.test(before) &&
      !asksIfThere.test(said) &&
      (coloursIn(before).size === 0 || asksWhether.test(before));
    return answer(context, variant, repeats ? withoutColour(before) : said, true);
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
  const total = product && asksTotal.test(question) ? priceWithDelivery(context, product, question) : null;
  if (product && total) return tell(context, product, total, question);
  const voices = product ? await saidInReviews(context, product, question) : null;
  if (product && voices) return tell(context, product, voices, question);
  const coloured = product ? await ofColour(context, product, question) : null;
  if (coloured) return coloured;
  const said = product ? aboutProperty(context, product, question) : null;
  if (said) return said;
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

/** A property that no attribute holds: in the shop's own sentence, or honestly not known. */
function aboutProperty(context: SkillContext, product: ProductView, question: string): Outcome | null {
  const { say, facts, language } = context;
  const said =
    saidOfProduct(product, question, language) ??
    (asksWhether.test(question.trim()) ? sentenceOn(product, question, language) : null);
  if (!said) return null;
  const name = facts.source(product.name[language]);
  if (said.sentence)
    return tell(
      context,
      product,
      say('product.about', { name, text: facts.source(said.sentence) }),
      question,
    );
  // A guide may know, where it speaks of what this is made of.
  const guide = fittingArticle(context);
  const body = guide ? `${guide.title} ${guide.text}` : '';
  const named = lexicalTerms(
    `${product.attributes.material?.[language] ?? ''} ${stemOf(product.name[language])}`,
  );
  if (guide && said.asked.test(body) && lexicalTerms(body).some((term) => named.includes(term)))
    return { said: [quoted(context, guide)], focus: { productIds: [product.id] }, offerFits: true };
  const care = product.attributes.care?.[language];
  const text = facts.source(care ?? product.description[language]);
  return {
    ...offerPerson(context, say('product.unsaid', { name, text }), 'product_question'),
    focus: { productIds: [product.id] },
  };
}

/** A yes or no was wanted and the description has no word of what was asked. */
function leavesOpen({ language }: SkillContext, product: ProductView, question: string): boolean {
  // An attribute was asked for, and the catalogue has none of it.
  if (askedAttributes.some(({ asked }) => asked.test(question))) return true;
  if (!asksWhether.test(question.trim())) return false;
  const named = new Set(lexicalTerms(product.name[language]));
  const described = new Set(lexicalTerms(product.description[language]));
  const asked = lexicalTerms(question).filter((term) => term.length > 1 && !named.has(term));
  return asked.length > 0 && !asked.some((term) => described.has(term));
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

/** The best passage that is sure enough; of opinions reviews, of all else what the shop says itself. */
function bestPassage({ passages, text }: SkillContext, product: ProductView | null): Passage | null {
  const sure = passages.filter(({ score }) => score >= weakPassageScore);
  const opinion = asksOpinion.test(text);
  const named = new Set(
    [
      ...passages.flatMap(({ productId, title }) => (productId ? [title] : [])),
      product?.name.en ?? '',
    ].flatMap(lexicalTerms),
  );
  const asked = lexicalTerms(text).filter((term) => !named.has(term));
  // A guide that shares the thing's name alone ("lamp") answers something else about it.
  const answers = ({ title, text: body, score }: Passage) =>
    score >= surelyAnswers ||
    asked.length === 0 ||
    lexicalTerms(`${title} ${body}`).some((term) => asked.includes(term));
  const fitting = sure.filter((passage) => {
    const { kind, productId } = passage;
    return (
      (kind === 'article' && answers(passage)) ||
      (kind === 'review'
        ? opinion && (!product || productId === product.id)
        : kind === 'product' && (!product || productId === product.id))
    );
  });
  return (opinion ? fitting.find(({ kind }) => kind === 'review') : undefined) ?? fitting[0] ?? null;
}
