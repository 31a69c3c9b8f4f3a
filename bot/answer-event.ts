import type { OutcomeEvent } from '../core/contracts/shopper-action.ts';
import { isId } from '../core/ids.ts';
import type { StoredActivity } from './ports/conversation-store.ts';
import type { Outcome, SkillContext } from './skills/skill.ts';
import { firstChoices } from './skills/small-talk.ts';
import type { TurnParts } from './turn-parts.ts';

/** Names by which clients say that somebody has opened the chat: ours, Web Chat's, Bot Framework's. */
const opened = new Set(['mainstay/open', 'webchat/join', 'startConversation']);

/** Activities that are no message: what became of a card is recorded, a newly opened chat is greeted. */
export async function answerEvent(
  { outcomes }: TurnParts,
  context: SkillContext,
  { activity }: StoredActivity,
  silent: boolean,
): Promise<Outcome> {
  const { tx, shop, now, dialog, say, language } = context;
  if (activity.type === 'event' && activity.name === 'mainstay/outcome') {
    const outcome = outcomeOf(activity.value);
    if (outcome) await outcomes.record(tx, { shopId: shop.id, ...outcome, occurredAt: now });
    return { said: [] };
  }
  const arrives = activity.type === 'conversationUpdate' || opened.has(String(activity.name));
  if (silent || !arrives || dialog.introduced) return { said: [] };
  return {
    said: [{ text: say('greet.bot', { shop: shop.name[language] }) }],
    choices: firstChoices(context),
  };
}

/** A well-formed report; clients may send anything. */
function outcomeOf(value: unknown): OutcomeEvent | null {
  if (typeof value !== 'object' || value === null) return null;
  const { decisionId, kind, ref } = value as Partial<OutcomeEvent>;
  if (typeof decisionId !== 'string' || !isId(decisionId)) return null;
  if (kind !== 'shown' && kind !== 'clicked') return null;
  return typeof ref === 'string' && ref.length <= 200 ? { decisionId, kind, ref } : null;
}
