import type { SeededRandom } from '../../../core/seeded-random.ts';
import type { Language } from '../../../core/words.ts';
import type { DemoProduct } from '../build-products.ts';
import {
  faultPhrases,
  latePhrases,
  openings,
  type Phrases,
  praise,
  quibbles,
  servicePhrases,
} from './phrases.ts';

/** The words of a review that says what was good and what was bad, as its stars and the product's truth have it. */
export function writeReview(
  random: SeededRandom,
  product: DemoProduct,
  language: Language,
  review: { rating: number; hitByFault: boolean; late: boolean; trouble?: Phrases | undefined },
): string {
  const say = (phrases: Readonly<Record<Language, readonly string[]>>) => random.pick(phrases[language]);
  const { fault } = product.truth;
  const liked = say(praise[product.category]!);
  const disliked = review.trouble
    ? say(review.trouble)
    : review.hitByFault && fault
      ? say(faultPhrases[fault])
      : say(quibbles);
  const mood = review.rating >= 4 ? 'good' : review.rating === 3 ? 'mixed' : 'bad';
  const clauses: string[] = random.next() < 0.7 ? [say(openings[mood])] : [];
  if (mood === 'good') {
    clauses.push(liked);
    if (random.next() < 0.35) clauses.push(say(servicePhrases));
    if (review.rating === 4 || review.hitByFault || review.trouble) clauses.push(but(language, disliked));
  } else if (mood === 'mixed') {
    clauses.push(liked, but(language, disliked));
  } else {
    clauses.push(disliked);
    if (random.next() < 0.4) clauses.push(but(language, liked));
  }
  if (review.late) clauses.push(say(latePhrases));
  return language === 'zh' ? joinChinese(clauses) : joinEnglish(random, clauses);
}

function but(language: Language, clause: string): string {
  return language === 'zh' ? `不过${clause}` : `but ${clause}`;
}

function joinChinese(clauses: readonly string[]): string {
  return `${clauses.join('，')}。`;
}

/** Sentences, with "but" clauses hung on by a comma. */
function joinEnglish(random: SeededRandom, clauses: readonly string[]): string {
  const sentences: string[] = [];
  for (const clause of clauses) {
    if (clause.startsWith('but ') && sentences.length > 0) sentences.push(`${sentences.pop()}, ${clause}`);
    else sentences.push(clause.charAt(0).toUpperCase() + clause.slice(1));
  }
  const end = random.next() < 0.12 ? '!' : '.';
  return `${sentences.join('. ')}${end}`;
}
