import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SeededRandom } from '../../../../core/seeded-random.ts';
import { encodeOnnx } from '../../../../models/onnx/onnx-codec.ts';
import { openGraph } from '../../../../models/runtime/graph-session.ts';
import { NextItemSession } from '../../../../models/runtime/next-item-session.ts';
import { exportNextItem } from '../../../../models/train/recommender/export-next-item.ts';
import { nextItemScoringGraph } from '../../../../models/train/recommender/next-item-graph.ts';
import type { NextItemRun } from '../../../../models/train/recommender/next-item-run.ts';
import { defaultNextItem } from '../../../../models/train/recommender/next-item-settings.ts';
import { lastPlaceFeeds, type Sequence } from '../../../../models/train/recommender/sequence-feeds.ts';
import { type TrainedNextItem, trainNextItem } from '../../../../models/train/recommender/train-next-item.ts';
import { CoPurchases } from '../../../../retention/recommend/co-purchases.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'next-item-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const settings = {
  ...defaultNextItem,
  width: 16,
  layers: 1,
  dropoutRate: 0.1,
  learningRate: 5e-3,
  batchSize: 64,
  epochs: 40,
  patience: 40,
};

/**
 * Two of six products in any order, then the companion of the one that was bought first. Which were bought tells that
 * it is one of two companions; which of them, the order alone. To neighbours, the latest purchase counts most.
 */
function plantedWorld(shoppers: number, seed: string): Sequence[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: shoppers }, () => {
    const [first, second] = random.shuffle([0, 1, 2, 3, 4, 5]);
    return Uint32Array.of(first!, second!, 6 + first!);
  });
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);

function plantedRun(folder: string, changes: Partial<NextItemRun> = {}): NextItemRun {
  return {
    sequences: plantedWorld(400, 'train'),
    items: 12,
    text: null,
    development: plantedWorld(100, 'development').map((own) => ({ known: own.slice(0, 2), target: own[2]! })),
    settings,
    folder: join(root, folder),
    ...changes,
  };
}

test('what the order alone tells is learnt, and the exported file tells it; neighbours cannot', async () => {
  const train = plantedWorld(1_500, 'many');
  const trained = await trainNextItem(
    plantedRun('planted', {
      sequences: train,
      settings: {
        ...settings,
        width: 32,
        layers: 2,
        dropoutRate: 0,
        learningRate: 3e-3,
        batchSize: 32,
        epochs: 8,
      },
    }),
  );
  const session = await openExported(trained, null, ids(12));
  const together = new CoPurchases();
  for (const own of train) {
    const history = Array.from(own, (item, step) => ({ productId: `p${item}`, step }));
    history.forEach((purchase, i) => {
      together.add(history.slice(0, i), [purchase]);
    });
  }
  let [learnt, neighbours] = [0, 0];
  const cases = plantedWorld(200, 'trial');
  for (const own of cases) {
    const [target, ...known] = Array.from(own, (item) => `p${item}`).reverse();
    known.reverse();
    const [best] = await session.score(known, 1);
    if (best?.productId === target) learnt++;
    const sums = new Map<string, number>();
    for (const [place, productId] of known.entries())
      for (const neighbour of together.neighboursOf(productId))
        if (!known.includes(neighbour.productId))
          sums.set(
            neighbour.productId,
            (sums.get(neighbour.productId) ?? 0) + 0.7 ** (1 - place) * neighbour.similarity,
          );
    const [nearest] = [...sums].sort(([, a], [, b]) => b - a);
    if (nearest?.[0] === target) neighbours++;
  }
  await session.close();
  expect(learnt / cases.length).toBeGreaterThan(0.95);
  expect(neighbours / cases.length).toBeLessThan(0.5);
  const [begun, ended] = [trained.history[0]!, trained.history.at(-1)!];
  expect(ended.loss).toBeLessThan(begun.loss);
  expect(trained.history[trained.bestEpoch - 1]!.development!.ndcg10).toBeGreaterThan(
    begun.development!.ndcg10,
  );
});

test('a run that was broken off goes on and ends with the same bits', async () => {
  const short = { settings: { ...settings, epochs: 4 } };
  const whole = await trainNextItem(plantedRun('whole', short));
  const stop = new AbortController();
  let steps = 0;
  const broken = await trainNextItem(
    plantedRun('broken', {
      ...short,
      signal: stop.signal,
      onStep: () => {
        // In the middle of the third epoch.
        if (++steps === 18) stop.abort();
      },
    }),
  );
  expect(broken.finished).toBe(false);
  let stepsHere = 0;
  const resumed = await trainNextItem(
    plantedRun('broken', {
      ...short,
      onStep: (progress) => {
        stepsHere = progress.stepsHere;
      },
    }),
  );
  expect(stepsHere).toBe(14);
  expect(resumed.finished).toBe(true);
  expect(resumed.history).toEqual(whole.history);
  expect(resumed.tensors).toEqual(whole.tensors);
});

