import type { TopicLabel } from '../words.ts';

/** A share with its Wilson interval at 95 %; null: nothing to divide by. */
export interface ShareView {
  readonly count: number;
  readonly of: number;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Whole seconds by percentile; null: nothing to measure. */
export interface DurationView {
  readonly count: number;
  readonly p50S: number | null;
  readonly p90S: number | null;
}

/** GET .../service: figures over conversations that began in [from, to). */
export interface ServicePage {
  readonly from: string;
  readonly to: string;
  readonly conversations: number;
  /** Conversations that were never handed to a person, of those in which a shopper said something. */
  readonly contained: ShareView;
  /** Conversations with at least one request for a person. */
  readonly handedOver: ShareView;
  /** From the request to the first word of an agent. */
  readonly firstReply: DurationView;
  /** From the request to the resolution. */
  readonly resolution: DurationView;
  /** Handoffs that were resolved, of those that ended. */
  readonly resolved: ShareView;
  /** Ratings of 4 or 5, of those given. */
  readonly satisfied: ShareView;
  readonly topicsByWeek: readonly {
    /** Monday, yyyy-mm-dd, in the shop's zone. */
    readonly week: string;
    readonly topics: readonly { readonly topic: TopicLabel; readonly messages: number }[];
  }[];
  /** Messages that wait in the work list. */
  readonly misunderstood: number;
}

/** GET .../service/models: how a version of the models did; of several, each read conversations of its own. */
export interface ModelFigures {
  readonly version: string;
  readonly lastAt: string;
  readonly messages: number;
  /** Messages of whose topic it was not sure. */
  readonly unsure: ShareView;
  /** Conversations handed to a person, of those that it read. */
  readonly handedOver: ShareView;
  /** Messages that people say mean what it took them for, of those that they labelled in the work list. */
  readonly agreed: ShareView;
}

/** A message that the model was unsure about; personal data is taken out. */
export interface UnsureMessage {
  readonly conversationId: string;
  readonly sequence: number;
  readonly at: string;
  readonly language: string;
  readonly text: string;
  readonly guesses: readonly { readonly topic: TopicLabel; readonly probability: number }[];
}

/** What a person says of an unsure message; a null topic skips it for good. */
export interface MessageLabel {
  readonly topic: TopicLabel | null;
}
