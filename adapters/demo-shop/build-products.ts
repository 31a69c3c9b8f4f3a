import { normal, uniform } from '../../core/distributions.ts';
import type { Localised } from '../../core/localised.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { categories } from './catalogue/categories.ts';
import { colours } from './catalogue/colours.ts';
import { cares, materials } from './catalogue/materials.ts';
import { measure } from './catalogue/measure.ts';
import type {
  Category,
  FaultId,
  Pair,
  ProductModel,
  ProductType,
  Variant,
} from './catalogue/product-type.ts';
import { drawProduct } from './pictures/draw-product.ts';

export interface DemoProduct {
  readonly id: string;
  readonly category: string;
  readonly typeId: string;
  readonly series: string;
  readonly name: Localised;
  readonly description: Localised;
  readonly attributes: Readonly<Record<string, Localised>>;
  readonly priceCents: number;
  readonly unitCostCents: number;
  readonly stock: number;
  readonly picture: string;
  readonly truth: ProductTruth;
}

/** What the process knows of a product and nobody else does. */
export interface ProductTruth {
  /** Relative pull within its category. */
  readonly popularity: number;
  /** Mean stars of an undisturbed review. */
  readonly quality: number;
  readonly fault: FaultId | null;
  /** Probability that a delivered line is sent back. */
  readonly returnProbability: number;
  /** Elasticity of its share among what it competes with, as a positive number. */
  readonly priceElasticity: number;
}

/** The assortment; the same seed gives the same products. */
export function buildProducts(seed: string): DemoProduct[] {
  const random = new SeededRandom(`${seed}/products`);
  const elasticity = (id: string) => 0.5 + 3 * new SeededRandom(`${seed}/elasticity/${id}`).next();
  return categories.flatMap((category) =>
    category.types.flatMap((type) =>
      type.models.flatMap((model) =>
        model.variants.map((variant) => buildProduct({ random, elasticity }, category, type, model, variant)),
      ),
    ),
  );
}

function buildProduct(
  { random, elasticity }: { random: SeededRandom; elasticity: (id: string) => number },
  category: Category,
  type: ProductType,
  model: ProductModel,
  variant: Variant,
): DemoProduct {
  const colour = colours[typeof variant === 'string' ? variant : variant.colour];
  const label: Pair = typeof variant === 'string' ? colour.name : variant.label;
  const [seriesEn, seriesZh] = model.series;
  const name = {
    en: `${seriesEn} ${model.noun[0]}, ${label[0]}`,
    zh: `${seriesZh}${model.noun[1]}（${label[1]}）`,
  };
  const [material, materialSentence] = materials[model.material];
  const care = cares[model.care ?? type.care];
  const costShare = uniform(random, 0.34, 0.52);
  const faulty = model.fault !== undefined;
  const id = slug(name.en);
  return {
    id,
    category: category.id,
    typeId: type.id,
    series: seriesEn,
    name,
    description: {
      en: `${model.pitch[0]} ${materialSentence[0]} ${care[0]}`,
      zh: `${model.pitch[1]}${materialSentence[1]}${care[1]}`,
    },
    attributes: {
      ...(typeof variant === 'string' ? { colour: localised(label) } : { variety: localised(label) }),
      material: localised(material),
      ...Object.fromEntries(Object.entries(model.specs).map(([key, value]) => [key, measure(value)])),
      care: localised(care),
    },
    priceCents: model.priceCents,
    unitCostCents: Math.round((model.priceCents / 1.2) * costShare),
    stock: random.next() < 0.04 ? 0 : 3 + random.nextInt(140),
    picture: drawProduct(model.silhouette ?? type.silhouette, colour.hex, category.hue),
    truth: {
      popularity: Math.exp(0.7 * normal(random)),
      quality: Math.min(4.9, Math.max(3.2, 4.45 - (faulty ? 0.55 : 0) + 0.2 * normal(random))),
      fault: model.fault ?? null,
      returnProbability: (faulty ? 0.11 : 0.035) * uniform(random, 0.7, 1.3),
      priceElasticity: elasticity(id),
    },
  };
}

function localised([en, zh]: Pair): Localised {
  return { en, zh };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/'/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
