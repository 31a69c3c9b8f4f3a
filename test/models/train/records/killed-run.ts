import { systemClock } from '../../../../core/clock.ts';
import { recordRun } from '../../../../models/train/records/record-run.ts';
import { runWorld, stepsOf } from './run-world.ts';

/** Begins a run in the given folder, makes 45 steps, and hangs until it is killed. */
const runs = process.argv[2]!;
const spec = { ...runWorld().spec(), runs, folder: `${runs}/encoder`, clock: systemClock };
setInterval(() => {}, 1000);
await recordRun(spec, async (run) => {
  for (const step of stepsOf(1, 45, 100, 20)) run.step(step);
  process.stdout.write('45 steps\n');
  await new Promise(() => {});
});
