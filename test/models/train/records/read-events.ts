import { crc32c } from '../../../../models/train/records/crc32c.ts';

export interface ReadEvent {
  wallTime: number;
  step: number;
  fileVersion?: string;
  scalars: Record<string, number>;
}

/** Reads an event file by hand, apart from the code that writes it; throws at the first checksum that is wrong. */
export function readEvents(bytes: Buffer): ReadEvent[] {
  const events: ReadEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    check(bytes.subarray(at, at + 8), bytes.readUInt32LE(at + 8));
    const data = bytes.subarray(at + 12, at + 12 + length);
    check(data, bytes.readUInt32LE(at + 12 + length));
    events.push(eventOf(data));
    at += 16 + length;
  }
  return events;
}

/** The mask of TensorFlow's record format undone: rotate back after taking the constant off. */
function check(bytes: Buffer, maskedCrc: number): void {
  const rotated = (maskedCrc - 0xa282ead8) >>> 0;
  const crc = ((rotated >>> 17) | (rotated << 15)) >>> 0;
  if (crc !== crc32c(bytes)) throw new Error('the checksum is wrong');
}

function eventOf(data: Buffer): ReadEvent {
  const event: ReadEvent = { wallTime: 0, step: 0, scalars: {} };
  for (const { number, value } of fieldsOf(data)) {
    if (number === 1) event.wallTime = (value as Buffer).readDoubleLE();
    else if (number === 2) event.step = value as number;
    else if (number === 3) event.fileVersion = String(value);
    else if (number === 5)
      for (const scalar of fieldsOf(value as Buffer)) {
        const [tag, simple] = fieldsOf(scalar.value as Buffer);
        event.scalars[String(tag!.value)] = (simple!.value as Buffer).readFloatLE();
      }
    else throw new Error(`field ${number}`);
  }
  return event;
}

/** Wire types 0 (varint), 1 (8 bytes), 2 (with a length) and 5 (4 bytes) of protobuf. */
function fieldsOf(data: Buffer): { number: number; value: number | Buffer }[] {
  const fields = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = data[at++]!;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < data.length) {
    const key = varint();
    const wire = key & 7;
    if (wire === 0) fields.push({ number: key >> 3, value: varint() });
    else {
      const length = wire === 1 ? 8 : wire === 5 ? 4 : varint();
      fields.push({ number: key >> 3, value: data.subarray(at, at + length) });
      at += length;
    }
  }
  return fields;
}
