import { BadInputError } from '../../core/errors.ts';
import type { BertShape } from '../onnx/bert-encoder.ts';
import type { Weights } from '../onnx/safetensors.ts';

export interface EncoderWeights {
  readonly weights: Weights;
  readonly shape: BertShape;
}

const layerName = /^encoder\.layer\.(\d+)\./;

/**
 * An encoder with some of its layers, evenly spaced, the last one always among them (DistilBERT begins so); it wants
 * training afterwards. @throws BadInputError when it has not so many.
 */
export function fewerLayers({ weights, shape }: EncoderWeights, layers: number): EncoderWeights {
  if (layers === shape.layers) return { weights, shape };
  if (layers > shape.layers)
    throw new BadInputError(`the encoder has ${shape.layers} layers; ${layers} are more than there are`);
  const kept = Array.from({ length: layers }, (_, i) => Math.ceil(((i + 1) * shape.layers) / layers) - 1);
  const renamed = [...weights].flatMap(([name, tensor]): [string, typeof tensor][] => {
    const layer = layerName.exec(name)?.[1];
    if (layer === undefined) return [[name, tensor]];
    const place = kept.indexOf(Number(layer));
    return place === -1 ? [] : [[name.replace(layerName, `encoder.layer.${place}.`), tensor]];
  });
  return { weights: new Map(renamed), shape: { ...shape, layers } };
}
