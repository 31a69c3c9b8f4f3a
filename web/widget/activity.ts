import type { MessageExtras } from '../../core/contracts/message.ts';

/** What the widget reads of a Bot Framework activity. Everything is as the other side wrote it: to be shown as text. */
export interface Activity {
  readonly id?: string;
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly locale?: string;
  readonly localTimezone?: string;
  readonly timestamp?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  readonly value?: unknown;
  readonly attachments?: readonly Attachment[];
  readonly suggestedActions?: { readonly actions: readonly SuggestedAction[] };
  readonly channelData?: ChannelData;
}

export interface Attachment {
  readonly contentType: string;
  readonly contentUrl?: string;
  readonly name?: string;
}

export interface SuggestedAction {
  readonly type: string;
  readonly title: string;
  readonly value: unknown;
}

interface ChannelData {
  readonly clientActivityID?: string;
  readonly mainstay?: MessageExtras;
  /** Bot Framework livestreaming: parts come as typing activities, the whole as a message of type 'final'. */
  readonly streamType?: 'streaming' | 'informative' | 'final';
  readonly streamId?: string;
  readonly streamSequence?: number;
}

/** Activity ids are `conversation|sequence`; typing and other activities that are not stored have no sequence. */
export function sequenceOf(id: string | undefined): number | null {
  const digits = id?.split('|')[1];
  return digits && /^\d+$/.test(digits) ? Number(digits) : null;
}
