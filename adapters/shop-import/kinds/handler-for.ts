import type { ImportKind } from '../../../core/contracts/console-imports.ts';
import type { Queryable } from '../../postgres/database.ts';
import { productIdsByName } from '../../postgres/import-products.ts';
import { ImportEvents } from './import-events.ts';
import type { ImportKindHandler } from './import-kind-handler.ts';
import { ImportOrders } from './import-orders.ts';
import { ImportProducts } from './import-products.ts';
import { ImportReviews } from './import-reviews.ts';
import { ImportShoppers } from './import-shoppers.ts';

/** How a kind of file becomes rows of this shop. */
export async function handlerFor(
  kind: ImportKind,
  database: Queryable,
  shopId: string,
): Promise<ImportKindHandler> {
  if (kind === 'products') return new ImportProducts();
  if (kind === 'shoppers') return new ImportShoppers();
  const productIds = await productIdsByName(database, shopId);
  if (kind === 'orders') return new ImportOrders(productIds);
  return kind === 'reviews' ? new ImportReviews(productIds) : new ImportEvents(productIds);
}
