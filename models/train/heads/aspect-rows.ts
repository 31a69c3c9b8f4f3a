import { readFileSync } from 'node:fs';
import { hashFraction } from '../../../core/hash-fraction.ts';
import type { AspectLabel, Language, SentimentLabel } from '../../../core/words.ts';
import { publicSets } from '../sets/public-sets.ts';

/** A clause of a public review, with what it speaks of and what it feels about that. */
export interface PublicAspect {
  readonly text: string;
  readonly aspect: AspectLabel;
  readonly sentiment: SentimentLabel;
  readonly source: 'absa_en' | 'absa_zh';
  readonly language: Language;
}

type Terms = Readonly<Partial<Record<AspectLabel, readonly string[]>>>;

const mapping = JSON.parse(readFileSync(new URL('../aspect-mapping.json', import.meta.url), 'utf8')) as {
  readonly absa_en: Terms;
  readonly absa_zh: Terms;
};

/** Rows kept of one aspect and sentiment in one set, the same ones every time: praise of shampoo would drown the rest. */
const rowsPerCell = 250;

/** Clauses of public reviews whose marked term means one of the aspects (models/train/aspect-mapping.json). */
export function publicAspectRows(folder: string): PublicAspect[] {
  return (['absa_en', 'absa_zh'] as const).flatMap((source) => {
    const language = source === 'absa_en' ? 'en' : 'zh';
    const cells = new Map<string, Map<string, PublicAspect>>();
    for (const { text, label } of publicSets[source](folder)) {
      const at = label.lastIndexOf('/');
      const aspect = aspectOfTerm(label.slice(0, at), mapping[source], language);
      if (!aspect) continue;
      const sentiment = label.slice(at + 1) as SentimentLabel;
      // In the Chinese sets 'neutral' also marks clauses that nobody could place, such as "fake goods".
      if (source === 'absa_zh' && sentiment === 'neutral') continue;
      const cell = cells.get(`${aspect} ${sentiment}`) ?? new Map<string, PublicAspect>();
      // Two terms of one clause mostly mean the same aspect: one row is enough.
      cell.set(text, { text, aspect, sentiment, source, language });
      cells.set(`${aspect} ${sentiment}`, cell);
    }
    return [...cells.values()].flatMap((cell) =>
      [...cell.values()].sort((a, b) => hashFraction(a.text) - hashFraction(b.text)).slice(0, rowsPerCell),
    );
  });
}

/** The aspect of the longest listed word that a term holds; English words whole, Chinese ones anywhere. */
function aspectOfTerm(term: string, terms: Terms, language: Language): AspectLabel | undefined {
  const padded = ` ${term.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  let best: { readonly aspect: AspectLabel; readonly length: number } | undefined;
  for (const [aspect, words] of Object.entries(terms) as [AspectLabel, readonly string[]][]) {
    for (const word of words) {
      const held = language === 'en' ? padded.includes(` ${word} `) : term.includes(word);
      if (held && word.length > (best?.length ?? 0)) best = { aspect, length: word.length };
    }
  }
  return best?.aspect;
}
