import type { TurnCommit } from '../ports/conversation-store.ts';
import type { HandoffWish, SkillContext } from '../skills/skill.ts';
import { afterOfficeMinutes } from './office-clock.ts';

type Request = NonNullable<TurnCommit['handoff']>;

/**
 * A wish for a person as the queue keeps it. Who is likeliest to leave, or angriest, is due sooner; money has no
 * part in it.
 * @param skill topic that was being served.
 */
export function handoffRequest(context: SkillContext, wish: HandoffWish, skill: string): Request {
  const { understanding, assessment, dialog, language, shop, now } = context;
  const negative = understanding?.sentiment.probabilities.negative ?? 0;
  const priority = Math.min(1, wish.priority + 0.3 * (assessment?.fusedRisk ?? 0) + 0.2 * negative);
  const { sla, urgentPriority } = shop.desk;
  const urgent = priority >= urgentPriority;
  return {
    reason: wish.reason,
    priority,
    requestedAt: now,
    firstReplyDueAt: afterOfficeMinutes(
      now,
      urgent ? sla.urgentFirstReplyMinutes : sla.firstReplyMinutes,
      shop,
    ),
    resolutionDueAt: afterOfficeMinutes(now, sla.resolutionMinutes, shop),
    context: {
      topic: skill,
      language,
      orderNumber: dialog.focus.orderNumber,
      productIds: dialog.focus.productIds,
      openStep: dialog.step?.name ?? null,
      lastMessage: understanding?.redactedText ?? null,
      fusedRisk: assessment?.fusedRisk ?? null,
    },
  };
}
