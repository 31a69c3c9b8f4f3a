import type { TurnParts } from '../turn-parts.ts';
import { namesNoMoney } from './agent-facts.ts';

const articlesRead = 8;

/** What the shop's own articles say about the matter of an agent's text; nothing is looked for where it names no money. */
export async function agentSources(
  { understander, knowledge }: Pick<TurnParts, 'understander' | 'knowledge'>,
  shopId: string,
  text: string,
): Promise<readonly string[]> {
  if (namesNoMoney(text)) return [];
  const { language, vector, modelVersion, redactedText } = await understander.understand(
    text.slice(0, 4_000),
  );
  const passages = await knowledge.retrieve({
    shopId,
    language,
    vector,
    modelVersion,
    text: redactedText,
    kinds: ['article'],
    limit: articlesRead,
  });
  return passages.map(({ text: article }) => article);
}
