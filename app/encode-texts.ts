import type { Encoding } from '../models/runtime/encoder-session.ts';
import { InferencePool } from '../models/runtime/inference-pool.ts';

/** Texts by an encoder's file, one at a time a worker, as in service; what they took, too. */
export async function encodeTexts(
  encoderPath: string,
  padToken: number,
  texts: readonly Int32Array[],
  onDone: (share: number) => void,
): Promise<{ encodings: Encoding[]; milliseconds: number[] }> {
  const pool = await InferencePool.start({ encoderPath, padToken, timeoutMs: 600_000 });
  const encodings = new Array<Encoding>(texts.length);
  const milliseconds = new Array<number>(texts.length);
  let next = 0;
  let done = 0;
  try {
    const lanes = Array.from({ length: Math.max(1, pool.status.workers) }, async () => {
      while (next < texts.length) {
        const at = next++;
        const inference = await pool.infer(texts[at]!);
        encodings[at] = inference;
        milliseconds[at] = inference.milliseconds;
        onDone(++done / texts.length);
      }
    });
    await Promise.all(lanes);
  } finally {
    await pool.close();
  }
  return { encodings, milliseconds };
}
