import type { Suggestion } from '../../core/contracts/desk-acting.ts';
import { converse } from '../converse.ts';
import { freshDialog, readDialog } from '../dialog/dialog-state.ts';
import type { ConversationKey, StoredActivity, TurnLoad } from '../ports/conversation-store.ts';
import { type ReadAhead, readAhead, textOf } from '../read-ahead.ts';
import { skillContext } from '../skill-context.ts';
import { skills } from '../skills/all-skills.ts';
import type { SkillContext } from '../skills/skill.ts';
import type { TurnParts } from '../turn-parts.ts';
import { writeReplies } from '../write-replies.ts';

/** Thrown to leave a turn that must leave nothing behind; carries what was learnt. */
class Tried<T> extends Error {
  readonly result: T;
  constructor(result: T) {
    super('a turn was tried');
    this.result = result;
  }
}

const noSuggestion = new Set(['person_wanted', 'out_of_scope']);

/**
 * What the bot would say to the shopper's latest message: its skill on the shop's data, through the money check, in a
 * transaction that is rolled back. Null when it would not know, or would fetch a person. A skill is only begun, never
 * gone on with: nothing is suggested as done that was not done.
 */
export async function suggestReply(
  parts: TurnParts,
  key: ConversationKey,
): Promise<Suggestion['suggestion']> {
  const asked = await tried(parts, key, async (_tx, load) => latestQuestion(load));
  if (!asked) return null;
  const ahead = await readAhead(parts, key, asked);
  return tried(parts, key, async (tx, load) =>
    suggestion(parts, await skillContext(parts, tx, load, asked, ahead), asked, ahead),
  );
}

async function suggestion(
  parts: TurnParts,
  given: SkillContext,
  asked: StoredActivity,
  ahead: ReadAhead,
): Promise<Suggestion['suggestion']> {
  if (!ahead.understanding?.languageSupported) return null;
  const { focus, shownGrants } = readDialog(given.dialog);
  const context = {
    ...given,
    handoffOpen: true,
    dialog: { ...freshDialog, introduced: true, focus, shownGrants },
  };
  const conversed = await converse(context, skills);
  const { outcome, skill } = conversed;
  const asksForPerson =
    outcome.step?.skill === 'person_wanted' && !outcome.said.some(({ sources }) => sources?.length);
  if (noSuggestion.has(skill) || outcome.understood === false || outcome.handoff || asksForPerson)
    return null;
  const { replies } = writeReplies(parts, context, conversed);
  const text = replies.map(({ activity }) => activity.text ?? '').join('\n');
  if (text.trim() === '') return null;
  const cards = outcome.said.flatMap((said) => said.cards ?? []);
  return {
    text,
    topic: skill,
    sources: outcome.said.flatMap((said) => said.sources ?? []),
    productIds: cards.flatMap((card) => (card.kind === 'product' ? [card.productId] : [])),
    sequence: asked.sequence,
  };
}

function latestQuestion({ pending, recent }: TurnLoad): StoredActivity | null {
  const written = [...recent, ...pending].filter(
    (one) => one.role === 'shopper' && one.activity.type === 'message' && textOf(one) !== '',
  );
  return written.at(-1) ?? null;
}

async function tried<T>(
  { store }: TurnParts,
  key: ConversationKey,
  work: (tx: Parameters<Parameters<typeof store.inTurn>[1]>[0], load: TurnLoad) => Promise<T>,
): Promise<T> {
  try {
    return await store.inTurn(key, async (tx, load): Promise<T> => {
      throw new Tried(await work(tx, load));
    });
  } catch (error) {
    if (error instanceof Tried) return error.result as T;
    throw error;
  }
}
