import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import type { AuditChain, AuditRow } from '../../../core/contracts/audit.ts';
import type { AuditQuery } from '../../postgres/audit-entries.ts';
import { auditChains, listAudit } from '../../postgres/audit-entries.ts';
import { systemChain } from '../../postgres/audit-log.ts';
import { AuditVerifier } from '../../postgres/audit-verifier.ts';
import type { Database } from '../../postgres/database.ts';
import { csvBatch, sendCsv } from '../csv.ts';
import { parseInput } from '../parse-input.ts';
import { requireShop } from './require-shop.ts';
import { staffOf } from './staff-member.ts';

const listQuery = z.object({
  /** `*`: what concerns no single shop; absent: everything. */
  shop: z.string().max(63).optional(),
  q: z.string().trim().max(200).default(''),
  action: z.string().trim().max(100).default(''),
  after: z
    .string()
    .regex(/^\d{4}-[\d:.TZ-]+,[*a-z0-9-]+,\d+$/, 'is not a key that this list gave')
    .optional(),
});
type Filter = Omit<AuditQuery, 'after' | 'limit'>;
const pageSize = 50;
const columns = [
  'at',
  'shopId',
  'sequence',
  'actor',
  'actorName',
  'action',
  'subject',
  'subjectName',
  'before',
  'after',
  'hash',
] as const satisfies readonly (keyof AuditRow)[];

/** `whole`: every entry is read again, also those that held a moment ago. */
const chainsQuery = z.object({ whole: z.enum(['true', 'false']).optional() });

/** The audit log; mount it under /api/audit, behind the role admin. People of one shop see that shop's chain. */
export function auditRouter({ database, clock }: { database: Database; clock: Clock }): Router {
  const verifier = new AuditVerifier({ database, clock });
  const router = Router();

  router.get('/', async (request, response) => {
    const { after, ...query } = parseInput(listQuery, request.query, 'the query');
    response.json(
      await listAudit(database, { ...filterOf(response, query), after: after ?? null, limit: pageSize }),
    );
  });

  router.get('/chains', async (request, response) => {
    const { whole } = parseInput(chainsQuery, request.query, 'the query');
    const chains: AuditChain[] = [];
    for (const shopId of await auditChains(database, staffOf(response).shopId)) {
      const { until, ...state } = await verifier.verify(shopId, whole === 'true');
      chains.push({ ...state, until: until?.toISOString() ?? null });
    }
    response.json({ chains });
  });

  router.get('/export.csv', async (request, response) => {
    const filter = filterOf(response, parseInput(listQuery, request.query, 'the query'));
    await sendCsv(response, 'audit.csv', columns, (after) =>
      listAudit(database, { ...filter, after: after ?? null, limit: csvBatch(after) }),
    );
  });

  return router;
}

function filterOf(
  response: Response,
  { shop, q, action }: { shop?: string | undefined; q: string; action: string },
): Filter {
  const own = staffOf(response).shopId;
  if (shop === undefined) return { q, action, ...(own !== null && { shopId: own }) };
  requireShop(response, shop);
  return { q, action, shopId: shop === systemChain ? null : shop };
}
