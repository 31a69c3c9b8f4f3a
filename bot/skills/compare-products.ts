import type { ProductView } from '../ports/shop-data.ts';
import { askedAttributes, attributeWording, productCard } from './product-words.ts';
import type { Outcome, SkillContext } from './skill.ts';

export const asksCompare =
  /\b(?:differen(?:t|ces?)|compare[ds]?|versus|vs|which (?:one )?(?:is|are|would be)|better|(?:cheap|light|heav|bigg|larg|tall|small)i?er|\w+ or (?:the )?\w+ \w+)\b|区别|不同|哪个|哪款|哪种|哪一个|对比|相比|比较|(?:更|最)(?:轻|重|大|小)|[哪那]个.{0,2}(?:轻|重|大|小|便宜|划算)/i;

/** What is told apart by a number: words of shoppers, the attribute, and which end they want. */
const measures: readonly { readonly asked: RegExp; readonly key: string; readonly least: boolean }[] = [
  { asked: /轻|\blight(?:er|est)?\b/i, key: 'weight', least: true },
  { asked: /重|\bheav(?:y|ier|iest)\b/i, key: 'weight', least: false },
  { asked: /装得?多|容量大|更?大|\b(?:big|larg)(?:ger|gest|er|est)\b/i, key: 'capacity', least: false },
  { asked: /更?高|\btall(?:er|est)\b/i, key: 'height', least: false },
  { asked: /便宜|划算|\bcheap(?:er|est)?\b/i, key: 'price', least: true },
];
/** More attributes than these nobody reads side by side. */
const shownAttributes = 3;

/** Two products side by side: prices, what the catalogue says differently of them, and who wins where that was asked. */
export function compareProducts(context: SkillContext, pair: readonly [ProductView, ProductView]): Outcome {
  const { say, text, facts, language } = context;
  // What was asked for leads; else what tells them apart.
  const asked = askedAttributes
    .find((one) => one.asked.test(text))
    ?.keys.filter((key) => pair.every(({ attributes }) => attributes[key]));
  const keys = asked?.length
    ? asked.slice(0, 1)
    : Object.keys(pair[0].attributes)
        .filter((key) => {
          const [a, b] = [pair[0].attributes[key], pair[1].attributes[key]];
          return (
            a && b && a[language] !== b[language] && key !== 'colour' && key !== 'variety' && key !== 'care'
          );
        })
        .slice(0, shownAttributes);
  const [first, second] = pair.map((product) => features(context, product, keys));
  const winner = winnerOf(pair, text);
  const verdict = winner ? ` ${say('product.compareBy', { name: facts.source(winner.name[language]) })}` : '';
  return {
    said: [
      {
        text: `${say('product.compare', { first: first!, second: second! })}${verdict}`,
        cards: pair.map((product) => productCard(context, product)),
      },
    ],
    step: { skill: 'product_question', name: 'about', choices: [], tries: 0, soft: true },
    focus: { productIds: [(winner ?? pair[0]).id], listed: pair.map(({ id }) => id) },
    offerFits: true,
  };
}

function features(context: SkillContext, product: ProductView, keys: readonly string[]): string {
  const { say, facts, language, shop } = context;
  const price = facts.amount(product.priceCents, shop.currency);
  const others = keys.flatMap((key) => {
    const wording = attributeWording(key);
    const value = facts.source(product.attributes[key]![language]).replace(/[.。]$/, '');
    return wording ? [say('product.feature', { attribute: say(wording), value })] : [];
  });
  return say('product.features', {
    name: facts.source(product.name[language]),
    price,
    list: others.map((one) => say('list.clause', { one })).join(''),
  });
}

/** Who is lighter, larger or cheaper, when that was asked and both numbers are known and differ. */
function winnerOf(pair: readonly [ProductView, ProductView], text: string): ProductView | null {
  const measure = measures.find(({ asked }) => asked.test(text));
  if (!measure) return null;
  const [a, b] = pair.map((product) =>
    measure.key === 'price' ? product.priceCents : amountOf(product.attributes[measure.key]?.en),
  );
  if (a == null || b == null || a === b) return null;
  return a < b === measure.least ? pair[0] : pair[1];
}

/** "1.4 kg" in grams, "600 ml" in millilitres; null for anything else. */
function amountOf(value: string | undefined): number | null {
  const found = /^(\d+(?:\.\d+)?)\s?(kg|g|l|ml|cm)\b/i.exec(value ?? '');
  if (!found) return null;
  return Number(found[1]) * (/^(?:kg|l)$/i.test(found[2]!) ? 1000 : 1);
}
