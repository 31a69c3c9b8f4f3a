import type { Inference } from './worker-protocol.ts';

/** Where models run, for readiness and metrics. */
export interface InferrerStatus {
  readonly device: 'cpu' | 'cuda';
  readonly ready: number;
  readonly workers: number;
  readonly running: number;
  readonly queued: number;
  /** Of a model server; absent where there is none. */
  readonly server?: {
    readonly answered: number;
    readonly failed: number;
    /** Left alone after a failure. */
    readonly resting: boolean;
  };
}

/** Whatever makes an encoding and the heads' probabilities of a tokenised text. */
export interface Inferrer {
  /** @throws OverloadedError, UnavailableError. */
  infer(tokens: Int32Array): Promise<Inference>;
  readonly status: InferrerStatus;
  close(): Promise<void>;
}
