import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { runsCommand } from '../../../app/commands/runs.ts';
import { RunShelf } from '../../../models/train/records/run-shelf.ts';
import { recordSteps, runWorld, stepsOf } from '../../models/train/records/run-world.ts';

const { runs, clock, spec } = runWorld();
let printed = '';

beforeAll(async () => {
  await recordSteps(spec(), clock, stepsOf(1, 100, 100, 20), { accuracy: 0.91, topic: { macroF1: 0.8 } });
  clock.advanceMs(3_600_000);
  const other = { learningRate: 0.002, epochs: 3, tuning: { method: 'full' } };
  await recordSteps(spec({ settings: other }), clock, stepsOf(1, 57, 100, 20));
});
beforeEach(() => {
  printed = '';
});

function run(folder: string, ...words: string[]) {
  const shelf = new RunShelf(folder, clock);
  const command = runsCommand(() => ({
    folder,
    list: () => shelf.list(),
    read: (name) => shelf.read(name),
    print: (text) => {
      printed += text;
    },
  }));
  for (const part of [command, ...command.commands])
    part.exitOverride().configureOutput({ writeErr: () => {} });
  return command.parseAsync(words, { from: 'user' });
}

test('runs are listed, the newest first', async () => {
  await run(runs);
  expect(printed.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['name', 'kind', 'started (UTC)', 'state', 'steps', 'best macroF1', 'time'],
    ['encoder-2', 'encoder', '2026-02-03 05:06', 'stopped', '57 of 100', '0.7600', '57 s'],
    ['encoder', 'encoder', '2026-02-03 04:05', 'finished', '100', '0.8000', '2 min'],
    [''],
  ]);
});

test('where nothing is recorded, it says what leaves a record', async () => {
  await run(join(runs, 'nothing'));
  expect(printed).toContain('No run is recorded');
  expect(printed).toContain('mainstay train text');
});

test('a run is shown with settings, figures and its curves', async () => {
  await run(runs, 'show', 'encoder');
  expect(printed).toMatch(/tuning\.rank +8\n/);
  expect(printed).toMatch(/banking77 +800\n/);
  expect(printed).toMatch(/topic\.macroF1 +0\.8\n/);
  expect(printed).toContain('0.8000 at step 60');
  const drawn = printed.split('loss, by step:\n')[1]!.split('\n');
  // The loss falls: its first dot stands at the top, its last one at the bottom.
  expect(drawn[0]).toMatch(/^ +3\.\d+ \|\*/);
  expect(drawn[7]).toMatch(/^ +0\.3\d+ \| +\*+$/);
});

test('runs are compared: what differs, and both curves at the same steps', async () => {
  await run(runs, 'compare', 'encoder', 'encoder-2');
  expect(printed).toMatch(/\nlearningRate +0\.001 +0\.002\n/);
  expect(printed).toMatch(/\ntuning\.rank +8 +-\n/);
  expect(printed).not.toContain('epochs');
  const [, losses] = printed.split('loss after step');
  expect(losses).toMatch(/\n50 +0\.6\d+ +0\.6\d+\n60 +0\.5\d+ +-\n/);
  printed = '';
  await run(runs, 'compare', 'encoder', 'encoder');
  expect(printed).toContain('Settings, seed and data are the same.');
});

test('all three as JSON', async () => {
  await run(runs, '--json');
  expect(JSON.parse(printed).runs).toHaveLength(2);
  printed = '';
  await run(runs, 'show', 'encoder', '--json');
  expect(JSON.parse(printed).curve).toHaveLength(100);
  printed = '';
  await run(runs, 'compare', 'encoder', 'encoder-2', '--json');
  expect(JSON.parse(printed).differing[0]).toEqual({
    name: 'learningRate',
    values: ['0.001', '0.002'],
    differs: true,
  });
});

test('a name that is not there is answered with those that are', async () => {
  await expect(run(runs, 'show', '../encoder')).rejects.toThrow(
    /no run "\.\.\/encoder" is recorded in .*; there is encoder-2, encoder$/,
  );
});
