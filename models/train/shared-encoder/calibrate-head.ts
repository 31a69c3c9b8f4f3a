import { type LinearHead, scoreHead } from '../../runtime/linear-head.ts';
import { scoreTerms, type TermHead } from '../../runtime/term-head.ts';
import { meanLogLoss, type ScoredRow, temperatureOf } from '../calibrate.ts';

/** A row that no part of the model was trained on. */
export interface CalibrationRow {
  readonly text: string;
  readonly label: string;
  /** What the head reads of it. */
  readonly input: Float32Array;
}

export interface CalibratedHead {
  /** With share and temperature folded in. */
  readonly head: LinearHead;
  readonly terms?: TermHead;
  readonly temperature: number;
  /** Of the terms in the mix. */
  readonly share: number;
  readonly logLoss: number;
}

const shares = [0.1, 0.2, 0.3, 0.4, 0.5];
/** Nats that the words must save to be worth their file. */
const worthwhile = 0.02;

/**
 * Mixes the log-probabilities of a tuned head with those of a head on the terms of the text, where that makes held-out
 * rows likelier, and divides by the temperature that makes them likeliest.
 */
export function calibrateHead(
  head: LinearHead,
  terms: TermHead | null,
  rows: readonly CalibrationRow[],
): CalibratedHead {
  const ofHead = rows.map(({ input }) => logarithms(scoreHead(head, input)));
  const ofTerms = terms && rows.map(({ text }) => logSoftmax(scoreTerms(terms, text)));
  const trial = (share: number) => {
    const scored = rows.map(
      ({ label }, i): ScoredRow => ({
        scores: ofTerms ? ofHead[i]!.map((p, k) => (1 - share) * p + share * ofTerms[i]![k]!) : ofHead[i]!,
        truth: head.labels.indexOf(label),
      }),
    );
    const temperature = temperatureOf(scored);
    return { share, temperature, logLoss: meanLogLoss(scored, temperature) };
  };
  const alone = trial(0);
  const best = ofTerms ? shares.map(trial).reduce((a, b) => (b.logLoss < a.logLoss ? b : a), alone) : alone;
  const { share, temperature, logLoss } = alone.logLoss - best.logLoss >= worthwhile ? best : alone;
  const scaled = scaledHead(head, (1 - share) / temperature);
  if (!terms || share === 0) return { head: scaled, temperature, share: 0, logLoss };
  const factor = share / temperature;
  return {
    head: scaled,
    terms: {
      ...terms,
      bias: terms.bias.map((value) => value * factor),
      scale: terms.scale.map((value) => value * factor),
    },
    temperature,
    share,
    logLoss,
  };
}

function scaledHead(head: LinearHead, factor: number): LinearHead {
  return {
    ...head,
    weights: Float32Array.from(head.weights, (weight) => weight * factor),
    bias: Float32Array.from(head.bias, (bias) => bias * factor),
  };
}

function logarithms(probabilities: Float32Array): Float64Array {
  return Float64Array.from(probabilities, (p) => Math.log(Math.max(p, 1e-30)));
}

function logSoftmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  return scores.map((score) => score - highest - Math.log(sum));
}
