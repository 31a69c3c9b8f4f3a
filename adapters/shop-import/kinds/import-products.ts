import type { Transaction } from '../../../core/transaction.ts';
import { writeSourceProducts } from '../../postgres/source-products.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { SourceProduct } from '../source-product.ts';
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

const off = /^(?:false|0|-1|no|draft|archived|inactive|private|否|下架|已下架)$/i;

/** Products. Of exports that name a product once and then its variants, the variants take over what it says. */
export class ImportProducts implements ImportKindHandler {
  readonly rowsBelongTogether = false;
  #parent: {
    key: string;
    name: string;
    description: string | undefined;
    category: string | undefined;
  } | null = null;

  read(reader: RowReader) {
    reader.checkCurrency();
    const parentKey = reader.text('parent');
    const parent = parentKey !== undefined && parentKey === this.#parent?.key ? this.#parent : null;
    const title = reader.text('name') ?? parent?.name;
    const description = reader.text('description') ?? parent?.description;
    const category = reader.text('category') ?? parent?.category;
    if (title !== undefined && parentKey !== undefined)
      this.#parent = { key: parentKey, name: title, description, category };
    const option = reader.text('option');
    const variant = option === undefined || option === 'Default Title' ? '' : option;
    const price = reader.cents('price');
    const stock = reader.count('stock');
    const unitCost = reader.cents('unit_cost');
    if (reader.faults.length === 0) {
      if (title === undefined) reader.fault('name', 'no name');
      else if (price === undefined) reader.fault('price', 'no price');
      else if (price < 0) reader.fault('price', 'a price below 0');
    }
    if (reader.faults.length > 0) return null;
    const name = variant === '' ? title! : `${title}, ${variant}`;
    const id = reader.text('id') ?? productKey(parentKey === undefined ? name : `${parentKey} ${variant}`);
    const product: SourceProduct = {
      id,
      name: { en: name, zh: reader.text('name_zh') ?? name },
      description: both(plainText(description ?? name)),
      category: category === undefined ? null : { id: productKey(category), name: category },
      priceCents: price!,
      unitCostCents: unitCost ?? null,
      stock: stock === undefined ? null : Math.max(0, stock),
      active: !off.test(reader.text('status') ?? ''),
      attributes: {},
    };
    return {
      key: id,
      product: null,
      name: null,
      category: null,
      cents: null,
      at: null,
      row: JSON.stringify(product),
    };
  }

  async begin() {
    return nothingWritten;
  }

  async write(tx: Transaction, { run }: WriteScope, rows: readonly StoredRow[]): Promise<Written> {
    const { kept, faults } = lastOfEachKey(rows);
    const products = kept.map(({ row }) => JSON.parse(row) as SourceProduct);
    const { created, updated } = await writeSourceProducts(tx, run.shopId, products);
    return {
      counts: {
        newProducts: created,
        updatedProducts: updated,
        unchangedProducts: products.length - created - updated,
      },
      faults,
    };
  }

  async settle() {
    return null;
  }
}

function both(text: string) {
  return { en: text, zh: text };
}
