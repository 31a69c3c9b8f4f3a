import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import { coloursIn, familiesOf } from '../dialog/colour-words.ts';
import { weakPassageScore } from '../ports/knowledge.ts';
import type { ProductView } from '../ports/shop-data.ts';
import type { SkillContext } from './skill.ts';

/** So sure that a passage is about the question, it is another product than the one spoken of. */
const surePassageScore = 0.6;
/** What was spoken of last, and nothing by name. */
export const pointsBack =
  /\b(?:it|its|they|them|this|that|these|those|one)\b|它|这(?:个|款|件|条|双|种)|那(?:个|款|件|条|双|种)/i;

const saysIt = /\b(?:it|one)\b|它/i;

/** The product that a message names, or means by "it". */
export async function meantProduct(context: SkillContext): Promise<ProductView | null> {
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
  const elsewhere =
    other &&
    other.id !== current?.id &&
    best > 0 &&
    (top?.score ?? 0) >= surePassageScore &&
    !saysIt.test(text);
  // "The grinder, is it good?" names another thing, "it" or not.
  const another =
    current && best > 0 && pointsOf(current, text) === 0 && /\bthe (?!\w+ one\b)\w|^那/i.test(text);
  if (
    current &&
    !another &&
    (best === 0 || pointsBack.test(text) || pointsOf(current, text) === best) &&
    !elsewhere
  ) {
    // "And in blue?": a variant of what was spoken of.
    const variants = await variantsNamed(context, current.id, text);
    return variants.length === 1 ? variants[0]! : current;
  }
  if (best > 0)
    return (
      (await inColour(
        context,
        products.filter((_, index) => points[index] === best),
      )) ?? named!
    );
  return top?.productId && top.score >= weakPassageScore
    ? (products.find(({ id }) => id === top.productId) ?? null)
    : null;
}

/** Of things that fit a message alike ("teapot"), the one that comes in the colour it names; null: no matter, or none does. */
async function inColour(context: SkillContext, fitting: readonly ProductView[]): Promise<ProductView | null> {
  if (fitting.length < 2 || coloursIn(context.text).size === 0) return null;
  for (const product of fitting)
    if ((await variantsNamed(context, product.id, context.text)).length > 0) return product;
  return null;
}

/** How many of a text's terms a product's name has, its variant aside: a colour names no thing. */
export function pointsOf({ name }: ProductView, text: string): number {
  const said = new Set(lexicalTerms(text));
  const words = new Set([...lexicalTerms(stemOf(name.en)), ...lexicalTerms(stemOf(name.zh))]);
  return [...words].filter((word) => said.has(word)).length;
}

/** The variants of a product that a text's colours or own words can mean; those it names outright, where it does. */
export async function variantsNamed(
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

/** "Harrow mug" of "Harrow mug, ink blue". */
export function stemOf(name: string): string {
  return name.split(/[,，（(]/)[0]!.trim();
}
