import { expect, test } from 'vitest';
import { StreamMerge } from '../../../web/widget/stream-merge.ts';

const part = (
  text: string,
  streamSequence: number,
  streamType: 'streaming' | 'informative' = 'streaming',
) => ({
  type: 'typing',
  text,
  channelData: { streamId: 's', streamSequence, streamType },
});
const whole = {
  type: 'message',
  text: 'It is blue.',
  channelData: { streamId: 's', streamType: 'final' as const },
};

test('the newest part counts, late ones do not', () => {
  const streams = new StreamMerge();
  expect(streams.takePart(part('Looking', 1, 'informative'))).toBe(true);
  expect(streams.current).toMatchObject({ text: 'Looking', informative: true });
  streams.takePart(part('It is', 3));
  streams.takePart(part('It', 2));
  expect(streams.current).toMatchObject({ text: 'It is', informative: false });
});

test('the whole ends the stream, also for parts that come after it', () => {
  const streams = new StreamMerge();
  streams.takePart(part('It is', 1));
  streams.finish(whole);
  expect(streams.current).toBeNull();
  expect(streams.takePart(part('It is blu', 2))).toBe(true);
  expect(streams.current).toBeNull();
});

test('the first part names the stream by its own id', () => {
  const streams = new StreamMerge();
  streams.takePart({ id: 'first', type: 'typing', text: 'It', channelData: { streamType: 'streaming' } });
  streams.takePart({
    id: 'second',
    type: 'typing',
    text: 'It is',
    channelData: { streamType: 'streaming', streamId: 'first', streamSequence: 2 },
  });
  streams.finish({ ...whole, channelData: { ...whole.channelData, streamId: 'first' } });
  expect(streams.current).toBeNull();
});

test('a plain typing sign and a plain message are no stream', () => {
  const streams = new StreamMerge();
  expect(streams.takePart({ type: 'typing' })).toBe(false);
  streams.takePart(part('It', 1));
  streams.finish({ type: 'message', text: 'another' });
  expect(streams.current).toMatchObject({ text: 'It' });
  streams.clear();
  expect(streams.current).toBeNull();
});

test('a final part without a message takes back what was shown', () => {
  const streams = new StreamMerge();
  streams.takePart(part('It is', 1));
  const end = { type: 'typing', text: '', channelData: { streamId: 's', streamType: 'final' as const } };
  expect(streams.takePart(end)).toBe(true);
  expect(streams.current).toBeNull();
  streams.takePart(part('It is blue', 2));
  expect(streams.current).toBeNull();
});
