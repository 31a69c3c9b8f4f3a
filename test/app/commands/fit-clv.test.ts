import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fitClvCommand } from '../../../app/commands/fit-clv.ts';
import { beta, gamma } from '../../../core/distributions.ts';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { simulatedShoppers } from '../../retention/value/simulated-shoppers.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mainstay-fit-clv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** What the command prints. */
async function run(...words: string[]): Promise<string> {
  let printed = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  try {
    await fitClvCommand().parseAsync(words, { from: 'user' });
  } finally {
    write.mockRestore();
  }
  return printed;
}

const truth = [0.8, 60, 0.8, 2.5];

/** Purchases of MBG/NBD shoppers, a line each, from 2024 on; amounts by Gamma-Gamma. */
function purchases(n: number): { shopper: string; day: number; amount: number }[] {
  const random = new SeededRandom('purchases');
  const rows = [];
  for (let i = 0; i < n; i++) {
    const rate = gamma(random, truth[0]!) / truth[1]!;
    const leaving = beta(random, truth[2]!, truth[3]!);
    const mean = 10 + 40 * random.next();
    const first = random.nextInt(200);
    for (let at = first; at < 500; at += 1 - Math.log(1 - random.next()) / rate) {
      rows.push({
        shopper: `s${i}`,
        day: Math.floor(at),
        amount: Math.round(100 * mean * (0.5 + random.next())) / 100,
      });
      if (random.next() < leaving) break;
    }
  }
  return rows;
}
const iso = (day: number) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);

test('a summary: columns are guessed, and named otherwise by flags', async () => {
  const made = simulatedShoppers({ model: 'mbgnbd', parameters: truth, n: 800, longest: 500, seed: 'cli' });
  const lines = Array.from(made.age, (age, i) => `${i},${made.frequency[i]},${made.recency[i]},${age}`);
  const guessed = JSON.parse(
    await run('--input', await file('summary.csv', ['ID,x,t_x,T', ...lines].join('\n')), '--json'),
  );
  expect(Object.keys(guessed)).toEqual(
    expect.arrayContaining(['parameters', 'standardErrors', 'logLikelihood', 'n', 'milliseconds']),
  );
  expect(Object.keys(guessed.parameters)).toEqual(['r', 'alpha', 'a', 'b']);
  expect(guessed).toMatchObject({ n: 800, convergence: { converged: true }, input: { kind: 'summary' } });
  const named = JSON.parse(
    await run(
      ...['--input', await file('odd.csv', ['k,wie_oft,zuletzt,alt', ...lines].join('\n')), '--json'],
      ...['--frequency', 'wie_oft', '--recency', 'zuletzt', '--age', 'alt'],
    ),
  );
  expect(named.parameters).toEqual(guessed.parameters);
});

test('purchases: amounts by quantity and price, returns and rows without a shopper left out', async () => {
  const rows = purchases(600);
  const lines = rows.map(({ shopper, day, amount }) => `${shopper},${iso(day)}T10:20:00Z,2,${amount / 2}`);
  lines.push(`,${iso(3)}T08:00:00Z,1,5`, `s0,${iso(499)}T08:00:00Z,-1,9.5`);
  const input = await file(
    'orders.csv.gz',
    gzipSync(['CustomerID,InvoiceDate,Quantity,UnitPrice', ...lines].join('\n')),
  );
  const found = JSON.parse(
    await run('--input', input, '--model', 'bgnbd', '--gamma-gamma', '--unit', 'week', '--json'),
  );
  expect(found.input).toEqual({
    kind: 'transactions',
    shoppers: 600,
    purchaseRows: rows.length,
    rowsWithoutShopper: 1,
    returnRows: 1,
  });
  expect(found.gammaGamma.parameters.q).toBeGreaterThan(1);
  expect(found.gammaGamma.n).toBeLessThan(600);
  // The same in columns of blanks with dates as yyyymmdd, in days: alpha alone is a time.
  const text = rows.map(
    ({ shopper, day, amount }) => ` ${shopper}  ${iso(day).replaceAll('-', '')}  1  ${amount.toFixed(3)}`,
  );
  const blanks = await file('orders.txt', [' customer_id  date  number  dollar_value', ...text].join('\n'));
  const days = JSON.parse(
    await run(
      ...['--input', blanks, '--model', 'bgnbd', '--json'],
      ...['--observation-end', iso(499), '--unit', 'day'],
    ),
  );
  expect(days.parameters.r).toBeCloseTo(found.parameters.r, 5);
  expect(days.parameters.alpha / found.parameters.alpha).toBeCloseTo(7, 4);
});

test('predictions and pictures', async () => {
  const rows = purchases(600).map(({ shopper, day, amount }) => `${shopper},${iso(day)},${amount}`);
  const input = await file('orders.csv', ['shopper_id,date,amount', ...rows].join('\n'));
  const predicted = join(folder, 'predicted.csv');
  const text = await run(
    ...['--input', input, '--gamma-gamma', '--predict', predicted, '--pictures', join(folder, 'pictures')],
  );
  expect(text).toMatch(/MBG\/NBD on 600 shoppers/);
  expect(text).toContain(`written: ${predicted}`);
  for (const name of ['alive', 'tracking', 'by-frequency']) {
    expect(text).toContain(`drawn: ${join(folder, 'pictures', `${name}.svg`)}`);
    const path = join(folder, 'pictures', `${name}.svg`);
    expect(existsSync(path), path).toBe(true);
    expect(await readFile(path, 'utf8')).toMatch(/^<svg[\s\S]*<\/svg>$/);
  }
  const [header, ...shoppers] = (await readFile(predicted, 'utf8')).trim().split('\n');
  expect(header).toBe(
    'shopper,frequency,recency,age,p_alive,purchases_90_days,purchases_12_months,expected_amount,clv_12_months',
  );
  expect(shoppers).toHaveLength(600);
  for (const line of shoppers) {
    const [, , , , alive, in90, in365, , value] = line.split(',').map(Number);
    expect(alive).toBeGreaterThan(0);
    expect(alive).toBeLessThanOrEqual(1);
    expect(in365).toBeGreaterThan(in90!);
    expect(value).toBeGreaterThan(0);
  }
});

