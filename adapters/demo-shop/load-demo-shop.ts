import { randomBytes } from 'node:crypto';
import { ConflictError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { clientOf, type Database } from '../postgres/database.ts';
import { buildDemoWorld, firstOrderNumber } from './build-demo-world.ts';
import { demoSettings } from './demo-settings.ts';
import { writeDemoCase } from './write-demo-case.ts';
import { writeDemoWorld } from './write-demo-world.ts';

export const demoShopId = 'demo';
export const demoSeed = 'harbour-and-hearth';

export interface DemoShopOptions {
  /** The end of the shop's history. */
  readonly now: Date;
  readonly seed?: string;
  readonly shopperCount?: number;
  /** What comes next, and the share that is done, 0 to 1. */
  readonly onProgress?: (step: string, done: number) => void;
  /** Runs in the same transaction once the shop's row is there: offers, rules, budgets. */
  readonly prepare?: (tx: Transaction, shop: { id: string; now: Date }) => Promise<void>;
}

/**
 * Loads the demo shop in one transaction; does nothing when it is there. Replicas that start together take turns.
 * @returns true when it was loaded now.
 */
export async function loadDemoShop(database: Database, options: DemoShopOptions): Promise<boolean> {
  const progress = options.onProgress ?? (() => {});
  if (await exists(database)) return false;
  progress('drawing the demo shop', 0);
  const world = buildDemoWorld(options.seed ?? demoSeed, options.now, options.shopperCount);
  try {
    await database.transaction(async (tx) => {
      await insertShop(tx, firstOrderNumber + world.orders.length);
      await options.prepare?.(tx, { id: demoShopId, now: options.now });
      await writeDemoWorld(tx, demoShopId, options.seed ?? demoSeed, world, progress);
      await writeDemoCase(tx, demoShopId, options.seed ?? demoSeed, options.now);
    });
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
  await database.query('analyze');
  progress('the demo shop is loaded', 1);
  return true;
}

async function exists(database: Database): Promise<boolean> {
  const { rowCount } = await database.query('select 1 from shops where id = $1', [demoShopId]);
  return rowCount === 1;
}

/** @throws ConflictError when another process has made the shop meanwhile: the insert waits for its commit. */
async function insertShop(tx: Transaction, nextOrderNumber: number): Promise<void> {
  const client = clientOf(tx);
  const { rowCount } = await client.query(
    `insert into shops (id, name, currency, time_zone, country, margin_rate, settings, identity_secret)
     values ($1, $2, 'GBP', 'Europe/London', 'GB', 0.5, $3, $4) on conflict do nothing`,
    [
      demoShopId,
      JSON.stringify({ en: 'Harbour & Hearth', zh: '港湾与炉火' }),
      JSON.stringify(demoSettings),
      randomBytes(32).toString('hex'),
    ],
  );
  if (rowCount === 0) throw new ConflictError('the demo shop is there already');
  await client.query('insert into order_counters (shop_id, next_number) values ($1, $2)', [
    demoShopId,
    nextOrderNumber,
  ]);
}
