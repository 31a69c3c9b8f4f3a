import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Command, Option } from 'commander';
import { fieldsOf } from '../../adapters/shop-import/columns/fields.ts';
import {
  type Mapping,
  parseMapping,
  parseMappingFile,
} from '../../adapters/shop-import/columns/parse-mapping.ts';
import type { ImportPlan, ImportRequest } from '../../adapters/shop-import/import-plan.ts';
import { ImportService } from '../../adapters/shop-import/import-service.ts';
import type { DayOrder } from '../../adapters/shop-import/values/parse-date.ts';
import { systemClock } from '../../core/clock.ts';
import { type ImportKind, importKinds } from '../../core/contracts/console-imports.ts';
import { BadInputError } from '../../core/errors.ts';
import { importProgress } from '../import-progress.ts';
import { planText, previewText, reportText } from '../import-texts.ts';
import { writeRejects } from '../write-rejects.ts';
import { openCommandDatabase } from './open-command-database.ts';

interface ImportFlags {
  shop: string;
  map?: string;
  mapping?: string;
  encoding?: string;
  delimiter?: string;
  dates?: DayOrder;
  keepRepeats?: boolean;
  createProducts?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  wait: boolean;
  rejects?: string;
}

/** `import KIND FILE`: a shop's own data from CSV or JSON lines. */
export function importCommand(): Command {
  const command = new Command('import').description(
    "Import a shop's own data from CSV or JSON lines (also gzip): columns, encoding, dates and numbers are guessed, and said",
  );
  for (const kind of importKinds) command.addCommand(kindCommand(kind));
  return command.addCommand(listCommand()).addCommand(cancelCommand());
}

function kindCommand(kind: ImportKind): Command {
  const command = new Command(kind)
    .description(
      `Import ${kind}; the same file again changes nothing, an interrupted import goes on where it stopped`,
    )
    .argument('<file>')
    .option('--shop <shop>', 'id of the shop', 'demo')
    .option('--map <pairs>', 'ours=theirs,... ; ours==text gives every row that text; ours= reads nothing')
    .option('--mapping <file>', 'the same as a JSON object in a file')
    .option('--encoding <name>', 'utf-8, utf-16le, utf-16be, gb18030 or windows-1252')
    .option('--delimiter <character>', 'of CSV; "tab" for a tab')
    .addOption(new Option('--dates <order>', 'how 03/04/2020 is meant').choices(['dmy', 'mdy']))
    .option('--dry-run', 'read all of it and tell what would come of it; write nothing')
    .option('--yes', 'do not ask, at a terminal, whether the guesses are right')
    .option('--no-wait', 'refuse while another import into the shop runs, instead of waiting for its end')
    .option('--rejects <file>', 'where the rows that are left out are reported (default: FILE.rejected.csv)')
    .addHelpText('after', `\nFields (ours): ${Object.keys(fieldsOf[kind]).join(', ')}`);
  if (kind === 'orders')
    command.option('--keep-repeats', 'keep rows of an order that are the same in every field');
  if (kind === 'reviews')
    command.option(
      '--create-products',
      'make products that the shop does not have; they are not offered without a price',
    );
  return command.action((file: string, flags: ImportFlags) => importFile(kind, file, flags));
}

async function importFile(kind: ImportKind, path: string, flags: ImportFlags): Promise<void> {
  const request: ImportRequest = {
    kind,
    path,
    mapping: await mappingOf(kind, flags),
    ...(flags.encoding !== undefined && { encoding: flags.encoding }),
    ...(flags.delimiter !== undefined && { delimiter: flags.delimiter }),
    ...(flags.dates && { dates: flags.dates }),
    keepRepeats: flags.keepRepeats ?? false,
    createProducts: flags.createProducts ?? false,
  };
  const { database, close } = await openCommandDatabase();
  const service = new ImportService({ database, clock: systemClock });
  const stop = new AbortController();
  const interrupted = () => stop.abort('pause');
  const say = (text: string) => process.stderr.write(`${text}\n`);
  try {
    if (flags.dryRun) {
      process.stdout.write(previewText(await service.preview(flags.shop, request, true)));
      return;
    }
    if (process.stdin.isTTY && process.stderr.isTTY && !flags.yes) {
      const { plan } = await service.preview(flags.shop, request, false);
      say(planText(plan));
      if (isGuess(plan) && !(await agreed())) return;
    }
    process.once('SIGINT', interrupted);
    const progress = importProgress(process.stderr);
    const report = await service.run(flags.shop, request, {
      signal: stop.signal,
      onProgress: progress.show,
      onWait: flags.wait
        ? () => say(`Another import into "${flags.shop}" is running: waiting for its end ...`)
        : null,
    });
    progress.end();
    const rejects = await writeRejects(service.rejects(report.run), flags.rejects ?? `${path}.rejected.csv`);
    process.stdout.write(reportText(report, rejects));
  } finally {
    process.off('SIGINT', interrupted);
    await close();
  }
}

async function mappingOf(kind: ImportKind, flags: ImportFlags): Promise<Mapping> {
  const fields = fieldsOf[kind];
  const { mapping: file } = flags;
  const fromFile =
    file === undefined
      ? new Map()
      : parseMappingFile(
          await readFile(file, 'utf8').catch((cause) => {
            throw new BadInputError(`cannot read the mapping file "${file}": ${cause.code}`, { cause });
          }),
          fields,
        );
  return new Map([...fromFile, ...(flags.map === undefined ? [] : parseMapping(flags.map, fields))]);
}

/** Something was assumed that the file does not prove. */
function isGuess({ styles, chosen }: ImportPlan): boolean {
  return styles.assumed.length > 0 || chosen.columns.some(({ by }) => by === 'values');
}

async function agreed(): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question('Import it like this? [y/N] ');
  prompt.close();
  return /^y(es)?$/i.test(answer.trim());
}

function listCommand(): Command {
  return new Command('list')
    .description("List a shop's imports")
    .option('--shop <shop>', 'id of the shop', 'demo')
    .action(async ({ shop }: { shop: string }) => {
      const { database, close } = await openCommandDatabase();
      try {
        const runs = await new ImportService({ database, clock: systemClock }).list(shop);
        for (const run of runs)
          process.stdout.write(
            `${run.id} ${run.startedAt.toISOString().slice(0, 16)} ${run.kind.padEnd(8)} ${run.state.padEnd(9)} ${run.fileName} ${run.problem ?? JSON.stringify(run.counts)}\n`,
          );
      } finally {
        await close();
      }
    });
}

function cancelCommand(): Command {
  return new Command('cancel')
    .description('Call an unfinished import off: what is staged is thrown away, what is written stays')
    .argument('<import>', 'its id, from "mainstay import list"')
    .option('--shop <shop>', 'id of the shop', 'demo')
    .action(async (id: string, { shop }: { shop: string }) => {
      const { database, close } = await openCommandDatabase();
      try {
        const service = new ImportService({ database, clock: systemClock });
        const stopped = await service.stop(shop, id, 'cancel');
        process.stdout.write(stopped === 'done' ? 'cancelled\n' : 'it runs, and stops after its next rows\n');
      } finally {
        await close();
      }
    });
}
