import { normal } from '../../core/distributions.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import type { PricePath } from '../../retention/laboratory/price-path.ts';

/** A product whose price moves, and what that does to how often it is chosen. */
export interface LaboratoryProduct {
  readonly sku: string;
  readonly name: string;
  readonly nameZh: string;
  readonly usualCents: number;
  readonly unitCostCents: number;
  /** Hidden: elasticity of its share of purchases to its price beside the others'. */
  readonly elasticity: number;
  /** Price on a day, minor units. */
  priceAt(day: number): number;
}

const names = [
  ['Teapot', '茶壶', 3_400],
  ['Mug', '马克杯', 1_200],
  ['Desk lamp', '台灯', 4_800],
  ['Linen sheet', '亚麻床单', 6_500],
  ['Backpack', '双肩包', 7_200],
  ['Notebook', '笔记本', 900],
  ['Jumper', '毛衣', 5_900],
  ['Candle holder', '烛台', 1_600],
  ['Coffee grinder', '咖啡研磨机', 8_400],
  ['Garden chair', '花园椅', 9_900],
  ['Towel', '毛巾', 1_900],
  ['Frying pan', '煎锅', 3_900],
  ['Rain jacket', '雨衣', 8_900],
  ['Cushion', '靠垫', 2_400],
  ['Fountain pen', '钢笔', 2_900],
  ['Tea tin', '茶叶罐', 1_100],
] as const;
const stepDays = 45;

/** The shop's products; each price moves about the shop's level in steps of its own. */
export function drawLaboratoryProducts(seed: string, level: PricePath): LaboratoryProduct[] {
  return names.map(([name, nameZh, usualCents], i) => {
    const random = new SeededRandom(`${seed}/product/${i}`);
    const elasticity = 1 + 2 * random.next();
    const shift = random.next() * stepDays;
    const steps = Array.from({ length: 32 }, () => Math.exp(0.08 * normal(random)));
    return {
      sku: `LAB${String(i + 1).padStart(3, '0')}`,
      name,
      nameZh,
      usualCents,
      unitCostCents: Math.round(usualCents * 0.64),
      elasticity,
      priceAt(day) {
        const step = Math.floor((day + 600 + shift) / stepDays) % steps.length;
        return Math.round(usualCents * level.at(day) * steps[step]!);
      },
    };
  });
}

/** Which product an order is of: shares fall with the price beside the usual one, by each product's elasticity. */
export function choiceWeights(products: readonly LaboratoryProduct[], day: number): number[] {
  return products.map((product) => (product.priceAt(day) / product.usualCents) ** -product.elasticity);
}
