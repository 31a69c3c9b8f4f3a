import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import type { Passage } from '../ports/knowledge.ts';
import { quote } from './quote.ts';
import type { Said, SkillContext } from './skill.ts';

/** Of articles whose words the question does not have, one in two is about something else. */
const sharesWords = 0.6;
/** So sure that it needs no word in common. */
const sureWithoutWords = 0.97;

/**
 * The shop's article that answers a message: the surest of those that have a word of it. Null: none does, and quoting
 * the nearest would answer another question.
 */
export function fittingArticle({ passages, text }: Pick<SkillContext, 'passages' | 'text'>): Passage | null {
  const asked = new Set(lexicalTerms(text));
  return (
    passages.find(({ kind, score, title, text: body }) => {
      if (kind !== 'article' || score < sharesWords) return false;
      return score >= sureWithoutWords || lexicalTerms(`${title} ${body}`).some((term) => asked.has(term));
    }) ?? null
  );
}

/** An article as it is said: its own words, its title named. */
export function quoted({ facts }: SkillContext, article: Passage): Said {
  return { text: facts.source(quote(article.text)), sources: [article.source] };
}
