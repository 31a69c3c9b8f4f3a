import { CoPurchases } from './co-purchases.ts';
import { Popularity } from './popularity.ts';
import { ProductVectors } from './product-vectors.ts';
import type { CatalogueProduct, ShopKnowledge } from './rank-candidates.ts';

/**
 * What neighbours know from histories alone, for trials: every product is a family of its own, all are in one category
 * and every sale counts alike, however long ago.
 * @param histories products in order of time, a list per shopper.
 * @param vectors of products' texts, where there are any.
 */
export function knowledgeOfHistories(
  histories: readonly (readonly string[])[],
  vectors: ReadonlyMap<string, Float32Array> = new Map(),
): ShopKnowledge {
  const coPurchases = new CoPurchases();
  const origin = new Date(0);
  const popularity = new Popularity(origin);
  const products = new Map<string, CatalogueProduct>();
  for (const items of histories) {
    const history = items.map((productId, step) => ({ productId, step }));
    history.forEach((purchase, i) => {
      const { productId } = purchase;
      coPurchases.add(history.slice(0, i), [purchase]);
      popularity.add(productId, 1, origin);
      if (products.has(productId)) return;
      const name = `product ${products.size}`;
      products.set(productId, { id: productId, category: 'all', name: { en: name, zh: name } });
    });
  }
  const texts = new ProductVectors();
  for (const [productId, vector] of vectors) if (products.has(productId)) texts.add(productId, vector);
  return { products, categoryNames: new Map(), coPurchases, popularity, vectors: texts };
}
