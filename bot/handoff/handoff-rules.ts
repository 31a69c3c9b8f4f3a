import type { TopicLabel } from '../../core/words.ts';
import type { TurnLoad } from '../ports/conversation-store.ts';
import type { HandoffWish, Outcome, SkillContext } from '../skills/skill.ts';

export const handoffRules = ['safety', 'legal', 'anger', 'misunderstood', 'unverified_money'] as const;
export type HandoffRule = (typeof handoffRules)[number];

/** Somebody may be hurt. */
const safetyWords =
  /\b(?:injur\w+|hurt (?:my|him|her|our)|bleed\w*|burn(?:ed|t) (?:my|me|him|her|our)|caught fire|on fire|set fire|smok(?:e|ing) (?:came|coming|from)|electric shock|electrocut\w+|explod\w+|allergic reaction|anaphyla\w+|poison\w*|chok(?:ed|ing)|hospital|ambulance|safety hazard)\b|受伤|流血|烫伤|烧伤|着火|起火|冒烟|触电|漏电|爆炸|过敏|中毒|窒息|噎住|医院|急诊/i;
const legalWords =
  /\b(?:lawyer|solicitor|attorney|su(?:e|ing) (?:you|your)|legal action|take you to court|small claims|lawsuit|trading standards|ombudsman|consumer protection|chargeback|police|fraud squad|data protection (?:authority|commissioner)|class action)\b|律师|起诉|法院|法庭|打官司|消协|消费者协会|12315|12345|工商|市场监管|报警|曝光|维权/i;
/** Money of their own, not how money works here. */
const ownMoney =
  /\b(?:my (?:money|refund|card|account|bank)|(?:charged|refund|owe|paid|billed)(?:ed)? me|(?:was|were|been|got) (?:charged|billed|overcharged)|give me (?:my|back)|money back)\b|我的(?:钱|退款|卡|账户)|退我|扣了我|多扣|被扣|还我钱|没退给我/i;

/** So sure that the message is angry. */
const angry = 0.85;
/** Mean sentiment (-1..1) of the messages before, from which on anger has lasted. */
const lastingAnger = -0.35;
const moneyTopics: ReadonlySet<TopicLabel> = new Set(['payment', 'return_refund', 'cancel', 'complaint']);

/**
 * Whether a rule asks for a person though the shopper has not: null when none does. Text steers who answers; it has
 * no way into money.
 * @param outcome what the bot would say: it was just asked, and a question that it could answer is no reason.
 */
export function handoffRule(
  context: SkillContext,
  load: Pick<TurnLoad, 'recentUnderstandings'>,
  outcome: Outcome,
): (HandoffWish & { readonly reason: HandoffRule }) | null {
  const { text, understanding, dialog, verifiedShopperId } = context;
  if (safetyWords.test(text)) return { reason: 'safety', priority: 0.9 };
  if (legalWords.test(text)) return { reason: 'legal', priority: 0.75 };
  if (understanding === null) return null;
  if (understanding.sentiment.probabilities.negative >= angry && lasts(load))
    return { reason: 'anger', priority: 0.6 };
  // What the bot is not made for, it has understood: nobody is fetched for a poem.
  const foreign = understanding.topic.label === 'out_of_scope';
  if (outcome.understood === false && dialog.misunderstood >= 1 && !foreign)
    return { reason: 'misunderstood', priority: 0.4 };
  const theirs = moneyTopics.has(understanding.topic.label) && ownMoney.test(text);
  if (verifiedShopperId === null && theirs) return { reason: 'unverified_money', priority: 0.4 };
  return null;
}

/** The messages before it were bitter, too: one sharp sentence is no reason to be passed on. */
function lasts({ recentUnderstandings }: Pick<TurnLoad, 'recentUnderstandings'>): boolean {
  const before = recentUnderstandings.slice(-2);
  if (before.length === 0) return false;
  const mean = before.reduce((sum, { sentimentScore }) => sum + sentimentScore, 0) / before.length;
  return mean <= lastingAnger;
}
