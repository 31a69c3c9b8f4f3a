/** One sold line. */
export interface SoldLineAt {
  readonly product: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Above 0. */
  readonly quantity: number;
  /** List price of one, above 0, in any one unit of money. */
  readonly unitPrice: number;
  /** Cost of one, where it is known. */
  readonly unitCost: number | null;
}

/** A product's weeks from its first sale to its last, without gaps. */
export interface ProductWeeks {
  readonly product: string;
  /** Of the first week, counted from the first week of all products. */
  readonly firstWeek: number;
  /** Lines sold in each week. */
  readonly purchases: Float64Array;
  /** Price in each week: the median over its lines; in a week without sales that of the week before. */
  readonly prices: Float64Array;
  /** Share of the lines sold within 5 % of their week's price: near 1 where there is one price for all. */
  readonly atOnePrice: number;
  readonly unitsPerPurchase: number;
  /** Mean over the lines whose cost is known; null: none is. */
  readonly unitCost: number | null;
}

const weekMs = 7 * 86_400_000;

/**
 * Sales by product and week. What is counted is lines, not units: where bulk buyers pay less, units would make a
 * low price look like the cause of the bulk. The median price of a week is hardly moved by them either.
 * @returns products in order of lines sold, most first.
 */
export function productWeeks(lines: readonly SoldLineAt[]): ProductWeeks[] {
  let start = Number.POSITIVE_INFINITY;
  for (const { at } of lines) start = Math.min(start, at);
  const byProduct = new Map<string, SoldLineAt[]>();
  for (const line of lines) {
    const own = byProduct.get(line.product);
    if (own) own.push(line);
    else byProduct.set(line.product, [line]);
  }
  return [...byProduct]
    .sort(([a, own], [b, other]) => other.length - own.length || (a < b ? -1 : 1))
    .map(([product, own]) => weeksOf(product, own, start));
}

function weeksOf(product: string, lines: readonly SoldLineAt[], start: number): ProductWeeks {
  const weekOf = ({ at }: SoldLineAt) => Math.floor((at - start) / weekMs);
  const weeks = lines.map(weekOf);
  const firstWeek = weeks.reduce((least, week) => Math.min(least, week), Number.POSITIVE_INFINITY);
  const lastWeek = weeks.reduce((most, week) => Math.max(most, week), 0);
  const pricesOf: number[][] = Array.from({ length: lastWeek - firstWeek + 1 }, () => []);
  lines.forEach(({ unitPrice }, i) => {
    pricesOf[weeks[i]! - firstWeek]!.push(unitPrice);
  });
  const prices = new Float64Array(pricesOf.length);
  pricesOf.forEach((own, week) => {
    prices[week] = own.length > 0 ? medianOf(own) : prices[week - 1]!;
  });
  const costs = lines.flatMap(({ unitCost }) => (unitCost === null ? [] : [unitCost]));
  return {
    product,
    firstWeek,
    purchases: Float64Array.from(pricesOf, (own) => own.length),
    prices,
    atOnePrice:
      lines.filter(
        ({ unitPrice }, i) => Math.abs(Math.log(unitPrice / prices[weeks[i]! - firstWeek]!)) < 0.05,
      ).length / lines.length,
    unitsPerPurchase: lines.reduce((sum, { quantity }) => sum + quantity, 0) / lines.length,
    unitCost: costs.length > 0 ? costs.reduce((sum, cost) => sum + cost, 0) / costs.length : null,
  };
}

/** The lower of the two middle values: a price that was really asked. */
function medianOf(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[(values.length - 1) >> 1]!;
}
