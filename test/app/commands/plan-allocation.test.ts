import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { planAllocationCommand } from '../../../app/commands/plan-allocation.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-allocation-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function printed(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await planAllocationCommand().parseAsync(['node', 'allocation', ...args]);
  return text;
}

const options = file('options.csv', [
  'customer_id,offer,channel,uplift,cost,reach,contact',
  'ada,ten,chat,10,4,1,0',
  'ada,ten,mail,10,4,.5,.1',
  'ben,ten,mail,10,4,.5,.1',
  'cem,ten,advert,30,4,.2,1',
  'dan,ten,advert,28,4,.2,1',
]);

test('one budget goes over channels to where it adds most', async () => {
  const answer = JSON.parse(await printed('--input', options, '--budget', '7.7', '--json'));
  // Chat 10 for 4, mail 4.9 for 2.1, adverts 5 and 4.6 for 1.8: 7.7 buys the chat and both adverts; 7.9 would
  // buy a mail in place of the second for more.
  expect(answer).toMatchObject({ shoppers: 4, given: 3, proven: true });
  expect(answer.delta).toBeCloseTo(19.6, 9);
  expect(answer.cost).toBeCloseTo(7.6, 9);
  expect(answer.byChannel).toMatchObject({ chat: { given: 1 }, advert: { given: 2 } });
  expect(answer.choices.map(({ shopper }: { shopper: string }) => shopper)).toEqual(['ada', 'cem', 'dan']);
});

test("a channel's cap holds", async () => {
  const answer = JSON.parse(
    await printed('--input', options, '--budget', '8', '--cap', 'advert=2', '--json'),
  );
  expect(answer.byChannel.advert).toMatchObject({ given: 1 });
  expect(answer.choices.map(({ shopper }: { shopper: string }) => shopper)).toEqual(['ada', 'ben', 'cem']);
});

test('in words, without --json', async () => {
  const text = await printed('--input', options, '--budget', '7.7');
  expect(text).toContain('3 of 4 shoppers get something: margin 19.6, cost 7.6 of 7.7');
  expect(text).toContain('No other allocation within these limits adds more.');
});

test('what is wrong is named with its place', async () => {
  const bad = file('bad.csv', ['shopper,action,delta,cost', 'ada,ten,5,-1']);
  await expect(printed('--input', bad, '--budget', '5')).rejects.toThrow(
    /line 2, column "cost": "-1"; a number of at least 0/,
  );
  await expect(printed('--input', options, '--budget', 'much')).rejects.toThrow(/--budget is "much"/);
  await expect(printed('--input', options, '--budget', '5', '--cap', 'tv=3')).rejects.toThrow(
    /channel "tv", which no row/,
  );
  await expect(printed('--input', options, '--budget', '5', '--cap', 'tv')).rejects.toThrow(
    /CHANNEL=AMOUNT would be right/,
  );
  await expect(printed('--input', options, '--budget', '5', '--revenue-loss', '-9')).rejects.toThrow(
    /gains 9 of SR/,
  );
});