const good = Array.from({ length: 30 }, (_, i) => `${i},${i % 3},${(i % 3) * 4},30`);

test.each([
  ['recency above T', ['x,2,31,30', ...good], /line 2: recency 31 is above age \(T\) 30/],
  ['negative time', [...good, 'x,2,-1,30'], /line 32, column "recency": "-1"; a number of at least 0/],
  ['NaN', [...good, 'x,2,NaN,30'], /line 32, column "recency": "NaN"; a number/],
  [
    'one shopper on two rows',
    [...good, '7,1,4,30'],
    /line 32, column "id": shopper "7" is on line 9 already/,
  ],
  ['one customer', ['0,2,5,30'], /one shopper cannot carry/],
  ['all zero', Array.from({ length: 40 }, (_, i) => `${i},0,0,${20 + i}`), /no shopper has bought twice/],
])('%s is refused in a sentence', async (_, lines, sentence) => {
  const input = await file('bad.csv', ['id,frequency,recency,T', ...lines].join('\n'));
  await expect(run('--input', input, '--json')).rejects.toThrow(sentence);
});

test('other bad input', async () => {
  const dates = await file('dates.csv', 'customer,date,amount\na,2024-01-05,3\nb,yesterday,4\n');
  await expect(run('--input', dates)).rejects.toThrow(/line 3, column "date": "yesterday" is no date/);
  const year = await file(
    'year.csv',
    [
      'customer,date,amount',
      ...Array.from({ length: 20 }, (_, i) => `${i % 7},2024-03-${i + 10},3`),
      'a,2042-04-02,3',
    ].join('\n'),
  );
  await expect(run('--input', year)).rejects.toThrow(
    /line 22, column "date": "2042-04-02" comes 6578 days after every other date, when all of them lie within 19 days/,
  );
  // With the end named, the same file is refused for what it is.
  await expect(run('--input', year, '--observation-end', '2024-03-31')).rejects.toThrow(/7 shoppers/);
  const unsure = await file('unsure.csv', 'customer,date,amount\na,03/04/2024,3\nb,05/06/2024,4\n');
  await expect(run('--input', unsure)).rejects.toThrow(/may be day or month first/);
  const summary = await file('plain.csv', ['id,frequency,recency,T', ...good].join('\n'));
  await expect(run('--input', summary, '--gamma-gamma', '--weak-prior')).rejects.toThrow(/--monetary/);
  await expect(run('--input', summary, '--weak-prior', '--predict', join(folder, 'p.csv'))).rejects.toThrow(
    /name --unit/,
  );
  await expect(run('--input', summary, '--observation-end', '2024-01-01')).rejects.toThrow(
    /go with a file of purchases/,
  );
  const ageless = await file('ageless.csv', 'id,frequency,recency\na,2,3\n');
  await expect(run('--input', ageless)).rejects.toThrow(/end of observation\? Name it with --age/);
  const nobody = await file('nobody.csv', 'foo,bar\n1,2\n');
  await expect(run('--input', nobody)).rejects.toThrow(/which column is the shopper\? Name it with --id/);
});

test('what a weak prior makes of next to nothing says so', async () => {
  const nothing = Array.from({ length: 40 }, (_, i) => `${i},0,0,${20 + i},0`);
  const input = await file('nothing.csv', ['id,frequency,recency,T,monetary_value', ...nothing].join('\n'));
  const fit = JSON.parse(await run('--input', input, '--weak-prior', '--gamma-gamma', '--json'));
  expect(fit.warnings.join()).toMatch(
    /0 of 40 shoppers bought more than once: these parameters are the prior's/,
  );
  expect(fit.gammaGamma.warnings.join()).toMatch(/0 repeat buyers: these parameters are the prior's/);
});

test('covariates and segments of a summary', async () => {
  const made = simulatedShoppers({
    model: 'mbgnbd',
    parameters: truth,
    n: 900,
    longest: 500,
    seed: 'further',
  });
  const lines = Array.from(
    made.age,
    (age, i) => `${made.frequency[i]},${made.recency[i]},${age},${i % 2},${'abc'[i % 3]}`,
  );
  const input = await file('further.csv', ['frequency,recency,T,app,country', ...lines].join('\n'));
  const words = ['--input', input, '--covariate', 'app', '--segment', 'country'];
  const found = JSON.parse(await run(...words, '--json'));
  expect(found.withCovariates.effects[0].name).toBe('app');
  expect(Object.keys(found.bySegment.segments).sort()).toEqual(['a', 'b', 'c']);
  expect(await run(...words)).toMatch(/app: buying -?\d\.\d+ ± \d\.\d+, leaving[\s\S]*by segment/);
});
