import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { suggestPriceCommand } from '../../../app/commands/suggest-price.ts';
import { pricedWorld } from '../../retention/price/priced-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'mainstay-price-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function printed(...args: string[]): Promise<string> {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
    text += String(part);
    return true;
  });
  await suggestPriceCommand().parseAsync(['node', 'price', ...args]);
  return text;
}

const { lines } = pricedWorld('file', { products: 8, elasticity: -0.5, scatter: 0.2 });
const rows = lines.map(
  ({ product, at, quantity, unitPrice, unitCost }) =>
    `${product},${quantity},${new Date(at).toISOString()},${unitPrice.toFixed(2)},${unitCost!.toFixed(2)}`,
);
const header = 'Description,Quantity,InvoiceDate,UnitPrice,unit_cost';
const sales = file(
  'sales.csv',
  `${[header, ...rows].join('\n')}\np0,-1,2025-03-01,9.99,5\np0,1,2025-03-01,0,5\n,1,2025-03-01,9.99,5\n`,
);

test('columns are guessed, returns and gifts left out, every product answered with its curve', async () => {
  const answer = JSON.parse(await printed('--input', sales, '--json'));
  expect(answer).toMatchObject({
    refused: false,
    reason: null,
    n: lines.length,
    leftOut: { returns: 1, unpriced: 1, unnamed: 1 },
    // The world's elasticity is -.5, at which every higher price pays.
    warnings: [expect.stringMatching(/mean elasticity -0\.\d\d, above -1/)],
  });
  expect(answer.products).toHaveLength(8);
  for (const product of answer.products) {
    expect(product.costAssumed).toBe(false);
    expect(product.elasticity.lower).toBeLessThan(product.elasticity.estimate);
    expect(product.curve[0].price).toBeLessThan(product.curve.at(-1).price);
  }
  expect(answer.suggested).toBeGreaterThan(0);
});

test('the same in words', async () => {
  const text = await printed('--input', sales, '--show', '3');
  expect(text).toContain('8 products answered, 0 refused');
  expect(text.match(/^p\d/gm)).toHaveLength(3);
});

test('costs in other money than prices are asked about', async () => {
  const cents = rows.map((row) =>
    row.replace(/,([^,]*)$/, (_, cost) => `,${Math.round(Number(cost) * 100)}`),
  );
  const answer = JSON.parse(
    await printed('--input', file('cents.csv', [header, ...cents].join('\n')), '--json'),
  );
  expect(answer.warnings.join()).toMatch(/8 of 8 products cost no less than their price/);
});

test('prices that never moved are refused', async () => {
  const still = rows.map((row) => row.replace(/,[^,]*,([^,]*)$/, ',10,$1'));
  const answer = JSON.parse(
    await printed('--input', file('still.csv', [header, ...still].join('\n')), '--json'),
  );
  expect(answer.refused).toBe(true);
  expect(answer.reason).toContain('its price never moved');
});

test('bad input is named', async () => {
  const broken = file('broken.csv', `${header}\np,1,2025-01-01,cheap,1\n`);
  await expect(printed('--input', broken)).rejects.toThrow(/line 2, column "UnitPrice": "cheap"/);
  const undated = file('undated.csv', `${header}\np,1,someday,1,1\n`);
  await expect(printed('--input', undated)).rejects.toThrow(/"someday" is no date/);
  const late = file('late.csv', `${[header, ...rows].join('\n')}\np0,1,2092-03-01,9.99,5\n`);
  await expect(printed('--input', late)).rejects.toThrow(
    /column "InvoiceDate": "2092-03-01" comes \d+ days after/,
  );
  const gifts = file('gifts.csv', `${header}\np,1,2025-01-01,0,1\n`);
  await expect(printed('--input', gifts)).rejects.toThrow(/holds no sale/);
  await expect(printed('--input', sales, '--margin-rate', '1.5')).rejects.toThrow(/--margin-rate/);
  await expect(printed('--input', file('other.csv', 'a,b\n1,2\n'))).rejects.toThrow(/Name it with --product/);
});
