import { Router } from 'express';
import { z } from 'zod';
import { BadInputError, NotFoundError } from '../../../core/errors.ts';
import { confirmSourceErasure } from '../../postgres/confirm-source-erasure.ts';
import { enforceRetention, retentionPreview, setRetention } from '../../postgres/enforce-retention.ts';
import { exportByStaff } from '../../postgres/export-by-staff.ts';
import { erasePersonalData } from '../../postgres/personal-data.ts';
import { findPrivacyShoppers, privacyRequests } from '../../postgres/privacy-shoppers.ts';
import { refusePrivacyRequest } from '../../postgres/refuse-privacy-request.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { sendExport } from '../privacy/send-export.ts';
import { requireRole } from '../staff/require-role.ts';
import { actorOf, staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { idParameter, pageQuery } from './page-query.ts';
import { shopOf } from './shop-of.ts';

const requestKey = /^(?:true|false)\|[^|]{10,40}\|[0-9a-f-]{36}$/;

/** Consent, export, erasure, and what goes by itself. Agents may look up and export; erasing is an admin's. */
export function privacyRouter({ database, clock }: ConsoleParts): Router {
  const router = Router({ mergeParams: true });

  router.get('/privacy/requests', async (request, response) => {
    const page = parseInput(pageQuery(requestKey), request.query, 'the query');
    response.json(await privacyRequests(database, shopOf(request), page, clock.now()));
  });

  router.post('/privacy/requests/:id/refuse', requireRole('admin'), async (request, response) => {
    const id = parseInput(idParameter, request.params.id, 'the id');
    const actor = actorOf(staffOf(response));
    await database.transaction((tx) =>
      refusePrivacyRequest(tx, { shopId: shopOf(request), id, actor, now: clock.now() }),
    );
    response.status(204).end();
  });

  router.post('/privacy/requests/:id/erase-all', requireRole('admin'), async (request, response) => {
    const id = parseInput(idParameter, request.params.id, 'the id');
    const { name } = readBody(z.object({ name: z.string().trim().max(200) }), request);
    const actor = actorOf(staffOf(response));
    await database.transaction((tx) =>
      confirmSourceErasure(tx, { shopId: shopOf(request), id, name, actor }),
    );
    response.status(202).end();
  });

  router.get('/privacy/shoppers', async (request, response) => {
    const text = parseInput(
      z.string().trim().min(2, 'needs two characters').max(200),
      request.query.text,
      'text',
    );
    response.json({ rows: await findPrivacyShoppers(database, shopOf(request), text) });
  });

  router.get('/privacy/shoppers/:id/export.json', async (request, response) => {
    const shopId = shopOf(request);
    const shopperId = parseInput(idParameter, request.params.id, 'the id');
    const actor = actorOf(staffOf(response));
    const data = await database.transaction((tx) =>
      exportByStaff(tx, { shopId, shopperId, actor, now: clock.now() }),
    );
    sendExport(response, data, `shopper-${shopperId}`);
  });

  router.post('/privacy/shoppers/:id/erase', requireRole('admin'), async (request, response) => {
    const shopId = shopOf(request);
    const shopperId = parseInput(idParameter, request.params.id, 'the id');
    const { name } = readBody(z.object({ name: z.string().trim().max(200) }), request);
    const [shopper] = await findPrivacyShoppers(database, shopId, shopperId);
    if (!shopper) throw new NotFoundError('there is no such shopper');
    const expected = shopper.name ?? shopper.externalId ?? shopper.id;
    if (name !== expected) throw new BadInputError(`name: type "${expected}" to erase this shopper`);
    const touched = await database.transaction((tx) =>
      erasePersonalData(tx, { shopId, shopperId, actor: actorOf(staffOf(response)) }),
    );
    response.json({ touched });
  });

  router.get('/privacy/retention', async (request, response) => {
    response.json({ rows: await retentionPreview(database, shopOf(request), clock.now()) });
  });

  router.put('/privacy/retention/:table', requireRole('admin'), async (request, response) => {
    const { days } = readBody(z.object({ days: z.int().min(1).max(36_500) }), request);
    const { table } = request.params;
    await database.transaction((tx) =>
      setRetention(tx, { shopId: shopOf(request), table: String(table), days, by: staffOf(response).id }),
    );
    response.status(204).end();
  });

  router.post('/privacy/retention/run', requireRole('admin'), async (request, response) => {
    response.json({ taken: await enforceRetention(database, shopOf(request), clock.now()) });
  });

  return router;
}
