import { logisticToOnnx } from '../models/export/linear-to-onnx.ts';
import { VectorScorer } from '../models/runtime/vector-scorer.ts';
import type { ChurnRuntime } from '../retention/churn/churn-scorer.ts';

/** Churn models as ONNX files, run in this thread. */
export const onnxChurnRuntime: ChurnRuntime = {
  toArtefact: (model) => logisticToOnnx(model, { horizon_days: String(model.horizonDays) }),
  open: (artefact) => VectorScorer.open(artefact),
};
