import type { Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../../core/clock.ts';
import { BadInputError } from '../../../core/errors.ts';
import { askErasure } from '../../postgres/ask-erasure.ts';
import { conversationSubject } from '../../postgres/conversation-subject.ts';
import { clientOf, type Database } from '../../postgres/database.ts';
import { exportByStaff } from '../../postgres/export-by-staff.ts';
import { erasePersonalData } from '../../postgres/personal-data.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { sendExport } from '../privacy/send-export.ts';
import { requireRole } from '../staff/require-role.ts';
import { actorOf, staffOf } from '../staff/staff-member.ts';
import { keyOf } from './desk-request.ts';

/**
 * Export and erasure of whom a conversation is with; of a visitor, of the conversation alone. Agents hand out a copy and
 * ask for an erasure, which nobody can take back: that is an admin's, who carries it out here or on the page Privacy.
 */
export function privacyRoutes(
  router: Router,
  { database, clock }: { database: Database; clock: Clock },
): void {
  const at = '/conversations/:id';

  router.get(`${at}/personal-data.json`, async (request, response) => {
    const key = keyOf(request, response);
    const actor = actorOf(staffOf(response));
    const { shopId } = key;
    const data = await database.transaction(async (tx) => {
      const { of } = await conversationSubject(clientOf(tx), key);
      return exportByStaff(tx, { shopId, actor, now: clock.now(), ...of });
    });
    sendExport(response, data, `conversation-${parseInput(z.uuid(), key.conversationId, 'the id')}`);
  });

  router.post(`${at}/erasure-request`, async (request, response) => {
    const key = keyOf(request, response);
    const member = staffOf(response);
    await database.transaction(async (tx) => {
      const { of } = await conversationSubject(clientOf(tx), key);
      await askErasure(tx, { ...key, of, by: member.id, actor: actorOf(member), now: clock.now() });
    });
    response.status(204).end();
  });

  router.post(`${at}/erase`, requireRole('admin'), async (request, response) => {
    const key = keyOf(request, response);
    const { name } = readBody(z.object({ name: z.string().trim().max(200).optional() }), request);
    const actor = actorOf(staffOf(response));
    const touched = await database.transaction(async (tx) => {
      const subject = await conversationSubject(clientOf(tx), key);
      if (subject.name !== null && name !== subject.name)
        throw new BadInputError(`name: type "${subject.name}" to erase this shopper`);
      return erasePersonalData(tx, { shopId: key.shopId, actor, ...subject.of });
    });
    response.json({ touched });
  });
}
