import { readTable } from '../../adapters/table-file/read-table.ts';
import { trialFromTable } from '../../adapters/trial-file/trial-from-table.ts';
import { wilsonInterval } from '../../retention/experiments/wilson-interval.ts';
import { type ActionChooser, choose } from '../../retention/uplift/action-chooser.ts';
import { learnPolicy } from '../../retention/uplift/learn-policy.ts';
import { rowsWhere } from '../../retention/uplift/rows-where.ts';
import { trialFromDraws } from '../../retention/uplift/trial-from-draws.ts';
import { drawnLog, type Effect, noEffect, twoSegments } from '../../test/retention/uplift/drawn-world.ts';
import { compareLearners } from './learners.ts';
import { heterogeneousWorlds, makeWorld, nullWorlds, type World } from './worlds.ts';

/**
 * Uplift on worlds whose truth is known, and on a trial in a file: `npm run bench:uplift -- worlds [RUNS] [ROWS] [heterogeneous|null]` counts
 * how often `learn policy` keeps what it learnt; `... learners [FILE ACTION_COLUMN OUTCOME_COLUMN ACTION CONTROL]` holds the
 * S-, T-, X- and DR-learner side by side; `... draws [RUNS] [DRAWS]` counts as the first does, on decision logs in which
 * chances differ by row and not everything is open to everybody.
 */
async function main(): Promise<void> {
  const [what, ...rest] = process.argv.slice(2);
  if (what === 'worlds') return worlds(Number(rest[0] ?? 200), Number(rest[1] ?? 4000), rest[2]);
  if (what === 'learners' && rest.length === 0) return planted();
  if (what === 'learners' && rest.length === 5)
    return fromFile(rest as [string, string, string, string, string]);
  if (what === 'draws') return draws(Number(rest[0] ?? 50), Number(rest[1] ?? 1500));
  process.stderr.write(
    'usage: npm run bench:uplift -- worlds [RUNS] [ROWS] [heterogeneous|null] | learners [FILE ACTION OUTCOME A B] | draws [RUNS] [DRAWS]\n',
  );
  process.exitCode = 2;
}

function worlds(runs: number, rows: number, only?: string): void {
  for (const [kind, recipes] of [
    ['heterogeneous', heterogeneousWorlds],
    ['null', nullWorlds],
  ] as const)
    for (const [name, recipe] of only === undefined || only === kind ? Object.entries(recipes) : []) {
      let accepted = 0;
      let worse = 0;
      const started = performance.now();
      for (let run = 0; run < runs; run++) {
        const world = makeWorld(recipe, rows, `${name}|${run}`);
        const learnt = learnPolicy(world.trial, 0, `${run}`);
        if (!learnt.accepted) continue;
        accepted++;
        if (trueGain(world, learnt.chooser) <= 0) worse++;
      }
      const { low, high } = wilsonInterval(accepted, runs)!;
      print(
        `${kind.padEnd(14)} ${name.padEnd(32)} ${rows} rows  kept ${accepted} of ${runs} [${(100 * low).toFixed(1)} %, ${(100 * high).toFixed(1)} %]  truly no better ${worse}  ${((performance.now() - started) / runs).toFixed(0)} ms a run`,
      );
    }
}

function draws(runs: number, count: number): void {
  const effects: Readonly<Record<string, Effect>> = {
    'no effect': noEffect,
    'the same effect on all': (action) => (action === 'percent' ? 300 : 0),
    'two segments, weak': (action, shopper) => twoSegments(action, shopper) / 2,
    'two segments': twoSegments,
  };
  for (const [name, effect] of Object.entries(effects)) {
    let accepted = 0;
    const started = performance.now();
    for (let run = 0; run < runs; run++) {
      const { rows } = trialFromDraws(drawnLog(effect, count, `${name} ${run}`));
      if (learnPolicy(rows, null, `run ${run}`).accepted) accepted++;
    }
    const { low, high } = wilsonInterval(accepted, runs)!;
    print(
      `${name.padEnd(24)} ${count} draws  kept ${accepted} of ${runs} [${(100 * low).toFixed(1)} %, ${(100 * high).toFixed(1)} %]  ${((performance.now() - started) / runs).toFixed(0)} ms a run`,
    );
  }
}

/** What the chooser truly brings a shopper above the action that is truly best for all. */
function trueGain({ trial, truth }: World, chooser: ActionChooser): number {
  const rows = rowsWhere(trial.outcome.length, () => true);
  const chosen = choose(chooser, trial, rows);
  const best = Math.max(...truth.map(meanOf));
  return meanOf(Float64Array.from(chosen, (action, row) => truth[action]![row]!)) - best;
}

function planted(): void {
  for (const [name, recipe] of Object.entries(heterogeneousWorlds)) {
    const { trial, truth } = makeWorld(recipe, 6000, `learners|${name}`);
    const uplift = truth[1]!.map((value, row) => value - truth[0]![row]!);
    print(`\n${name}, 6000 rows, deviation of the true uplift ${deviationOf(uplift).toFixed(4)}`);
    for (const line of compareLearners(trial, 1, 0, uplift, 20)) print(line);
  }
}

async function fromFile([path, action, outcome, treated, control]: [string, string, string, string, string]) {
  const { rows, actions } = trialFromTable(await readTable(path), { action, outcome });
  print(`${path}: "${treated}" against "${control}", outcome ${outcome}, five folds`);
  for (const line of compareLearners(rows, actions.indexOf(treated), actions.indexOf(control), null, 0))
    print(line);
}

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
