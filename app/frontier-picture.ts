import { writePicture } from '../adapters/charts/write-picture.ts';
import type { PolicyOutcome } from '../retention/laboratory/live-under.ts';
import type { WorldResult } from '../retention/laboratory/run-world.ts';
import { comparedPolicies, meanOutcome } from '../retention/laboratory/verdict.ts';

/**
 * The CLV/SR frontier of every world: what ours reaches at each bound on SR, and where the policies lie, as percent
 * against giving nothing, means over seeds.
 */
export async function writeFrontierPicture(path: string, results: readonly WorldResult[]): Promise<void> {
  const worlds = [...new Set(results.map(({ world }) => world))];
  const rows = worlds.flatMap((world) => {
    const ofWorld = results.filter((result) => result.world === world);
    const nothing = meanOutcome(ofWorld.map(({ outcomes }) => outcomes.nothing));
    const point = (policy: string, kind: string, outcome: PolicyOutcome, epsilon: number | null) => ({
      world,
      policy,
      kind,
      epsilon,
      sr: 100 * (outcome.srCents / nothing.srCents - 1),
      clv: 100 * (outcome.clvCents / nothing.clvCents - 1),
    });
    const frontier = ofWorld[0]!.frontier.map(({ epsilon }, i) =>
      point(
        'ours, SR bounded',
        'frontier',
        meanOutcome(ofWorld.map((one) => one.frontier[i]!.outcome)),
        epsilon,
      ),
    );
    const policies = comparedPolicies
      .filter((policy) => policy !== 'ours-without-exploration')
      .map((policy) =>
        point(policy, 'policy', meanOutcome(ofWorld.map(({ outcomes }) => outcomes[policy])), null),
      );
    return [...frontier, ...policies];
  });
  await writePicture(path, {
    title: {
      text: 'CLV and SR over the months',
      subtitle: 'percent against giving nothing; the line is ours under a bound on lost SR',
    },
    data: { values: rows },
    columns: 3,
    facet: { field: 'world', type: 'nominal', title: null },
    spec: {
      width: 230,
      height: 200,
      layer: [
        {
          transform: [{ filter: "datum.kind === 'frontier'" }],
          mark: { type: 'line', point: { size: 18 }, color: '#868e96' },
          encoding: {
            x: { field: 'sr', type: 'quantitative', title: 'SR, %' },
            y: { field: 'clv', type: 'quantitative', title: 'CLV, %' },
            order: { field: 'epsilon', type: 'quantitative' },
          },
        },
        {
          transform: [{ filter: "datum.kind === 'policy'" }],
          mark: { type: 'point', filled: true, size: 90, opacity: 1 },
          encoding: {
            x: { field: 'sr', type: 'quantitative' },
            y: { field: 'clv', type: 'quantitative' },
            color: { field: 'policy', type: 'nominal', title: 'policy', sort: [...comparedPolicies] },
          },
        },
      ],
    },
    resolve: { scale: { x: 'independent', y: 'independent' } },
  });
}
