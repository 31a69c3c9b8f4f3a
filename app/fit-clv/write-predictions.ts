import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvCell } from '../../adapters/http/csv.ts';
import { expectedAmount } from '../../retention/value/models/gamma-gamma.ts';
import { parametersOf } from '../../retention/value/models/parameters-of.ts';
import type { PurchaseModelName } from '../../retention/value/models/purchase-model.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { residualPurchases } from '../../retention/value/residual-purchases.ts';
import { daysOfUnit, type TimeUnit } from '../../retention/value/time-unit.ts';
import type { ClvFit } from './fit-clv.ts';

/**
 * Writes a CSV with a row a shopper: P(alive), expected purchases within 90 days and 12 months, and with Gamma-Gamma the
 * expected amount and the residual value of 12 months, discounted by the month.
 * @param monthlyDiscount 0.01 is 1 % a month.
 */
export async function writePredictions(
  path: string,
  { shoppers, histories, monetary, fit, gammaGamma }: ClvFit,
  { unit, monthlyDiscount }: { readonly unit: TimeUnit; readonly monthlyDiscount: number },
): Promise<void> {
  const model = purchaseModels[fit.model as PurchaseModelName];
  const parameters = parametersOf(model, fit);
  const monthLength = daysOfUnit.month / daysOfUnit[unit];
  const horizon = { months: 12, monthLength, monthlyDiscount };
  const { p, q, v } = gammaGamma?.parameters ?? {};
  const round = (value: number) => Number(value.toPrecision(8));
  function* lines() {
    const columns = [
      'shopper',
      'frequency',
      'recency',
      'age',
      'p_alive',
      'purchases_90_days',
      'purchases_12_months',
    ];
    yield `${[...columns, ...(gammaGamma ? ['expected_amount', 'clv_12_months'] : [])].join(',')}\n`;
    for (const [i, shopper] of shoppers.entries()) {
      const [x, last, age] = [histories.frequency[i]!, histories.recency[i]!, histories.age[i]!];
      const alive = model.probabilityAlive(parameters, x, last, age);
      const within = (time: number) => alive * model.expectedWhileAlive(parameters, x, age, time);
      const cells: unknown[] = [shopper, x, round(last), round(age), round(alive)];
      cells.push(round(within(90 / daysOfUnit[unit])), round(within(12 * monthLength)));
      if (p !== undefined && q !== undefined && v !== undefined) {
        const amount = expectedAmount({ p, q, v }, x, monetary?.[i] ?? 0);
        const purchases = residualPurchases(model, parameters, x, last, age, horizon);
        const known = Number.isFinite(amount);
        cells.push(known ? round(amount) : '', known ? round(amount * purchases) : '');
      }
      yield `${cells.map(csvCell).join(',')}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
