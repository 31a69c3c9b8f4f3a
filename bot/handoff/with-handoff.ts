import type { HandoffState } from '../../core/contracts/message.ts';
import type { Conversed } from '../converse.ts';
import { officeHours } from '../dialog/office-hours.ts';
import type { TurnLoad } from '../ports/conversation-store.ts';
import type { HandoffQueue } from '../ports/handoff.ts';
import { callPerson } from '../skills/person-wanted.ts';
import type { Outcome, SkillContext } from '../skills/skill.ts';
import { handoffRequest } from './handoff-request.ts';
import { handoffRule } from './handoff-rules.ts';
import { minutesOf } from './minutes-of.ts';

/**
 * Lets the rules ask for a person where the shopper has not, and tells whoever waits from now on their place. The
 * bot's own answer stays, unless it was that it did not understand.
 */
export async function withHandoff(
  queue: HandoffQueue,
  context: SkillContext,
  load: TurnLoad,
  conversed: Conversed,
): Promise<Conversed> {
  const outcome = ruled(context, load, conversed.outcome);
  return { ...conversed, outcome: await withPlace(queue, context, outcome, conversed.skill) };
}

function ruled(context: SkillContext, load: TurnLoad, outcome: Outcome): Outcome {
  if (context.handoffOpen || outcome.handoff || outcome.said.length === 0) return outcome;
  const rule = handoffRule(context, load, outcome);
  if (!rule) return outcome;
  const called = callPerson(context, rule.reason, rule.priority);
  const [when, ...more] = called.said;
  const told = [{ text: `${context.say(`handoff.${rule.reason}`)} ${when!.text}` }, ...more];
  // Safety first; and that nothing was understood is no answer that need be given.
  if (rule.reason === 'safety' || rule.reason === 'misunderstood')
    return { ...called, said: told, understood: outcome.understood ?? true };
  // Whether to fetch a person is asked no more; a question of the matter itself stays.
  const { step, ...rest } = outcome;
  const question = step && step.skill !== 'person_wanted' ? step : called.step;
  return {
    ...rest,
    ...(question && { step: question }),
    said: [...outcome.said, ...told],
    handoff: called.handoff!,
    offerFits: false,
  };
}

/** Place and recent wait, where people are in; outside office hours it was said when they are back. */
async function withPlace(
  queue: HandoffQueue,
  context: SkillContext,
  outcome: Outcome,
  skill: string,
): Promise<Outcome> {
  const { shop, tx, now, language, say } = context;
  if (!outcome.handoff || context.handoffOpen || outcome.said.length === 0) return outcome;
  if (shop.support && !officeHours(shop.support, shop.timeZone, now, language).open) return outcome;
  const { firstReplyDueAt } = handoffRequest(context, outcome.handoff, skill);
  const { place, recentWaitS } = await queue.placeAt(tx, { shopId: shop.id, dueAt: firstReplyDueAt, now });
  const where =
    recentWaitS === null
      ? say('handoff.place', { place })
      : say('handoff.placeAndWait', { place, minutes: minutesOf(recentWaitS) });
  const handoff: HandoffState = {
    state: 'queued',
    place,
    ...(recentWaitS === null ? {} : { recentWaitMinutes: minutesOf(recentWaitS) }),
  };
  const said = outcome.said.map((one, at) =>
    at === outcome.said.length - 1 ? { ...one, text: `${one.text} ${where}`, handoff } : one,
  );
  return { ...outcome, said };
}
