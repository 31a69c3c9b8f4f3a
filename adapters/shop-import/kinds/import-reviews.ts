import { idOfName } from '../../../core/ids.ts';
import type { Transaction } from '../../../core/transaction.ts';
import { detectLanguage } from '../../../nlp/language/detect-language.ts';
import { createStagedProducts, knownProducts } from '../../postgres/import-products.ts';
import { insertReviews, type SourceReview } from '../../postgres/import-reviews.ts';
import { ensureShoppers } from '../../postgres/source-shoppers.ts';
import type { RowReader } from '../rows/row-reader.ts';
import { plainText } from '../values/plain-text.ts';
import { productKey } from '../values/product-key.ts';
import {
  type ImportKindHandler,
  nothingWritten,
  type StoredRow,
  type WriteScope,
  type Written,
} from './import-kind-handler.ts';
import { lastOfEachKey } from './last-of-each-key.ts';

/** Reviews, in whatever language they are written. */
export class ImportReviews implements ImportKindHandler {
  readonly rowsBelongTogether = false;
  readonly #productIds: ReadonlyMap<string, string>;

  constructor(productIds: ReadonlyMap<string, string>) {
    this.#productIds = productIds;
  }

  read(reader: RowReader) {
    const category = reader.text('category');
    const id = reader.text('product');
    const name = reader.text('product_name') ?? (id === undefined ? category : undefined);
    const product =
      id ?? (name === undefined ? undefined : (this.#productIds.get(productKey(name)) ?? productKey(name)));
    const text = reader.text('body');
    const rating = reader.has('rating') ? reader.count('rating') : undefined;
    const writtenAt = reader.date('written_at');
    if (reader.faults.length === 0) {
      if (product === undefined)
        reader.fault(reader.has('product') ? 'product' : 'product_name', 'no product');
      else if (text === undefined) reader.fault('body', 'no text');
      else if (rating !== undefined && (rating < 1 || rating > 5))
        reader.fault('rating', 'not a rating from 1 to 5');
    }
    if (reader.faults.length > 0) return null;
    const title = reader.text('title');
    const body = plainText(title === undefined ? text! : `${title.replace(/[.!?。！？]$/, '')}. ${text}`);
    const shopper = reader.text('shopper') ?? null;
    const said = reader.text('language')?.slice(0, 2).toLowerCase();
    const key = reader.text('id') ?? idOfName(product!, shopper ?? '', body);
    const review: SourceReview = {
      id: idOfName(reader.shop.id, 'review', key),
      productId: product!,
      shopper,
      rating: rating ?? null,
      language: said ?? detectLanguage(body).language,
      body,
      writtenAt: writtenAt === undefined ? null : new Date(writtenAt).toISOString(),
    };
    return {
      key,
      product: product!,
      name: name ?? (category === undefined ? product! : `${category} ${product!}`),
      category: category ?? null,
      cents: null,
      at: null,
      row: JSON.stringify(review),
    };
  }

  /** Products that only reviews name have no price: they are not sold in the chat until somebody tells one. */
  async begin(tx: Transaction, { run, options }: WriteScope): Promise<Written> {
    if (!options.createProducts) return nothingWritten;
    return { counts: { newProducts: await createStagedProducts(tx, run, { active: false }) }, faults: [] };
  }

  async write(tx: Transaction, { run }: WriteScope, rows: readonly StoredRow[]): Promise<Written> {
    const { kept, faults } = lastOfEachKey(rows);
    const reviews = kept.map(({ line, row }) => ({ line, review: JSON.parse(row) as SourceReview }));
    const known = await knownProducts(tx, run.shopId, [
      ...new Set(reviews.map(({ review }) => review.productId)),
    ]);
    const good = reviews.filter(({ review }) => known.has(review.productId));
    const unknown = reviews.filter(({ review }) => !known.has(review.productId));
    const { ids } = await ensureShoppers(
      tx,
      run.shopId,
      [...new Set(good.flatMap(({ review }) => review.shopper ?? []))].map((externalId) => ({
        externalId,
        email: null,
        name: null,
        country: null,
        region: null,
        since: run.startedAt,
      })),
    );
    const created = await insertReviews(
      tx,
      run,
      good.map(({ review }) => review),
      ids,
    );
    return {
      counts: { newReviews: created, unchangedReviews: good.length - created },
      faults: [
        ...faults,
        ...unknown.map(({ line, review }) => ({
          line,
          column: null,
          value: review.productId,
          reason: 'the shop has no such product; import products first, or use --create-products',
        })),
      ],
    };
  }

  async settle() {
    return null;
  }
}
