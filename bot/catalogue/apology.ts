import type { Language } from '../../core/words.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';
import { messageActivity } from '../say/message-activity.ts';
import { speaker } from '../say/speaker.ts';

/** What a shopper reads when their message could not be answered after several tries. */
export function apology(language: Language | null): ActivityBody {
  const say = speaker(language ?? 'en', 'apology');
  return messageActivity({ text: say('apology') }, [], language ?? 'en', say);
}
