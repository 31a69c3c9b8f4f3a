import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInputError } from '../../core/errors.ts';
import { type BertEncoderOptions, type BertShape, buildBertEncoder } from '../onnx/bert-encoder.ts';
import { encodeOnnx } from '../onnx/onnx-codec.ts';
import { readSafetensors, type Weights } from '../onnx/safetensors.ts';

/** Reads a Hugging Face folder and writes the encoder as ONNX bytes. @throws BadInputError, as readEncoderFolder. */
export function buildEncoder(folder: string, options: BertEncoderOptions): Uint8Array {
  const { weights, shape } = readEncoderFolder(folder);
  return encodeOnnx(buildBertEncoder(weights, shape, options));
}

/**
 * Weights and shape from a Hugging Face folder (model.safetensors, config.json).
 * @throws BadInputError saying which file is missing or which kind of model it is not.
 */
export function readEncoderFolder(folder: string): { weights: Weights; shape: BertShape } {
  for (const file of ['model.safetensors', 'config.json']) {
    if (!existsSync(join(folder, file))) {
      throw new BadInputError(
        `${join(folder, file)} is missing; give the folder of a BERT encoder with model.safetensors, config.json, tokenizer.json and tokenizer_config.json`,
      );
    }
  }
  return {
    weights: readSafetensors(join(folder, 'model.safetensors')),
    shape: readShape(join(folder, 'config.json')),
  };
}

function readShape(path: string): BertShape {
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  if (config.model_type !== 'bert' || config.hidden_act !== 'gelu') {
    throw new BadInputError(
      `${path} describes ${config.model_type} with ${config.hidden_act}; expected bert with gelu`,
    );
  }
  return {
    layers: Number(config.num_hidden_layers),
    hidden: Number(config.hidden_size),
    heads: Number(config.num_attention_heads),
    feedForward: Number(config.intermediate_size),
    positions: Number(config.max_position_embeddings),
    vocabulary: Number(config.vocab_size),
    layerNormEpsilon: Number(config.layer_norm_eps),
  };
}
