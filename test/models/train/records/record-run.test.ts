import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readCurve } from '../../../../models/train/records/curve-file.ts';
import { recordRun } from '../../../../models/train/records/record-run.ts';
import { RunShelf } from '../../../../models/train/records/run-shelf.ts';
import { spawnScript } from '../../../support/child-process.ts';
import { readEvents } from './read-events.ts';
import { recordSteps, runWorld, stepsOf } from './run-world.ts';

const script = fileURLToPath(new URL('./killed-run.ts', import.meta.url));

/** The scalars of a run's one event file, as TensorBoard would read them. */
function eventsOf(folder: string) {
  const files = readdirSync(folder).filter((name) => name.startsWith('events.out.tfevents.'));
  expect(files).toHaveLength(1);
  return readEvents(readFileSync(join(folder, files[0]!)));
}

test('a run leaves settings, data, seed, machine, curve, figures and an event file', async () => {
  const { runs, clock, spec } = runWorld();
  await recordSteps(spec({ machine: { threads: 2 } }), clock, stepsOf(1, 100, 100, 20), {
    accuracy: 0.91,
    topic: { macroF1: 0.8 },
  });
  const run = (await new RunShelf(runs, clock).read('encoder'))!;
  expect(run).toMatchObject({
    kind: 'encoder',
    state: 'finished',
    reason: null,
    startedAt: '2026-02-03T04:05:06.000Z',
    updatedAt: '2026-02-03T04:06:46.000Z',
    seconds: 100,
    step: 100,
    steps: 100,
    seed: 'first',
    settings: { learningRate: 0.001, tuning: { method: 'lora', rank: 8 } },
    dataHash: 'a'.repeat(64),
    rows: { ours: 1200, banking77: 800 },
    machine: { threads: 2, node: process.version },
    figures: { accuracy: 0.91, topic: { macroF1: 0.8 } },
    metric: 'macroF1',
  });
  expect(run.best?.step).toBe(60);
  expect(run.best?.value).toBeCloseTo(0.8, 12);
  expect(run.curve).toHaveLength(100);
  expect(run.curve.filter(({ development }) => development).map(({ step }) => step)).toEqual([
    20, 40, 60, 80, 100,
  ]);
  const events = eventsOf(join(runs, 'encoder'));
  expect(events.filter(({ scalars }) => 'loss' in scalars)).toHaveLength(100);
  expect(events.flatMap(({ scalars }) => scalars['development/topic/accuracy'] ?? [])).toEqual(
    [20, 40, 60, 80, 100].map((step) => Math.fround(0.9 - Math.abs(step - 60) / 500)),
  );
});

test('a long run keeps about 2,000 points, each with the mean loss since the one before', async () => {
  const { runs, clock, spec } = runWorld();
  const steps = stepsOf(1, 9_000, 9_000, 1_000);
  await recordSteps(spec(), clock, steps);
  const curve = readCurve(join(runs, 'encoder'));
  expect(curve).toHaveLength(1_800);
  expect(curve[3]!.step).toBe(20);
  const mean = steps.slice(15, 20).reduce((sum, { loss }) => sum + loss / 5, 0);
  expect(curve[3]!.loss).toBeCloseTo(mean, 12);
});

test('a run that was killed and goes on from its checkpoint ends with the curve of an unbroken one', async () => {
  const unbroken = runWorld();
  await recordSteps(unbroken.spec(), unbroken.clock, stepsOf(1, 6_000, 6_000, 500));
  const broken = runWorld();
  // Killed after step 1,777; the checkpoint is that of step 1,500.
  const folder = join(broken.runs, 'encoder');
  await recordSteps(broken.spec(), broken.clock, stepsOf(1, 1_777, 6_000, 500));
  appendFileSync(join(folder, 'curve.jsonl'), '{"step":1778,"lo');
  broken.clock.advanceMs(3_600_000);
  await recordSteps(broken.spec(), broken.clock, stepsOf(1_501, 6_000, 6_000, 500));
  const without = (runs: string) => readCurve(join(runs, 'encoder')).map(({ at, ...point }) => point);
  expect(without(broken.runs)).toEqual(without(unbroken.runs));
  expect(eventsOf(folder).map(({ step }) => step)).toEqual(
    eventsOf(join(unbroken.runs, 'encoder')).map(({ step }) => step),
  );
  const run = (await new RunShelf(broken.runs, broken.clock).read('encoder'))!;
  expect(run).toMatchObject({ state: 'finished', seconds: 6_000, startedAt: '2026-02-03T04:05:06.000Z' });
});

test('a run begun anew by the same question starts its record afresh', async () => {
  const { runs, clock, spec } = runWorld();
  await recordSteps(spec(), clock, stepsOf(1, 70, 100, 20));
  await recordSteps(spec(), clock, stepsOf(1, 30, 100, 20));
  const run = (await new RunShelf(runs, clock).read('encoder'))!;
  expect(run).toMatchObject({
    state: 'stopped',
    step: 30,
    seconds: 30,
    startedAt: '2026-02-03T04:06:16.000Z',
  });
  expect(run.best?.step).toBe(20);
  expect(eventsOf(join(runs, 'encoder')).at(-1)!.step).toBe(30);
});

