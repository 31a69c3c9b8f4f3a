import type { Localised } from '../../core/localised.ts';
import { logOddsOfProbability, probabilityOf } from './log-odds.ts';
import { type RiskReason, strongestReasons } from './reason.ts';

/**
 * What a conversation says, oldest first: sentiment in [-1, 1] (positive minus negative probability), topics, and log odds
 * of leaving by each text where they are known.
 */
export interface ConversationSigns {
  readonly sentimentScores: readonly number[];
  readonly topics: readonly string[];
  readonly leaving: readonly (number | null)[];
}

export interface FusedRisk {
  readonly probability: number;
  /** Behavioural and conversational, strongest first, at most three. */
  readonly reasons: readonly RiskReason[];
}

/**
 * Log odds that a topic adds when it is the latest one. Stated, not learnt: until labelled conversations exist, "I am
 * leaving" multiplies the odds by about seven, a complaint by two.
 */
const topicLogOdds: Readonly<Record<string, { logOdds: number; text: Localised }>> = {
  leaving: { logOdds: 2, text: { en: 'says that they are leaving', zh: '表示要离开' } },
  complaint: { logOdds: 0.7, text: { en: 'complains', zh: '提出投诉' } },
  cancel: { logOdds: 0.4, text: { en: 'wants to cancel', zh: '想要取消' } },
  return_refund: { logOdds: 0.2, text: { en: 'wants to return something', zh: '想要退货退款' } },
  person_wanted: { logOdds: 0.2, text: { en: 'asks for a person', zh: '要求人工客服' } },
};

/** Each later message takes this share of an earlier one's weight: what is said now counts most. */
const fading = 0.7;
/** Log odds for a mood that is wholly negative throughout, and the most that a good one takes away. */
const sentimentLogOdds = { negative: 1.2, positive: 0.4 };
/** Log odds for a mood that fell by a whole unit from the earlier messages to the latest. */
const fallLogOdds = 0.5;
/** The conversation never moves the odds further than this, up or down. */
const mostLogOdds = { up: 3, down: 0.5 };

/**
 * The stated rule of fusion, in log odds: behavioural risk
 * + tone (faded mean of sentiment: times -1.2 below zero, -0.4 above)
 * + fall (times 0.5, how far the latest sentiment lies below the mean of those before it)
 * + topics (each once, by its latest mention, faded by the messages since),
 * the conversation's part held within [-0.5, 3]. It steers tone, priority and handoff; money never sees it.
 * @param base behavioural probability, or the shop's base rate for somebody who has not bought yet.
 */
export function fuseRisk(
  base: { probability: number; reasons: readonly RiskReason[] },
  signs: Pick<ConversationSigns, 'sentimentScores' | 'topics'>,
): FusedRisk {
  const said = [...toneReasons(signs.sentimentScores), ...topicReasons(signs.topics)];
  const raw = said.reduce((sum, { contribution }) => sum + contribution, 0);
  const held = Math.min(mostLogOdds.up, Math.max(-mostLogOdds.down, raw));
  // Reasons keep adding up to the score when the limit cuts the sum.
  const scale = raw === 0 ? 1 : held / raw;
  const scaled = said.map((reason) => ({ ...reason, contribution: reason.contribution * scale }));
  return {
    probability: probabilityOf(logOddsOfProbability(base.probability) + held),
    reasons: strongestReasons([...base.reasons, ...scaled]),
  };
}

function toneReasons(scores: readonly number[]): RiskReason[] {
  const latest = scores.at(-1);
  if (latest === undefined) return [];
  const tone = fadedMean(scores);
  const reasons: RiskReason[] = [
    {
      feature: 'conversation_tone',
      value: tone,
      contribution: -tone * (tone < 0 ? sentimentLogOdds.negative : sentimentLogOdds.positive),
      text:
        tone < 0
          ? { en: 'the conversation is negative', zh: '对话情绪偏负面' }
          : { en: 'the conversation is friendly', zh: '对话情绪良好' },
    },
  ];
  const before = scores.slice(0, -1);
  const fall = before.length > 0 ? before.reduce((a, b) => a + b, 0) / before.length - latest : 0;
  if (fall > 0)
    reasons.push({
      feature: 'conversation_trend',
      value: -fall,
      contribution: fallLogOdds * fall,
      text: { en: 'the mood is getting worse', zh: '情绪正在变差' },
    });
  return reasons;
}

function topicReasons(topics: readonly string[]): RiskReason[] {
  return Object.entries(topicLogOdds).flatMap(([topic, { logOdds, text }]) => {
    const at = topics.lastIndexOf(topic);
    if (at < 0) return [];
    const messagesSince = topics.length - 1 - at;
    return [
      { feature: `topic_${topic}`, value: null, contribution: logOdds * fading ** messagesSince, text },
    ];
  });
}

function fadedMean(scores: readonly number[]): number {
  let sum = 0;
  let weights = 0;
  scores.forEach((score, i) => {
    const weight = fading ** (scores.length - 1 - i);
    sum += weight * score;
    weights += weight;
  });
  return sum / weights;
}
