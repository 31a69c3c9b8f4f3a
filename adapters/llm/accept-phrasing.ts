import { checkMoney } from '../../bot/money-check/check-money.ts';
import { saysTheSame } from '../../bot/money-check/says-the-same.ts';
import type { PhraseRequest } from '../../bot/ports/llm.ts';
import { detectLanguage } from '../../nlp/language/detect-language.ts';

/** Marks of formats that the chat shows as they stand, of turned reading direction, and of the prompt itself. */
const foreignMarks =
  /<\/?[a-z]|`{3}|\]\(|[\u202a-\u202e\u2066-\u2069]|(?![\n\r\t])\p{Cc}|"(?:reply|shopper|history)"\s*:|\[[A-Z_]+_\d+\]/iu;

/**
 * A model's answer as it may go out, or the reason why it may not.
 * @param text the answer, placeholders put back.
 */
export function acceptPhrasing(
  text: string,
  { template, language, facts }: PhraseRequest,
): { text: string } | { refused: 'form' | 'language' | 'link' | 'money' | 'content' } {
  const plain = text.trim();
  if (plain === '' || plain.length > 2 * template.length + 200 || foreignMarks.test(plain))
    return { refused: 'form' };
  const detected = detectLanguage(plain, language);
  if (!detected.supported || detected.language !== language) return { refused: 'language' };
  if (linksOf(plain).some((link) => !template.includes(link))) return { refused: 'link' };
  if (!checkMoney(plain, facts).ok) return { refused: 'money' };
  if (!saysTheSame(plain, template)) return { refused: 'content' };
  return { text: plain };
}

function linksOf(text: string): string[] {
  return (
    text.match(
      /(?:https?:\/\/|www\.)[^\s)]+|\b[a-z0-9-]+\.(?:com|net|org|shop|store|cn|io|co|uk|de)\b[^\s)]*/gi,
    ) ?? []
  );
}
