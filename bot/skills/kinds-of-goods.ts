import { lexicalTerms } from '../../nlp/retrieval/lexical-terms.ts';
import type { ProductView } from '../ports/shop-data.ts';

/** Three colours of one umbrella are one umbrella. */
export function onePerFamily(products: readonly ProductView[]): readonly ProductView[] {
  const stem = ({ name }: ProductView) => name.en.split(',')[0];
  return products.filter(
    (product, index) => products.findIndex((other) => stem(other) === stem(product)) === index,
  );
}

/** What a thing is called, its variant aside. */
export function nameTerms({ name }: ProductView): ReadonlySet<string> {
  return new Set([...lexicalTerms(name.en.split(',')[0]!), ...lexicalTerms(name.zh.split(/[（(]/)[0]!)]);
}
