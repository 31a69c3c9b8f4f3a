import type { HandoffStatusValue, HandoffValue } from '../../core/contracts/handoff.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';

/*
 * The events of the Bot Framework's handoff protocol, as EventFactory of the SDK makes them. They travel between bot
 * and desk: no channel shows an event whose name begins with "handoff." to the shopper.
 */

/** Asks the desk for a person. @param at ISO time of the request. */
export function handoffInitiation(value: HandoffValue, at: string): ActivityBody {
  const conversation = { id: value.conversationId };
  return {
    type: 'event',
    name: 'handoff.initiate',
    id: value.handoffId,
    timestamp: at,
    channelId: value.channel,
    conversation,
    relatesTo: { channelId: value.channel, conversation, bot: { id: 'mainstay', role: 'bot' } },
    value,
    attachments: [
      {
        name: 'Transcript',
        contentType: 'application/json',
        content: { activities: value.transcript.map((message) => transcriptActivity(value, message)) },
      },
    ],
    entities: [],
  };
}

/** What the desk answers. */
export function handoffStatus(conversationId: string, value: HandoffStatusValue, at: string): ActivityBody {
  return {
    type: 'event',
    name: 'handoff.status',
    timestamp: at,
    conversation: { id: conversationId },
    value,
    attachments: [],
    entities: [],
  };
}

function transcriptActivity(value: HandoffValue, message: HandoffValue['transcript'][number]) {
  return {
    type: 'message',
    id: `${value.conversationId}|${String(message.sequence).padStart(7, '0')}`,
    timestamp: message.at,
    text: message.text,
    from: { id: message.role, role: message.role === 'shopper' ? 'user' : 'bot' },
    conversation: { id: value.conversationId },
  };
}
