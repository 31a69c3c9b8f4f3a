import { NotFoundError } from '../../core/errors.ts';
import type { ShopOfRows } from '../shop-import/rows/row-reader.ts';
import type { Queryable } from './database.ts';

/** What reading a shop's files and messages needs to know of it. @throws NotFoundError */
export async function shopOfRows(database: Queryable, shopId: string): Promise<ShopOfRows> {
  const { rows } = await database.query<ShopOfRows>(
    'select id, currency, country, time_zone as "timeZone" from shops where id = $1',
    [shopId],
  );
  if (!rows[0])
    throw new NotFoundError(
      `there is no shop "${shopId}"; "mainstay shop list" shows them, "mainstay shop create" makes one`,
    );
  return rows[0];
}
