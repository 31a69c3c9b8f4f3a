import type { Estimate, WorldVerdict } from '../retention/laboratory/verdict.ts';

/** A world's table for a terminal: per shopper over the months, in units of money. */
export function simulationText(verdict: WorldVerdict, about: string): string {
  const served = Object.entries(verdict.served).map(([name, count]) => `${name} ${count}`);
  const exploration = verdict.explorationCost;
  return `${[
    `${verdict.world}: ${about}`,
    'policy                        CLV      SR   margin  against nothing            budget  offers  redeemed  regret against the oracle',
    ...verdict.policies.map(({ policy, outcome, margin, regret }) =>
      [
        policy.padEnd(25),
        money(outcome.clvCents).padStart(8),
        money(outcome.srCents).padStart(8),
        money(outcome.marginCents).padStart(9),
        `  ${interval(margin)}`.padEnd(27),
        money(outcome.budgetCents).padStart(8),
        outcome.offers.toFixed(2).padStart(8),
        outcome.redeemed.toFixed(2).padStart(10),
        `  ${interval(regret)}`,
      ].join(''),
    ),
    `ours minus the best rival (${verdict.bestRival}): ${interval(verdict.aboveBestRival)}; exploration costs ${interval(exploration)}; without it ${interval(verdict.aboveBestRivalWithoutExploration)}`,
    `served by ours: ${served.join(', ')} of ${verdict.seeds} seeds`,
  ].join('\n')}\n`;
}

/** '1.23 [0.91, 1.55]', the brackets being the 95 % interval over seeds. */
function interval({ mean, lower, upper }: Estimate): string {
  return lower === null || upper === null ? money(mean) : `${money(mean)} [${money(lower)}, ${money(upper)}]`;
}

function money(cents: number): string {
  return (cents / 100).toFixed(2);
}
