/** What a training run leaves behind, as commands and the console's page show it. Times are ISO 8601. */

export const runKinds = ['encoder', 'text', 'recommender'] as const;
export type RunKind = (typeof runKinds)[number];

/** `stopped`: ended before its last step, by somebody or by a kill; it goes on from its checkpoint when started again. */
export type RunState = 'running' | 'finished' | 'stopped' | 'failed';

/** Development figures by task and metric: `{ topic: { accuracy: .91, macroF1: .89 } }`. */
export type DevelopmentFigures = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface RunPoint {
  readonly step: number;
  readonly at: string;
  /** Of training so far, over all sittings. */
  readonly seconds: number;
  /** Mean training loss since the point before. */
  readonly loss: number;
  readonly learningRate: number;
  /** On the steps after which the development rows were measured. */
  readonly development?: DevelopmentFigures;
}

export interface RunSummary {
  readonly name: string;
  readonly kind: RunKind;
  /** Whose data it learnt from; null: no single shop's. */
  readonly shopId: string | null;
  readonly state: RunState;
  /** Why it failed or stopped, where that is known. */
  readonly reason: string | null;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly seconds: number;
  readonly step: number;
  /** 0 before the first step. */
  readonly steps: number;
  /** The metric that runs are judged by, its mean over tasks: macroF1, ndcg10. Higher is better. */
  readonly metric: string;
  readonly best: { readonly step: number; readonly value: number } | null;
}

export interface RunDetail extends RunSummary {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: string;
  /** sha256 of what it learnt from and was measured on. */
  readonly dataHash: string;
  /** Training rows by source. */
  readonly rows: Readonly<Record<string, number>>;
  readonly machine: Readonly<Record<string, string | number>>;
  /** What was measured at the end. */
  readonly figures: Readonly<Record<string, unknown>>;
  readonly curve: readonly RunPoint[];
}