test('a checkpoint of another question is not gone on from', async () => {
  const short = { settings: { ...settings, epochs: 1 } };
  await trainNextItem(plantedRun('other', short));
  const other = await trainNextItem(plantedRun('other', { settings: { ...short.settings, seed: '2' } }));
  const alone = await trainNextItem(plantedRun('alone', { settings: { ...short.settings, seed: '2' } }));
  expect(other.history).toEqual(alone.history);
});

test('without development cases it takes all its epochs and keeps the last; patience ends it with them', async () => {
  const run = { settings: { ...settings, epochs: 3, patience: 1 } };
  const all = await trainNextItem(plantedRun('no-development', { ...run, development: [] }));
  expect(all.bestEpoch).toBe(3);
  const stopped = await trainNextItem(plantedRun('stopped', { ...run, development: [], stopAfterEpoch: 2 }));
  expect(stopped.history).toEqual(all.history.slice(0, 2));
});

test('the exported file computes what was trained, with text merged in; padding changes nothing', async () => {
  const random = new SeededRandom('texts');
  const vectors = Float32Array.from({ length: 12 * 3 }, () => random.next() - 0.5);
  const text = { vectors, width: 3 };
  const trained = await trainNextItem(plantedRun('text', { text, settings: { ...settings, epochs: 3 } }));
  const feeds = lastPlaceFeeds([Uint32Array.of(1, 7), Uint32Array.of(2, 8, 0, 4)], settings.positions);
  const scoring = await openGraph(nextItemScoringGraph(trained.shape, vectors));
  const { scores } = await scoring.run({ ...feeds, ...Object.fromEntries(trained.tensors) });
  await scoring.release();
  const session = await openExported(trained, text, ids(12));
  for (const [row, history] of [
    ['p1', 'p7'],
    ['p2', 'p8', 'p0', 'p4'],
  ].entries()) {
    const exported = await session.score(history, 100);
    expect(exported).toHaveLength(12 - history.length);
    for (const { productId, score } of exported)
      expect(score).toBeCloseTo(scores![row * 12 + Number(productId.slice(1))]!, 4);
    expect(exported.map(({ score }) => score)).toEqual(
      exported.map(({ score }) => score).sort((a, b) => b - a),
    );
  }
  expect(await session.score(['unknown'], 5)).toEqual([]);
  await session.close();
});

test('a product that came after the training is scored by its text', async () => {
  // Two kinds of goods, told apart by their texts; nobody buys both.
  const random = new SeededRandom('kinds');
  const kindOf = (item: number) => item % 2;
  const sequences = Array.from({ length: 300 }, () => {
    const kind = random.nextInt(2);
    const own = random.shuffle(Array.from({ length: 10 }, (_, i) => 2 * i + kind));
    return Uint32Array.from(own.slice(0, 5));
  });
  const textOf = (kind: number) => [kind, 1 - kind, random.next() - 0.5];
  const vectors = Float32Array.from(Array.from({ length: 20 }, (_, item) => textOf(kindOf(item))).flat());
  const text = { vectors, width: 3 };
  const trained = await trainNextItem({
    sequences,
    items: 20,
    text,
    development: [],
    settings: { ...settings, coldRate: 0.3, epochs: 12 },
    folder: join(root, 'cold'),
  });
  const session = await openExported(trained, text, ids(20), [
    { id: 'new-even', vector: Float32Array.from(textOf(0)) },
    { id: 'new-odd', vector: Float32Array.from(textOf(1)) },
  ]);
  const scores = await session.score(['p1', 'p3', 'p5'], 100);
  const places = new Map(scores.map(({ productId }, place) => [productId, place]));
  expect(places.size).toBe(22 - 3);
  const evens = [...places].filter(([id]) => /^p\d+$/.test(id) && kindOf(Number(id.slice(1))) === 0);
  expect(places.get('new-odd')).toBeLessThan(Math.min(...evens.map(([, place]) => place)));
  expect(places.get('new-even')).toBeGreaterThan(places.get('new-odd')!);
  // It can be part of a history too.
  const [afterNew] = await session.score(['new-odd'], 1);
  expect(Number(afterNew!.productId.slice(1)) % 2).toBe(1);
  await session.close();
});

test('a loss that is no number stops with a sentence and leaves the checkpoint', async () => {
  const run = plantedRun('nan', { settings: { ...settings, epochs: 2, learningRate: 1e30 } });
  await expect(trainNextItem(run)).rejects.toThrow(/no number any more at step \d+: lower the learning rate/);
  await expect(trainNextItem({ ...run, sequences: [Uint32Array.of(1)] })).rejects.toThrow(
    'nobody bought two products',
  );
});

function openExported(
  trained: TrainedNextItem,
  text: NextItemRun['text'],
  products: readonly string[],
  later: readonly { id: string; vector: Float32Array }[] = [],
): Promise<NextItemSession> {
  return NextItemSession.open(
    encodeOnnx(exportNextItem(trained.shape, trained.tensors, text?.vectors ?? null)),
    {
      positions: trained.shape.positions,
      textWidth: trained.shape.textWidth,
      products: { trained: products, later },
    },
  );
}