test('a finished run that is started again stays as it is', async () => {
  const { runs, clock, spec } = runWorld();
  await recordSteps(spec(), clock, stepsOf(1, 100, 100, 20));
  const before = await new RunShelf(runs, clock).read('encoder');
  clock.advanceMs(60_000);
  await recordSteps(spec(), clock, [], { accuracy: 0.9 });
  const after = (await new RunShelf(runs, clock).read('encoder'))!;
  expect({ ...after, updatedAt: before!.updatedAt }).toEqual(before);
});

test('other settings, seed or data get a record of their own; so does a folder elsewhere of the same name', async () => {
  const { runs, clock, spec } = runWorld();
  const elsewhere = join(runWorld().runs, 'encoder');
  await recordSteps(spec(), clock, stepsOf(1, 20, 20, 20));
  await recordSteps(spec({ seed: 'second' }), clock, stepsOf(1, 20, 20, 20));
  await recordSteps(spec({ dataHash: 'b'.repeat(64) }), clock, stepsOf(1, 20, 20, 20));
  await recordSteps(spec({ folder: elsewhere }), clock, stepsOf(1, 20, 20, 20));
  // Threads change no result.
  await recordSteps(spec({ machine: { threads: 8 } }), clock, []);
  await recordSteps(spec({ folder: join(runs, '.. my / run,?') }), clock, stepsOf(1, 20, 20, 20));
  const list = await new RunShelf(runs, clock).list();
  expect(list.map(({ name }) => name)).toEqual(['run', 'encoder-4', 'encoder-3', 'encoder-2', 'encoder']);
});

test('a run that fails says why; one that fails before its first step leaves nothing', async () => {
  const { runs, clock, spec } = runWorld();
  const failing = recordRun(spec(), async (run) => {
    for (const step of stepsOf(1, 33, 100, 20)) run.step(step);
    throw new RangeError('the loss is no number any more at step 34');
  });
  await expect(failing).rejects.toThrow('the loss is no number');
  await expect(
    recordRun(spec({ seed: 'other' }), () => Promise.reject(new Error('no such base'))),
  ).rejects.toThrow('no such base');
  // Nor does it change what is there.
  await expect(recordRun(spec(), () => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory');
  const list = await new RunShelf(runs, clock).list();
  expect(list).toHaveLength(1);
  expect(list[0]).toMatchObject({
    state: 'failed',
    reason: 'the loss is no number any more at step 34',
    step: 33,
  });
  expect(readdirSync(runs)).toEqual(['encoder']);
});

test('a full disk is told of by name, and the checkpoint beside the record stays', async () => {
  const { runs, spec } = runWorld();
  const folder = join(runs, 'encoder');
  mkdirSync(folder);
  writeFileSync(join(folder, 'checkpoint.safetensors'), 'weights');
  const full = recordRun(spec(), async (run) => {
    run.step(stepsOf(1, 1, 100, 20)[0]!);
    // Every further point goes to a device without room.
    rmSync(join(folder, 'curve.jsonl'));
    symlinkSync('/dev/full', join(folder, 'curve.jsonl'));
    run.step(stepsOf(2, 2, 100, 20)[0]!);
  });
  await expect(full).rejects.toThrow(
    `the record of the run cannot be written in ${folder}: the disk is full; no checkpoint was harmed`,
  );
  expect(readFileSync(join(folder, 'checkpoint.safetensors'), 'utf8')).toBe('weights');
});

test('a folder that is a file is refused before anything is trained', async () => {
  const { runs, clock, spec } = runWorld();
  writeFileSync(join(runs, 'file'), '');
  await expect(recordSteps(spec({ runs: join(runs, 'file') }), clock, [])).rejects.toThrow(
    'the record of the run cannot be written',
  );
});

test('a process that was killed left a stopped run; while it lives, it runs', {
  timeout: 60_000,
}, async () => {
  const { runs, clock, spec } = runWorld();
  const child = await spawnScript(script, [runs]);
  const shelf = new RunShelf(runs, clock);
  // Step 45 was written after the last evaluation, which is when run.json was.
  expect((await shelf.list())[0]).toMatchObject({ state: 'running', step: 45, best: { step: 40 } });
  await child.kill();
  expect((await shelf.list())[0]).toMatchObject({ state: 'stopped', step: 45 });
  await recordSteps(spec(), clock, stepsOf(41, 100, 100, 20));
  expect((await shelf.list())[0]).toMatchObject({ name: 'encoder', state: 'finished', step: 100 });
});

test('a shelf reads only what it lists, and passes over what is no record', async () => {
  const { runs, clock, spec } = runWorld();
  const shelf = new RunShelf(join(runs, 'not there'), clock);
  expect(await shelf.list()).toEqual([]);
  await recordSteps(spec(), clock, stepsOf(1, 20, 20, 20));
  mkdirSync(join(runs, 'anchors'));
  mkdirSync(join(runs, 'damaged'));
  writeFileSync(join(runs, 'damaged', 'run.json'), '{"version":1,');
  const inside = new RunShelf(runs, clock);
  expect((await inside.list()).map(({ name }) => name)).toEqual(['encoder']);
  expect(existsSync(join(runs, 'anchors', '..', 'encoder', 'run.json'))).toBe(true);
  for (const name of ['anchors', 'damaged', '../encoder', 'anchors/../encoder', '.', '', '__proto__'])
    expect(await inside.read(name)).toBeNull();
});
