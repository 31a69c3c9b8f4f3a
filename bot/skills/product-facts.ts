import type { ProductView } from '../ports/shop-data.ts';
import { stemOf } from './meant-product.ts';
import { joined } from './order-words.ts';
import { askedAttributes, asksPrice, asksStock, attributeWording } from './product-words.ts';
import type { SkillContext } from './skill.ts';

/** Price, stock, colours and attributes: what the catalogue itself says. Null: it does not. */
export async function fromProduct(
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
    if (key === 'care')
      return say('product.about', { name, text: facts.source(product.attributes.care![language]) });
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

/** The colours or kinds that a product comes in. */
export async function variantLabels(context: SkillContext, product: ProductView): Promise<readonly string[]> {
  const { facts, language, shopData, tx, shop } = context;
  const variants = await shopData.variantsOf(tx, shop.id, product.id);
  const labels = variants.flatMap(({ attributes }) => {
    const label = (attributes.colour ?? attributes.variety)?.[language];
    return label ? [facts.source(label)] : [];
  });
  return [...new Set(labels)];
}
