import type { StaffMember } from '../../../core/contracts/staff.ts';
import { listApprovals } from '../../postgres/approvals.ts';
import { budgetViews } from '../../postgres/budget-views.ts';
import { countTroubled } from '../../postgres/experiment-counts.ts';
import { outreachCounts } from '../../postgres/outreach-counts.ts';
import { countOpenPrivacyRequests } from '../../postgres/privacy-shoppers.ts';
import { shopsOfMember } from '../../postgres/staff-members.ts';
import { countUnsure } from '../../postgres/unsure-messages.ts';
import type { BadgeSource } from '../staff/badges-router.ts';
import type { ConsoleParts } from './console-parts.ts';

const soonMs = 7 * 86_400_000;

/** What waits for a marketer, behind the item of the menu where it can be done. */
export function consoleBadges({
  database,
  clock,
}: Pick<ConsoleParts, 'database' | 'clock'>): Record<string, BadgeSource> {
  const overShops =
    (count: (shopId: string, member: StaffMember) => Promise<number>) => async (member: StaffMember) => {
      let sum = 0;
      for (const { id } of await shopsOfMember(database, member)) sum += await count(id, member);
      return sum;
    };
  const toDecide = async (shopId: string, viewer: string, prefixes: readonly string[]) =>
    (await listApprovals(database, shopId, viewer, { state: 'open' })).filter(
      ({ mayDecide, subject }) => mayDecide && prefixes.some((prefix) => subject.startsWith(prefix)),
    ).length;
  return {
    rules: {
      role: 'marketer',
      count: overShops((shopId, { id }) => toDecide(shopId, id, ['rules:', 'offer:'])),
    },
    budgets: {
      role: 'marketer',
      count: overShops(async (shopId, { id }) => {
        const now = clock.now();
        const urgent = (await budgetViews(database, shopId, id, now)).filter(
          ({ runsOutAt, ledgerAgrees, endsAt }) =>
            Date.parse(endsAt) > now.getTime() &&
            (!ledgerAgrees || (runsOutAt !== null && Date.parse(runsOutAt) - now.getTime() < soonMs)),
        );
        return urgent.length + (await toDecide(shopId, id, ['budget:']));
      }),
    },
    policy: {
      role: 'marketer',
      count: overShops((shopId, { id }) => toDecide(shopId, id, ['money:'])),
    },
    experiments: {
      role: 'marketer',
      count: overShops(async (shopId) => {
        const outreach = await outreachCounts(database, shopId);
        const skewed = outreach?.sampleRatio?.asPlanned === false ? 1 : 0;
        return (await countTroubled(database, shopId)) + skewed;
      }),
    },
    service: { role: 'marketer', count: overShops((shopId) => countUnsure(database, shopId)) },
    privacy: {
      role: 'marketer',
      count: overShops((shopId) => countOpenPrivacyRequests(database, shopId)),
    },
  };
}
