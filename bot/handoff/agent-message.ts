import type { Card, MessageExtras } from '../../core/contracts/message.ts';
import type { Language } from '../../core/words.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';
import { messageActivity } from '../say/message-activity.ts';
import { speaker } from '../say/speaker.ts';

/** What an agent writes, as the activity that the shopper gets: under the agent's name, which is all they learn. */
export function agentMessage(message: {
  text: string;
  agentName: string;
  language: Language;
  cards: readonly Card[];
}): ActivityBody {
  const { text, agentName, language, cards } = message;
  const activity = messageActivity({ text, cards }, [], language, speaker(language, agentName));
  const extras: MessageExtras = {
    ...(cards.length > 0 ? { cards } : {}),
    speaker: { kind: 'agent', name: agentName },
  };
  return { ...activity, from: { name: agentName }, channelData: { mainstay: extras } };
}
