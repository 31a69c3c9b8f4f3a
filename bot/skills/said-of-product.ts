import type { Language } from '../../core/words.ts';
import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import type { ProductView } from '../ports/shop-data.ts';

/** What shoppers ask of a thing that shops keep under no key: their words, and the words that answer. */
interface Property {
  readonly asked: RegExp;
  readonly answers: RegExp;
}

const properties: readonly Property[] = [
  {
    asked: /\bwater ?(?:proof|resistant|tight)\b|\brain\b|\bget wet\b|防水|淋雨/i,
    answers: /\bwater|\brain\b|\bshowers?\b|\bseams\b|\bwaxed\b|防水|防泼|雨|接缝|打蜡/i,
  },
  { asked: /\bshr(?:ink\w*|unk)\b|缩水/i, answers: /\bshrink|缩水/i },
  {
    asked: /\b(?:itch\w*|scratchy|soft|sensitive skin)\b|扎(?:人|不扎)|柔软/i,
    answers: /\bsoft|\bkind to the skin\b|\bsmooth\b|柔软|亲肤|不扎/i,
  },
  { asked: /\bwind ?proof\b|防风/i, answers: /\bwind|防风|风/i },
  { asked: /\b(?:ground|whole beans?|beans or)\b|咖啡粉|豆子/i, answers: /\bwhole\b|\bground\b|整豆|现磨/i },
  { asked: /\b(?:caffein\w*|decaf\w*)\b|咖啡因/i, answers: /\b(?:caffein|decaf)|咖啡因/i },
  { asked: /\bdim(?:mable|med|mer|s)?\b|调光/i, answers: /\bdim|调光/i },
  {
    asked: /\b(?:where (?:is|are) (?:it|they|this|that) (?:made|from)|made in)\b|产地|哪里(?:产|生产)/i,
    answers: /\bmade in\b|产自/i,
  },
  {
    asked: /\b(?:organic|sustainable|vegan|eco)\b|有机|环保|纯素/i,
    answers: /\b(?:organic|recycled|managed|mulesing)|有机|再生|可持续/i,
  },
  { asked: /\b(?:induction|hob|stove)\b|电磁炉/i, answers: /\binduction\b|电磁炉/i },
  { asked: /\b(?:pill(?:s|ing)?|bobbl\w+)\b|起球/i, answers: /\bpill|起球/i },
];

export interface SaidOfProduct {
  /** The shop's own sentence; null: it has none about that. */
  readonly sentence: string | null;
  readonly asked: RegExp;
}

/**
 * What the description and the attributes of a product say to a question about one of its properties.
 * @returns null for a question about none of them.
 */
export function saidOfProduct(
  product: ProductView,
  question: string,
  language: Language,
): SaidOfProduct | null {
  const property = properties.find(({ asked }) => asked.test(question));
  if (!property) return null;
  const { asked, answers } = property;
  const described = sentencesOf(product, language);
  const facts = Object.entries(product.attributes)
    .filter(
      ([key, value]) =>
        key !== 'material' && key !== 'care' && (answers.test(key) || answers.test(value[language])),
    )
    .map(([key, value]) =>
      language === 'en' ? `${key}: ${value.en}`.replace(/^(?:care|material): /, '') : value.zh,
    );
  const sentences = described.filter((sentence) => answers.test(sentence));
  const said = [...sentences, ...facts.filter((fact) => !product.description[language].includes(fact))];
  return { asked, sentence: said.length > 0 ? said.slice(0, 2).join(language === 'en' ? ' ' : '') : null };
}

/** The sentence of a description that has a word of the question, the thing's own name aside; null: none has. */
export function sentenceOn(product: ProductView, question: string, language: Language): SaidOfProduct | null {
  const named = new Set(lexicalTerms(product.name[language]));
  const asked = lexicalTerms(question).filter((term) => term.length > 2 && !named.has(term));
  const sentence = sentencesOf(product, language).find((one) =>
    lexicalTerms(one).some((term) => asked.includes(term)),
  );
  return sentence ? { sentence, asked: /$^/ } : null;
}

function sentencesOf({ description }: ProductView, language: Language): readonly string[] {
  return description[language].split(/(?<=[.!?])\s+|(?<=[。！？])/);
}
