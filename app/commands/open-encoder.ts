import { openArtefact } from '../../models/registry/open-artefact.ts';
import { InferencePool } from '../../models/runtime/inference-pool.ts';
import type { Encoder } from '../../nlp/embedder.ts';
import { PoolEmbedder } from '../../nlp/pool-embedder.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';

/**
 * The encoder without heads, for training: texts may wait as long as they need.
 * @param encoderPath another file of the same encoder, fp32 for a comparison; default the artefact's.
 */
export async function openEncoder(encoderPath?: string): Promise<{
  embedder: Encoder;
  version: string;
  close(): Promise<void>;
}> {
  const artefact = openArtefact('encoder');
  const tokenizer = TextTokenizer.load(
    artefact.path('tokenizer.json'),
    artefact.path('tokenizer_config.json'),
    { prefixes: artefact.manifest.prefixes },
  );
  const pool = await InferencePool.start({
    encoderPath: encoderPath ?? artefact.path('encoder.int8.onnx'),
    padToken: tokenizer.padToken,
    timeoutMs: 600_000,
  });
  return {
    embedder: new PoolEmbedder(pool, tokenizer),
    version: artefact.manifest.version,
    close: () => pool.close(),
  };
}
