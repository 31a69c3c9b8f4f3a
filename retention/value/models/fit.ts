import type { Convergence } from './maximise-likelihood.ts';

/** A fitted model, ready to be printed or stored as JSON. */
export interface Fit {
  readonly model: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Asymptotic, from the inverse Hessian, on the scale of the parameters (delta method). */
  readonly standardErrors: Readonly<Record<string, number>>;
  readonly logLikelihood: number;
  /** Shoppers fitted on. */
  readonly n: number;
  readonly convergence: Convergence;
  readonly warnings: readonly string[];
}
