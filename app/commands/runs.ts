import { Command } from 'commander';
import { comparedValues } from '../../core/contracts/compared-values.ts';
import type { RunDetail, RunSummary } from '../../core/contracts/runs.ts';
import { NotFoundError } from '../../core/errors.ts';
import { comparisonText } from '../runs/comparison-text.ts';
import { runListText } from '../runs/run-list-text.ts';
import { runText } from '../runs/run-text.ts';

export interface RunsDependencies {
  /** Where the runs lie, for the sentence that says so. */
  readonly folder: string;
  list(): Promise<RunSummary[]>;
  read(name: string): Promise<RunDetail | null>;
  print(text: string): void;
}

/** `runs`: what training left behind. `open` is called when a command runs, never for `--help`. */
export function runsCommand(open: () => RunsDependencies): Command {
  return new Command('runs')
    .description('List the recorded training runs; show one; lay several side by side')
    .option('--json', 'print one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { folder, list, print } = open();
      const runs = await list();
      if (json) print(asJson({ runs }));
      else if (runs.length > 0) print(runListText(runs));
      else
        print(
          `No run is recorded in ${folder} yet. mainstay train text --tune lora, train encoder and train recommender leave one there.\n`,
        );
    })
    .addCommand(showCommand(open))
    .addCommand(compareCommand(open));
}

function showCommand(open: () => RunsDependencies): Command {
  return new Command('show')
    .description('Settings, data, figures and curves of a run')
    .argument('<name>', 'as mainstay runs lists it')
    .option('--json', 'print one JSON object, with the whole curve')
    .action(async (name: string, _options: object, command: Command) => {
      const shelf = open();
      const run = await found(shelf, name);
      shelf.print(isJson(command) ? asJson(run) : runText(run));
    });
}

function compareCommand(open: () => RunsDependencies): Command {
  return new Command('compare')
    .description('What differs between runs, their figures, and their curves at the same steps')
    .argument('<name>')
    .argument('<others...>')
    .option('--json', 'print one JSON object, with the whole curves')
    .action(async (name: string, others: string[], _options: object, command: Command) => {
      const shelf = open();
      const runs: RunDetail[] = [];
      for (const one of new Set([name, ...others])) runs.push(await found(shelf, one));
      const differing = comparedValues(runs.map(({ settings }) => settings)).filter(({ differs }) => differs);
      shelf.print(isJson(command) ? asJson({ runs, differing }) : comparisonText(runs));
    });
}

/** --json is the parent's flag too, which then takes it. */
function isJson(command: Command): boolean {
  return command.optsWithGlobals<{ json?: boolean }>().json ?? false;
}

async function found({ read, list, folder }: RunsDependencies, name: string): Promise<RunDetail> {
  const run = await read(name);
  if (run) return run;
  const names = (await list()).map((one) => one.name);
  throw new NotFoundError(
    `no run "${name}" is recorded in ${folder}; there is ${names.slice(0, 20).join(', ') || 'none yet'}${names.length > 20 ? ', ...: mainstay runs lists them' : ''}`,
  );
}

function asJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
