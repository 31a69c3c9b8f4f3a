import { z } from 'zod';
import { minorPerMajor } from '../../../core/contracts/minor-digits.ts';
import { BadInputError } from '../../../core/errors.ts';

/** Ids come as numbers or as texts. */
export const idField = z.union([z.string(), z.number()]).transform(String);
export type MoneyField = ReturnType<typeof moneyField>;

/** "12.50" or 12.5, in the currency's minor units. */
function moneyField(currency: string) {
  const units = minorPerMajor(currency);
  return z
    .union([z.string(), z.number()])
    .nullish()
    .transform((value, context) => {
      const cents = Math.round(Number((Number(value ?? 0) * units).toFixed(4)));
      if (Number.isSafeInteger(cents) && Math.abs(cents) < 2_147_483_648) return cents;
      context.addIssue('not an amount');
      return z.NEVER;
    });
}

/** Schemas with amounts in them, made once a currency. */
export function byCurrency<Schemas>(make: (money: MoneyField) => Schemas): (currency: string) => Schemas {
  const made = new Map<string, Schemas>();
  return (currency) => {
    let schemas = made.get(currency);
    if (!schemas) {
      schemas = make(moneyField(currency));
      made.set(currency, schemas);
    }
    return schemas;
  };
}
export const textField = z
  .string()
  .nullish()
  .transform((text) => text?.replaceAll('\0', '').trim() || null);

/** @throws BadInputError naming the field that is not as documented. */
export function readMessage<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new BadInputError(`${issue.path.join('.') || 'body'}: ${issue.message}`);
}

/** A time without a zone is UTC: WooCommerce's fields that end in _gmt. @returns null for none or a broken one. */
export function timeOf(text: string | null | undefined): Date | null {
  if (!text) return null;
  const at = new Date(/Z|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** @throws BadInputError when it is not the shop's. */
export function checkCurrency(said: string | null, shop: string): void {
  if (said !== null && said.toUpperCase() !== shop)
    throw new BadInputError(
      `the order is in ${said}, and the shop counts in ${shop}: amounts are not converted`,
    );
}
