import type { ActivityBody } from '../ports/conversation-store.ts';

/** Names what is being written in answer to an activity. No id of a stored activity has this form. */
export function replyStreamId(conversationId: string, inboundSequence: number): string {
  return `${conversationId}|reply-${inboundSequence}`;
}

/**
 * A message as the end of a stream, after the conventions of Bot Framework: what clients show of the stream gives way
 * to it. Who saw nothing of the stream sees a message like any other.
 */
export function endingStream(activity: ActivityBody, streamId: string): ActivityBody {
  return { ...activity, channelData: { ...channelDataOf(activity), streamType: 'final', streamId } };
}

/** The stream that a message ends; null when it ends none. */
export function endedStream(activity: ActivityBody): string | null {
  const { streamType, streamId } = channelDataOf(activity);
  return streamType === 'final' && typeof streamId === 'string' ? streamId : null;
}

function channelDataOf({ channelData }: ActivityBody): Record<string, unknown> {
  return typeof channelData === 'object' && channelData !== null
    ? (channelData as Record<string, unknown>)
    : {};
}
