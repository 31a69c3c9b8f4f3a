import { Router } from 'express';
import type { StaffMember, StaffRole } from '../../../core/contracts/staff.ts';
import { staffOf } from './staff-member.ts';

/** What waits behind one item of the console's menu. */
export interface BadgeSource {
  /** Who sees it, beside admins. */
  readonly role: StaffRole;
  count(member: StaffMember): Promise<number>;
}

/** How much waits behind each item of the menu, by the item's key; mount it under /api/badges, behind any role. */
export function badgesRouter(sources: Readonly<Record<string, BadgeSource>>): Router {
  const router = Router();
  router.get('/', async (_request, response) => {
    const member = staffOf(response);
    const mine = Object.entries(sources).filter(
      ([, { role }]) => member.role === 'admin' || member.role === role,
    );
    const counts = await Promise.all(mine.map(async ([key, source]) => [key, await source.count(member)]));
    response.json(Object.fromEntries(counts));
  });
  return router;
}
