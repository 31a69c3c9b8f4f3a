import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { BadInputError } from '../../core/errors.ts';
import { decodeOnnx } from '../../models/onnx/onnx-codec.ts';
import { bertShapeOf, weightsOfEncoder } from '../../models/onnx/weights-of-encoder.ts';
import { tunedPrefixes } from '../../models/registry/manifest.ts';
import { openArtefact } from '../../models/registry/open-artefact.ts';
import { readEncoderFolder } from '../../models/train/build-encoder.ts';
import { TextTokenizer } from '../../nlp/tokenizer/text-tokenizer.ts';

export type StartingPoint = ReturnType<typeof startingPoint>;

/** The encoder to begin with: the shipped one, dequantised, or that of a folder. */
export function startingPoint(folder: string | undefined) {
  const shipped = openArtefact('encoder');
  const paths = ['tokenizer.json', 'tokenizer_config.json'].map((file) =>
    folder === undefined ? shipped.path(file) : join(folder, file),
  ) as [string, string];
  if (folder === undefined) {
    const model = decodeOnnx(readFileSync(shipped.path('encoder.int8.onnx')));
    return {
      weights: weightsOfEncoder(model),
      shape: bertShapeOf(model),
      tokenizer: TextTokenizer.load(...paths, { prefixes: tunedPrefixes }),
      version: shipped.manifest.version,
      tokenizerFiles: {},
    };
  }
  const read = readEncoderFolder(folder);
  return {
    ...read,
    tokenizer: loadTokenizer(paths, folder),
    version: basename(resolve(folder)),
    tokenizerFiles: {
      'tokenizer.json': readFileSync(paths[0]),
      'tokenizer_config.json': readFileSync(paths[1]),
    },
  };
}

function loadTokenizer(paths: readonly [string, string], folder: string): TextTokenizer {
  try {
    return TextTokenizer.load(...paths, { prefixes: tunedPrefixes });
  } catch (cause) {
    throw new BadInputError(`${folder} has no tokenizer.json and tokenizer_config.json that can be read`, {
      cause,
    });
  }
}
