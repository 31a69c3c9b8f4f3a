import { type LoadedCounts, loadLaboratoryShop } from '../adapters/laboratory/shop/load-laboratory-shop.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { ZenRuleEngine } from '../adapters/rules/zen-engine.ts';
import type { World } from '../retention/laboratory/world.ts';
import { createShop } from './create-shop.ts';

export interface LaboratoryLoad {
  readonly shopId: string;
  readonly world: World;
  readonly seed: string;
  readonly shoppers: number;
  readonly conversations: number;
  /** The past ends with the UTC day before it. */
  readonly now: Date;
}

/**
 * Makes a shop and fills it with the past of a laboratory world, in one transaction.
 * @throws ConflictError when there is such a shop; BadInputError when its id is none.
 */
export async function loadLaboratory(
  database: Database,
  { shopId, world, seed, shoppers, conversations, now }: LaboratoryLoad,
  onProgress: (share: number, what: string) => void,
): Promise<{ counts: LoadedCounts; identitySecret: string }> {
  const dayZero = new Date(now);
  dayZero.setUTCHours(0, 0, 0, 0);
  const currency = 'GBP';
  let counts: LoadedCounts | undefined;
  const { identitySecret } = await createShop(
    database,
    {
      id: shopId,
      name: { en: `Laboratory: ${world.name}`, zh: `实验室：${world.name}` },
      currency,
      country: 'GB',
      timeZone: 'UTC',
      language: 'en',
      productUrl: '',
      support: null,
    },
    now,
    async (tx) => {
      counts = await loadLaboratoryShop(
        tx,
        { id: shopId, seed, dayZero, currency },
        { world, shoppers, conversations, engine: new ZenRuleEngine(), onProgress },
      );
    },
  );
  // The planner must know of the new rows, here and in a server that runs.
  await database.query('analyze');
  return { counts: counts!, identitySecret };
}
