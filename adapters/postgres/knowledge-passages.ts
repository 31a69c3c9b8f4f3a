import { createHash } from 'node:crypto';
import type { PassageKind } from '../../bot/ports/knowledge.ts';
import { type Language, languages } from '../../core/words.ts';
import type { Queryable } from './database.ts';

/** A piece of what a shop says, in one language, as it is embedded. */
export interface ShopPassage {
  /** Unique within shop and language: kind, ref and the piece's number. */
  readonly id: string;
  readonly kind: PassageKind;
  readonly ref: string;
  /** Number of the piece in a document of which parts are found by themselves; null for the whole document. */
  readonly piece: number | null;
  readonly language: Language;
  readonly title: string;
  /** What is embedded and searched. */
  readonly text: string;
  /** The whole document as it may be quoted. */
  readonly fullText: string;
  readonly productId: string | null;
  /** Of products: the same for all variants of one, which differ in colour or size alone. */
  readonly family: string | null;
}

/** Everything a shop says: catalogue, FAQ and policies in each language, reviews in theirs. */
export async function readPassages(client: Queryable, shopId: string): Promise<ShopPassage[]> {
  const [products, articles, reviews] = [
    await readProducts(client, shopId),
    await readArticles(client, shopId),
    await readReviews(client, shopId),
  ];
  return [...products, ...articles, ...reviews];
}

/** Changes with every letter that is embedded. */
export function textHash(passage: ShopPassage): string {
  return createHash('sha256').update(embeddedText(passage)).digest('hex').slice(0, 32);
}

export function embeddedText({ title, text }: ShopPassage): string {
  return text === title ? title : `${title}\n${text}`;
}

/** How a passage is named in table vectors: kind `product` is there for whole products alone, one row each. */
export function vectorName({ kind, ref, piece }: ShopPassage): { kind: string; ref: string } {
  return piece === null ? { kind, ref } : { kind: `${kind}_piece`, ref: `${ref}#${piece}` };
}

async function readProducts(client: Queryable, shopId: string): Promise<ShopPassage[]> {
  type Texts = Partial<Record<Language, string>>;
  const { rows } = await client.query<{
    id: string;
    name: Texts;
    description: Texts;
    category: Texts | null;
    attributes: Record<string, unknown>;
  }>(
    `select p.id, p.name, p.description, p.attributes,
            (select c -> 'name' from jsonb_array_elements(coalesce(s.settings -> 'categories', '[]')) c
             where c ->> 'id' = p.category) as category
     from products p join shops s on s.id = p.shop_id
     where p.shop_id = $1 and p.active order by p.id`,
    [shopId],
  );
  return rows.flatMap(({ id, name, description, category, attributes }) =>
    languages.flatMap((language): ShopPassage[] => {
      const title = name[language];
      if (!title) return [];
      const facts = Object.entries(attributes).map(([key, value]) => {
        const words = valueIn(value, language);
        return language === 'en' ? `${key.replaceAll('_', ' ')}: ${words}` : words;
      });
      const told = description[language] ?? '';
      const whole = {
        kind: 'product',
        ref: id,
        language,
        title,
        fullText: [told, facts.join('; ')].filter(Boolean).join('\n'),
        productId: id,
        family: description.en ?? told,
      } as const;
      const text = [told, category?.[language], facts.join('; ')].filter(Boolean).join('\n');
      return [
        { ...whole, id: `product/${id}`, piece: null, text },
        // Materials and care make all descriptions alike: what the thing is for is found by itself.
        { ...whole, id: `product/${id}#0`, piece: 0, text: sentencesOf(told)[0] ?? title },
      ];
    }),
  );
}

/** An attribute's value may be a text, a number, or a text in each language. */
function valueIn(value: unknown, language: Language): string {
  if (typeof value === 'object' && value !== null && language in value)
    return String((value as Record<Language, unknown>)[language]);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function readArticles(client: Queryable, shopId: string): Promise<ShopPassage[]> {
  const { rows } = await client.query<{ id: string; language: Language; title: string; body: string }>(
    'select id, language, title, body from articles where shop_id = $1 order by id, language',
    [shopId],
  );
  return rows.flatMap(({ id, language, title, body }) => {
    const whole = {
      kind: 'article',
      ref: id,
      language,
      title,
      fullText: body,
      productId: null,
      family: null,
    } as const;
    // An article answers several questions, a sentence each, and its title asks one: each is found by itself.
    const sentences = sentencesOf(body);
    const pieces = [title, ...(sentences.length > 1 ? sentences : [])];
    return [
      { ...whole, id: `article/${id}`, piece: null, text: body },
      ...pieces.map((text, piece) => ({ ...whole, id: `article/${id}#${piece}`, piece, text })),
    ];
  });
}

function sentencesOf(body: string): string[] {
  return body
    .split(/(?<=[.!?])\s+(?=\p{Lu})|(?<=[。！？；])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

async function readReviews(client: Queryable, shopId: string): Promise<ShopPassage[]> {
  const { rows } = await client.query<{
    id: string;
    productId: string;
    language: Language;
    title: string | null;
    body: string;
  }>(
    `select r.id, r.product_id as "productId", r.language, p.name ->> r.language as title, r.body
     from reviews r join products p on p.shop_id = r.shop_id and p.id = r.product_id
     where r.shop_id = $1 and p.active and r.language = any($2) order by r.id`,
    [shopId, languages],
  );
  return rows.flatMap(({ id, productId, language, title, body }) =>
    title === null
      ? []
      : [
          {
            id: `review/${id}`,
            kind: 'review',
            ref: id,
            piece: null,
            language,
            title,
            text: body,
            fullText: body,
            productId,
            family: null,
          },
        ],
  );
}
