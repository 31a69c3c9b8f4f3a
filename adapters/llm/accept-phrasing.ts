import { checkMoney } from '../../bot/money-check/check-money.ts';
import { saysNoMore, saysTheSame } from '../../bot/money-check/says-the-same.ts';
import type { PhraseRequest } from '../../bot/ports/llm.ts';
import { detectLanguage } from '../../nlp/language/detect-language.ts';

/** Why a model's wording is not used. */
export type Refusal = 'form' | 'language' | 'link' | 'money' | 'content';

/** Marks of formats that the chat shows as they stand, of turned reading direction, and of the prompt itself. */
const foreignMarks =
  /<\/?[a-z]|`{3}|\]\(|[\u202a-\u202e\u2066-\u2069]|(?![\n\r\t])\p{Cc}|"(?:reply|shopper|history)"\s*:|\[[A-Z_]+_\d/iu;

/**
 * A model's answer as it may go out, or the reason why it may not.
 * @param text the answer, placeholders put back.
 */
export function acceptPhrasing(
  text: string,
  request: PhraseRequest,
): { text: string } | { refused: Refusal } {
  const plain = text.trim();
  const refused = plain === '' ? 'form' : acceptPart(plain, request);
  if (refused) return { refused };
  return saysTheSame(plain, request.template) ? { text: plain } : { refused: 'content' };
}

/** Why the beginning of an answer may not be shown; null: it may. Nothing in it has to be complete but its clauses. */
export function acceptPart(text: string, { template, language, facts }: PhraseRequest): Refusal | null {
  if (text.length > 2 * template.length + 200 || foreignMarks.test(text)) return 'form';
  if (linksOf(text).some((link) => !template.includes(link))) return 'link';
  if (!checkMoney(text, facts).ok) return 'money';
  if (!saysNoMore(text, template)) return 'content';
  const detected = detectLanguage(text, language);
  return detected.supported && detected.language === language ? null : 'language';
}

function linksOf(text: string): string[] {
  return (
    text.match(
      /(?:https?:\/\/|www\.)[^\s)]+|\b[a-z0-9-]{1,63}\.(?:com|net|org|shop|store|cn|io|co|uk|de)\b[^\s)]*/gi,
    ) ?? []
  );
}
