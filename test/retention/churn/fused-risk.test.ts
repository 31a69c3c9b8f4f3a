import { expect, test } from 'vitest';
import { fuseRisk } from '../../../retention/churn/fused-risk.ts';
import type { RiskReason } from '../../../retention/churn/reason.ts';

const silence: RiskReason = {
  feature: 'recency',
  value: 94,
  contribution: 0.9,
  text: { en: '94 days since last order, usually 31', zh: '距上次下单 94 天，通常间隔 31 天' },
};
const even = { probability: 0.5, reasons: [silence] };
const odds = (probability: number) => probability / (1 - probability);

test('a conversation that has said nothing leaves the behavioural risk as it is', () => {
  expect(fuseRisk(even, { sentimentScores: [], topics: [] })).toEqual({
    probability: 0.5,
    reasons: [silence],
  });
});

test('"I am leaving" multiplies the odds by e squared and leads the reasons', () => {
  const { probability, reasons } = fuseRisk(even, { sentimentScores: [0], topics: ['leaving'] });
  expect(odds(probability)).toBeCloseTo(Math.exp(2), 10);
  expect(reasons.map(({ feature }) => feature)).toEqual(['topic_leaving', 'recency']);
});

test('what was said earlier fades by .7 a message, and counts once', () => {
  const { probability } = fuseRisk(even, {
    sentimentScores: [0, 0, 0],
    topics: ['complaint', 'complaint', 'order_status'],
  });
  expect(odds(probability)).toBeCloseTo(Math.exp(0.7 * 0.7), 10);
});

test('a mood that falls counts more than the same mood throughout', () => {
  const steady = fuseRisk(even, { sentimentScores: [-0.5, -0.5], topics: [] });
  const falling = fuseRisk(even, { sentimentScores: [0.3, -0.9], topics: [] });
  // Tone (0.7 * 0.3 - 0.9) / 1.7 = -0.4059, times 1.2; fall 1.2, times 0.5.
  expect(Math.log(odds(falling.probability))).toBeCloseTo(1.2 * (0.69 / 1.7) + 0.6, 10);
  expect(Math.log(odds(steady.probability))).toBeCloseTo(0.6, 10);
});

test('a friendly conversation calms a little, a furious one alarms up to e cubed', () => {
  const friendly = fuseRisk(even, { sentimentScores: [1, 1, 1], topics: ['small_talk'] });
  expect(Math.log(odds(friendly.probability))).toBeCloseTo(-0.4, 10);
  const furious = fuseRisk(even, {
    sentimentScores: [1, -1],
    topics: ['complaint', 'cancel', 'person_wanted', 'leaving'],
  });
  expect(Math.log(odds(furious.probability))).toBeCloseTo(3, 10);
});
