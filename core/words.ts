/** The closed vocabularies that every folder shares. Labels are stored, logged and trained on: never rename one. */

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export const sentimentLabels = ['negative', 'neutral', 'positive'] as const;
export type SentimentLabel = (typeof sentimentLabels)[number];

/** The fourteen skills of the bot, which are also the topic labels of the model. */
export const topicLabels = [
  'order_status',
  'delivery',
  'return_refund',
  'cancel',
  'payment',
  'product_question',
  'promotion',
  'recommendation',
  'account',
  'complaint',
  'leaving',
  'person_wanted',
  'small_talk',
  'out_of_scope',
] as const;
export type TopicLabel = (typeof topicLabels)[number];

/** What a clause of a product review speaks of. */
export const aspectLabels = [
  'quality',
  'size_fit',
  'value_for_money',
  'delivery',
  'packaging',
  'service',
  'appearance',
  'performance',
  'general',
] as const;
export type AspectLabel = (typeof aspectLabels)[number];

/** What came of a conversation, as the head that reads leaving from text tells it. */
export const churnLabels = ['leaves', 'stays'] as const;

export const eventKinds = ['visit', 'view', 'search', 'cart_add', 'cart_remove', 'order'] as const;
export type EventKind = (typeof eventKinds)[number];

export const outcomeKinds = [
  'shown',
  'clicked',
  'accepted',
  'declined',
  'redeemed',
  'ordered',
  'returned',
  'cancelled',
  'resolved',
  'rated',
  'left',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

export const ledgerKinds = ['reserve', 'redeem', 'void', 'expire', 'reverse'] as const;
export type LedgerKind = (typeof ledgerKinds)[number];
