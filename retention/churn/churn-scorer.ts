import type { ChurnModel } from './churn-model.ts';

/** A loaded model file. */
export interface ChurnScorer {
  /** Probabilities of rows in the model's feature order. */
  score(rows: Float32Array[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Makes and opens model files; the tensors live behind it. */
export interface ChurnRuntime {
  /** The model as ONNX bytes: what is stored and served. */
  toArtefact(model: ChurnModel): Uint8Array;
  open(artefact: Uint8Array): Promise<ChurnScorer>;
}
