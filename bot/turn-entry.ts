import { ActivityHandler, type TurnContext } from 'botbuilder';
import { BadInputError } from '../core/errors.ts';
import type { Inbox } from './inbox.ts';
import type { Appended } from './ports/conversation-log.ts';
import type { ActivityBody, ConversationKey } from './ports/conversation-store.ts';

/** What a channel's adapter lays into `context.turnState` for the entry, and what it finds there afterwards. */
export interface Arrival {
  readonly key: ConversationKey;
  readonly clientActivityId: string | null;
  /** Set by the entry: what the activity was stored as. Unset: it is not kept (typing). */
  appended?: Appended;
}

export const arrivalKey = Symbol('arrival');

/** Activity types that Bot Framework names; of these only messages and events are answered. */
const kept = new Set(['message', 'event', 'conversationUpdate', 'endOfConversation', 'messageReaction']);
const answered = new Set(['message', 'event']);

/**
 * The Bot Framework's end of a turn, the same for every channel: behind the SDK's middleware it stores what came and
 * lets the runner answer it. It waits for no reply, so that a channel's acknowledgement says "stored".
 */
export class MainstayBot extends ActivityHandler {
  /** @param onTyping told that the shopper writes; that is not kept. */
  constructor(inbox: Inbox, onTyping?: (key: ConversationKey) => void) {
    super();
    this.onTurn(async (context, next) => {
      const arrival = context.turnState.get<Arrival>(arrivalKey);
      const { type } = context.activity;
      if (type === 'typing') onTyping?.(arrival.key);
      else {
        if (!kept.has(type)) throw new BadInputError(`activities of type "${type}" are not accepted here`);
        arrival.appended = await inbox.accept(arrival.key, {
          clientActivityId: arrival.clientActivityId,
          activity: plain(context),
          needsTurn: answered.has(type),
        });
      }
      await next();
    });
  }
}

/** The activity as data: without what the SDK lays beside it for itself. */
function plain(context: TurnContext): ActivityBody {
  const { callerId: _caller, ...body } = context.activity;
  return body as unknown as ActivityBody;
}
