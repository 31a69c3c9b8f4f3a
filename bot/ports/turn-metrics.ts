/** Where a turn's time goes, in the order of a turn; `total` runs from stored to committed. */
export const turnSteps = [
  'append',
  'wait',
  'understand',
  'lock',
  'assess',
  'skill',
  'decide',
  'phrase',
  'commit',
  'total',
] as const;
export type TurnStep = (typeof turnSteps)[number];

export interface TurnMetrics {
  observeStep(step: TurnStep, milliseconds: number): void;
  countTurn(result: 'answered' | 'retried' | 'failed' | 'refused'): void;
}

export const noTurnMetrics: TurnMetrics = { observeStep() {}, countTurn() {} };
