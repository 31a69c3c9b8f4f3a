import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeOnnx } from '../../../models/onnx/onnx-codec.ts';
import type { NextItemModel } from '../../../models/runtime/next-item-protocol.ts';
import { NextItemSession } from '../../../models/runtime/next-item-session.ts';
import { NextItemThread } from '../../../models/runtime/next-item-thread.ts';
import { exportNextItem } from '../../../models/train/recommender/export-next-item.ts';
import { nextItemTrainingGraph } from '../../../models/train/recommender/next-item-graph.ts';

const shape = { items: 6, positions: 4, width: 8, layers: 1, heads: 2, inner: 16, textWidth: 0 };
const trained = ['a', 'b', 'c', 'd', 'e', 'f'];
let model: NextItemModel;
let thread: NextItemThread;

beforeAll(() => {
  const { tensors } = nextItemTrainingGraph(shape, null, { dropoutRate: 0, seed: '1', maskSeed: '1' });
  const weights = new Map(tensors.map(({ name, ...tensor }) => [name, tensor]));
  const bytes = encodeOnnx(exportNextItem(shape, weights, null));
  model = { bytes, positions: shape.positions, textWidth: 0, products: { trained } };
  thread = new NextItemThread({ timeoutMs: 20_000 });
});
afterAll(() => thread.close());

test('the thread scores as a session in this thread does; several models side by side', async () => {
  const { bytes, ...facts } = model;
  const session = await NextItemSession.open(bytes, facts);
  const [one, other] = [
    await thread.open(model),
    await thread.open({ ...model, products: { trained: trained.toReversed() } }),
  ];
  const history = ['a', 'c', 'b', 'd', 'a'];
  const scores = await one.score(history, 2);
  expect(scores).toEqual(await session.score(history, 2));
  expect(scores.map(({ productId }) => productId).every((id) => ['e', 'f'].includes(id))).toBe(true);
  const mirrored = await other.score(
    history.map((id) => trained.toReversed()[trained.indexOf(id)]!),
    2,
  );
  expect(mirrored.map(({ score }) => score)).toEqual(scores.map(({ score }) => score));
  await one.close();
  await expect(one.score(history, 2)).rejects.toThrow('no such model is open');
  expect(await other.score(['a'], 1)).toHaveLength(1);
  await session.close();
});

test('a file that is no model is refused, and the thread goes on', async () => {
  await expect(thread.open({ ...model, bytes: new Uint8Array([1, 2, 3]) })).rejects.toThrow(/train it again/);
  const opened = await thread.open(model);
  expect(await opened.score(['a'], 1)).toHaveLength(1);
});

test('when the thread ends its models are lost, and the next one opens another', async () => {
  const lost = await thread.open(model);
  await thread.close();
  await expect(lost.score(['a'], 1)).rejects.toThrow('has ended');
  await lost.close();
  const opened = await thread.open(model);
  expect(await opened.score(['a'], 1)).toHaveLength(1);
});
