import { expect, test } from 'vitest';
import { normal } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { fusionToOnnx } from '../../../models/export/fusion-to-onnx.ts';
import { VectorScorer } from '../../../models/runtime/vector-scorer.ts';
import { fitFusion } from '../../../retention/churn/fusion/fit-fusion.ts';
import { fuseByNetwork } from '../../../retention/churn/fusion/fuse-by-network.ts';
import { fusedLogOdds } from '../../../retention/churn/fusion/fused-log-odds.ts';
import { fusionInputs, fusionRow } from '../../../retention/churn/fusion/fusion-inputs.ts';
import { probabilityOf } from '../../../retention/churn/log-odds.ts';

/** Words of leaving count for those alone whom behaviour calls safe: no sum of the two can say so. */
function people(seed: string, count: number) {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const behaviour = normal(random);
    const words = normal(random);
    const row = fusionRow(behaviour, {
      leaving: [words],
      sentimentScores: [Math.tanh(normal(random))],
      topics: [random.next() < 0.3 ? 'complaint' : 'delivery'],
    })!;
    const logOdds = behaviour + (behaviour < 0 ? 1.5 * words : 0);
    return { row, logOdds, churned: random.next() < probabilityOf(logOdds), fold: i % 4 };
  });
}

const { network } = fitFusion(fusionInputs, people('fitted', 3_000));

test('the network finds how words and behaviour go together', () => {
  const others = people('others', 2_000);
  const error = (of: (one: (typeof others)[number]) => number) =>
    Math.sqrt(others.reduce((sum, one) => sum + (of(one) - one.logOdds) ** 2, 0) / others.length);
  // A sum of the two parts would be .75 off at best.
  expect(error(({ row }) => fusedLogOdds(network, row))).toBeLessThan(0.6);
  expect(error(({ row }) => row[0]!)).toBeGreaterThan(1);
});

test('where words tell nothing it leaves behaviour as it is', () => {
  const silent = people('silent', 2_000).map((one) => ({
    ...one,
    churned: new SeededRandom(`${one.row[0]}`).next() < probabilityOf(one.row[0]!),
  }));
  const { network: still } = fitFusion(fusionInputs, silent);
  const moved = silent.map(({ row }) => fusedLogOdds(still, row) - row[0]!);
  expect(Math.max(...moved.map(Math.abs))).toBeLessThan(0.7);
});

test('the file says what the network says', async () => {
  const scorer = await VectorScorer.open(fusionToOnnx(network));
  expect(scorer.features).toEqual([...fusionInputs]);
  const rows = people('file', 50).map(({ row }) => row);
  const scores = await scorer.score(rows);
  rows.forEach((row, i) => {
    expect(scores[i]!).toBeCloseTo(probabilityOf(fusedLogOdds(network, row)), 5);
  });
  await scorer.close();
});

test('reasons say which part of the conversation moved the risk; without one there is nothing to fuse', async () => {
  const scorer = {
    means: network.means,
    score: async (rows: readonly (readonly number[])[]) =>
      Float32Array.from(rows, (row) => probabilityOf(fusedLogOdds(network, row))),
  };
  const base = { probability: 0.2, reasons: [] };
  const angry = { leaving: [2.5], sentimentScores: [-0.2], topics: ['delivery'] };
  const fused = await fuseByNetwork(scorer, base, angry);
  expect(fused!.probability).toBeGreaterThan(0.5);
  expect(fused!.reasons[0]).toMatchObject({
    feature: 'conversation_words',
    text: { en: 'writes as people do who leave' },
  });
  expect(fused!.reasons[0]!.contribution).toBeGreaterThan(1);
  const calm = await fuseByNetwork(scorer, base, { ...angry, leaving: [-2] });
  expect(calm!.probability).toBeLessThan(0.2);
  expect(await fuseByNetwork(scorer, base, { leaving: [], sentimentScores: [], topics: [] })).toBeNull();
  // Read by models that told nothing of leaving.
  expect(await fuseByNetwork(scorer, base, { ...angry, leaving: [null] })).toBeNull();
});
