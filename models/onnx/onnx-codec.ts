import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import type { OnnxModel } from './onnx-model.ts';

let modelType: protobuf.Type | undefined;

/** Protobuf bytes of a model, as ONNX Runtime loads them. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const type = onnxModelType();
  return type.encode(type.fromObject(model)).finish();
}

/** Reads protobuf bytes; parts that models/onnx/onnx.proto does not name are left out. @throws on bytes that are no protobuf. */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  const type = onnxModelType();
  return type.toObject(type.decode(bytes), { longs: Number, arrays: true }) as unknown as OnnxModel;
}

function onnxModelType(): protobuf.Type {
  modelType ??= protobuf
    .parse(readFileSync(new URL('./onnx.proto', import.meta.url), 'utf8'), { keepCase: false })
    .root.lookupType('onnx.ModelProto');
  return modelType;
}
