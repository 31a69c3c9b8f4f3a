import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import type { RunPoint } from '../../../core/contracts/runs.ts';
import { crc32c } from './crc32c.ts';

let eventType: protobuf.Type | undefined;

/**
 * A run's curve as a TensorBoard event file: `loss`, `learning_rate`, `development/TASK/METRIC`. A longer curve of the
 * same run has the shorter one's bytes in front, so that a TensorBoard which reads along needs no restart.
 */
export function tensorboardEvents(startedAt: string, curve: readonly RunPoint[]): Uint8Array {
  const events = [
    { wallTime: secondsOf(startedAt), fileVersion: 'brain.Event:2' },
    ...curve.map((point) => ({
      wallTime: secondsOf(point.at),
      step: point.step,
      summary: { value: scalarsOf(point) },
    })),
  ];
  const type = typeOfEvents();
  return Buffer.concat(events.map((event) => record(type.encode(type.fromObject(event)).finish())));
}

function scalarsOf({ loss, learningRate, development = {} }: RunPoint) {
  return [
    { tag: 'loss', simpleValue: loss },
    { tag: 'learning_rate', simpleValue: learningRate },
    ...Object.entries(development).flatMap(([task, figures]) =>
      Object.entries(figures).map(([metric, value]) => ({
        tag: `development/${task}/${snakeCase(metric)}`,
        simpleValue: value,
      })),
    ),
  ];
}

/** macroF1 as macro_f1. */
function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function secondsOf(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** One TFRecord: length, its checksum, the bytes, their checksum; all little-endian. */
function record(data: Uint8Array): Buffer {
  const framed = Buffer.alloc(data.length + 16);
  framed.writeBigUInt64LE(BigInt(data.length), 0);
  framed.writeUInt32LE(masked(crc32c(framed.subarray(0, 8))), 8);
  framed.set(data, 12);
  framed.writeUInt32LE(masked(crc32c(data)), 12 + data.length);
  return framed;
}

/** As TensorFlow masks them, because a checksum of bytes that hold checksums is weak. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function typeOfEvents(): protobuf.Type {
  eventType ??= protobuf
    .parse(readFileSync(new URL('./event.proto', import.meta.url), 'utf8'), { keepCase: false })
    .root.lookupType('tensorboard.Event');
  return eventType;
}
