import { NextItemThread } from '../models/runtime/next-item-thread.ts';
import type { NextItemRuntime } from '../retention/recommend/next-item-scorer.ts';

/** Next-item models as ONNX files, all in one thread that begins with the first. */
export function onnxNextItemRuntime(): NextItemRuntime & { close(): Promise<void> } {
  const thread = new NextItemThread();
  return {
    open: ({ artefact, positions, textWidth, products }, later = []) =>
      thread.open({ bytes: artefact, positions, textWidth, products: { trained: products, later } }),
    close: () => thread.close(),
  };
}
