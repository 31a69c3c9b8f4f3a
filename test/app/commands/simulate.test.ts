import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { simulateCommand } from '../../../app/commands/simulate.ts';

async function simulate(...flags: string[]): Promise<string> {
  const printed: string[] = [];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  const progress = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  try {
    await simulateCommand()
      .exitOverride()
      .parseAsync(['node', 'simulate', ...flags]);
  } finally {
    out.mockRestore();
    progress.mockRestore();
  }
  return printed.join('');
}

const small = ['--world', 'heterogeneous', '--seeds', '2', '--shoppers', '800', '--months', '3'];

test('prints one JSON object with every policy, and draws the frontier', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'simulate-'));
  try {
    const picture = join(folder, 'frontier.svg');
    const { simulated, worlds } = JSON.parse(await simulate(...small, '--json', '--picture', picture));
    expect(simulated).toBe(true);
    expect(worlds).toHaveLength(1);
    expect(worlds[0].policies.map(({ policy }: { policy: string }) => policy)).toEqual([
      'nothing',
      'discount-to-all',
      'churn-score',
      'ours',
      'ours-without-exploration',
      'oracle',
    ]);
    expect(worlds[0].aboveBestRival.lower).toBeLessThan(worlds[0].aboveBestRival.upper);
    expect(await readFile(picture, 'utf8')).toMatch(/^<svg/);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

test('says what a count must be', async () => {
  await expect(simulate('--seeds', '0')).rejects.toThrow('A whole number of at least 1 would be right.');
  await expect(simulate('--world', 'flat')).rejects.toThrow('heterogeneous');
});
