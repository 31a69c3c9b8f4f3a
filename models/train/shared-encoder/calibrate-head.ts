import { type LinearHead, scaledHead, scoreHead } from '../../runtime/linear-head.ts';
import { scaledTerms, scoreTerms, type TermHead } from '../../runtime/term-head.ts';
import { meanLogLoss, type ScoredRow, temperatureOf } from '../calibrate.ts';
import { logarithms, logSoftmax } from '../log-probabilities.ts';

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

/** A head as it is served. */
export interface ServedHead extends CalibratedHead {
  /** Fitted on own rows once the encoder was trained, not with it. */
  readonly refitted: boolean;
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
  return {
    head: scaled,
    terms: scaledTerms(terms, share / temperature),
    temperature,
    share,
    logLoss,
  };
}
