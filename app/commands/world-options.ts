import { type Command, Option } from 'commander';
import { worldNames } from '../../retention/laboratory/world.ts';
import { wholeFrom } from './whole-from.ts';

/** Which laboratory world, and how much of it. */
export function withWorldOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--world <name>', 'what is true of offers').choices(worldNames).default('heterogeneous'),
    )
    .option('--seed <text>', 'the same seed lives the same lives', 'laboratory')
    .option('--shoppers <n>', 'how many shoppers', wholeFrom(10), 13_000)
    .option('--conversations <n>', 'at most so many conversations, the latest ones', wholeFrom(0), 20_000)
    .option('--json', 'print one JSON object');
}
