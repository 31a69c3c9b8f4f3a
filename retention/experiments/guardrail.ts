import type { ArmEstimate } from './arm-estimate.ts';
import { sequentialBound } from './sequential-bound.ts';
import type { SequentialSettings } from './sequential-interval.ts';

export interface GuardrailRule {
  /** Which way is harm: 'higher' for complaints, 'lower' for revenue. */
  readonly harmIs: 'higher' | 'lower';
  /** Harm that is put up with, in units of the metric; 0 for none. */
  readonly tolerated: number;
}

export interface GuardrailReading {
  /** How much worse treated is, so far; negative is better. */
  readonly harm: number;
  /** Always-valid one-sided bounds of the harm, each at alpha. */
  readonly atLeast: number;
  readonly atMost: number;
  /** crossed: harm beyond what is put up with is proven, stop. safe: it is excluded. */
  readonly state: 'crossed' | 'safe' | 'open';
}

/**
 * A guardrail is looked at daily and must stop an experiment only for proven harm: the one-sided always-valid lower
 * bound of the harm lies above what is put up with (non-inferiority refuted).
 */
export function readGuardrail(
  control: ArmEstimate,
  treated: ArmEstimate,
  rule: GuardrailRule,
  settings: SequentialSettings,
): GuardrailReading {
  const harm = rule.harmIs === 'higher' ? treated.mean - control.mean : control.mean - treated.mean;
  const standardError = Math.hypot(control.standardError, treated.standardError);
  const n = control.n + treated.n;
  if (standardError === 0)
    return { harm, atLeast: Number.NEGATIVE_INFINITY, atMost: Number.POSITIVE_INFINITY, state: 'open' };
  const atLeast = sequentialBound(harm, standardError, n, settings);
  const atMost = -sequentialBound(-harm, standardError, n, settings);
  const state = atLeast > rule.tolerated ? 'crossed' : atMost < rule.tolerated ? 'safe' : 'open';
  return { harm, atLeast, atMost, state };
}
