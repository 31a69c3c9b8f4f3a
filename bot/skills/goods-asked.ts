import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import { coloursIn } from '../dialog/colour-words.ts';
import { fittingArticle } from './fitting-article.ts';
import { nameTerms, onePerFamily } from './kinds-of-goods.ts';
import { joined } from './order-words.ts';
import { offerPerson } from './person-wanted.ts';
import { askedAttributes, productCard } from './product-words.ts';
import { saidOfProduct } from './said-of-product.ts';
import type { Outcome, SkillContext } from './skill.ts';
import { firstChoices } from './small-talk.ts';

/** "Do you sell ...?", "any jumpers?", or the bare thing. */
const asksForGoods =
  /\b(?:do|did|have|got|would) (?:you|u|ya)(?: guys)? (?:sell|stock|have|hav|got|carry)\b|\b(?:you|u|ya) got\b|^(?:ok,? )?(?:got )?any\b|\bwhat about\b|\blooking for\b|\bhelp me (?:find|choose)\b|有卖|卖不卖/i;
const asksWhatThereIs =
  /\bwhat (?:do|kind of \w+ do) (?:you|u) (?:sell|have)\b|\bwhat have you got\b|你们(?:卖|有)(?:什么|啥)/i;
/** About a thing that is known, or about how something is. */
const ofSomething = /\b(?:it|its|that|this|they|them|the|how|what|which|why|when|is|are|does|do|can|in)\b/i;
/** Words with which goods are asked for; none of them names any. */
const fillers = new Set(
  lexicalTerms(
    'sell stock carry got have hav any anything some kind type sort looking look need want nice good sick cool then lol yo hey hi hello ok okay please find help choose thing things stuff ya u guys what about all really actually colour colours size sizes one ones',
  ),
);
/** As many words as name a thing and nothing else. */
const bareWords = 3;
const shown = 3;
/** Below this what is nearest is not near. */
const nearScore = 0.15;

/**
 * Goods that are asked for by what they are: shown where the shop has them, and where it has not, said so, with the
 * nearest. Null: the message asks for no goods, or for more of them than whether they are there.
 */
export async function goodsAsked(context: SkillContext): Promise<Outcome | null> {
  const { text, say, shop, facts, language, passages, shopData, tx } = context;
  if (asksWhatThereIs.test(text)) {
    const names = shop.categories.map(({ name }) => facts.source(name[language]));
    return {
      said: [{ text: say('product.categories', { list: joined(context, names) }) }],
      choices: firstChoices(context),
    };
  }
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  const bare = language === 'en' && words <= bareWords && !ofSomething.test(text);
  // "A bigger one" is about the one before.
  if (/\b\w+er one\b/i.test(text)) return null;
  const asks = asksForGoods.test(text);
  // "Double?" of the bedding on the screen asks for no other thing.
  const ofShown =
    context.dialog.focus.productIds.length > 0 && askedAttributes.some(({ asked }) => asked.test(text));
  if (!asks && (!bare || ofShown)) return null;
  const ids = passages.flatMap(({ productId, score }) =>
    productId && score >= nearScore ? [productId] : [],
  );
  const found = await shopData.products(tx, shop.id, [...new Set(ids)]);
  const labels = new Set(
    found.flatMap(({ attributes }) => lexicalTerms((attributes.colour ?? attributes.variety)?.en ?? '')),
  );
  const asked = lexicalTerms(text).filter((term) => !fillers.has(term) && !labels.has(term));
  const things = asked.filter((term) => coloursIn(term).size === 0);
  if (things.length === 0) return null;
  const points = found.map((product) => things.filter((term) => nameTerms(product).has(term)).length);
  const best = Math.max(0, ...points);
  const meant = best === 0 ? [] : found.filter((_, index) => points[index] === best);
  const article = fittingArticle(context);
  const uncovered = things.filter((term) => !meant.some((product) => nameTerms(product).has(term)));
  const inArticle = article ? new Set(lexicalTerms(`${article.title} ${article.text}`)) : new Set<string>();
  // "A warranty on lamps", "gift cards": what the goods do not answer, a guide does.
  if (uncovered.some((term) => inArticle.has(term))) return null;
  if (meant.length === 1 || (meant.length > 0 && coloursIn(text).size > 0)) return null;
  const cards = onePerFamily(meant.length > 0 ? meant : found).slice(0, shown);
  const key = meant.length > 0 ? 'product.have' : cards.length > 0 ? 'product.nearest' : 'product.notCarried';
  return {
    said: [{ text: say(key), cards: cards.map((product) => productCard(context, product)) }],
    step: {
      skill: 'recommendation',
      name: 'follow-up',
      choices: cards.length > 1 ? [{ label: say('choice.others'), value: 'others' }] : [],
      tries: 0,
      soft: true,
    },
    ...(cards.length > 0
      ? { focus: { productIds: cards.map(({ id }) => id), listed: cards.map(({ id }) => id) } }
      : { choices: firstChoices(context) }),
    offerFits: meant.length > 0,
  };
}

/** "Which of your bags are waterproof?": those whose own texts say so; null: no such question. */
export async function whichHave(context: SkillContext): Promise<Outcome | null> {
  const { text, say, language, passages, shopData, tx, shop } = context;
  if (!/^(?:hi,? |hello,? )?which\b|哪些/i.test(text)) return null;
  const ids = passages.flatMap(({ productId }) => (productId ? [productId] : []));
  const found = await shopData.products(tx, shop.id, [...new Set(ids)]);
  if (found.every((product) => saidOfProduct(product, text, language) === null)) return null;
  const asked = new Set(lexicalTerms(text));
  const ofKind = found.filter((product) => [...nameTerms(product)].some((term) => asked.has(term)));
  const fitting = onePerFamily(
    ofKind.filter((product) => saidOfProduct(product, text, language)?.sentence),
  ).slice(0, shown);
  if (fitting.length === 0) return offerPerson(context, say('product.unknown'), 'product_question');
  return {
    said: [
      {
        text: say('product.saySo'),
        cards: fitting.map((product) => {
          const sentence = saidOfProduct(product, text, language)?.sentence;
          return productCard(context, product, sentence ? { reason: sentence } : {});
        }),
      },
    ],
    focus: { productIds: fitting.map(({ id }) => id), listed: fitting.map(({ id }) => id) },
    offerFits: true,
  };
}
