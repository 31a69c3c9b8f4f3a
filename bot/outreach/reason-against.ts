import type { OutreachSettings } from './outreach-settings.ts';
import { isQuiet, timeZoneOr } from './quiet-hours.ts';

/** Why somebody is not written to now. */
export type ReasonAgainst =
  | 'erased'
  | 'no_consent'
  | 'refused_personalisation'
  | 'holdout'
  | 'no_channel'
  | 'with_person'
  | 'complaint_open'
  | 'in_conversation'
  | 'cap'
  | 'quiet_hours'
  | 'below_value'
  | 'below_risk'
  | 'enough_for_one_run';

/** A shopper with everybody who was merged into them, as far as writing to them is concerned. */
export interface OutreachCandidate {
  readonly shopperId: string;
  readonly email: string | null;
  readonly language: string | null;
  readonly country: string;
  readonly erased: boolean;
  /** The newest answers that were given. */
  readonly mayChat: boolean;
  readonly mayMail: boolean;
  readonly personalisationRefused: boolean;
  /** Set aside already; who has not been drawn yet is drawn when chosen. */
  readonly heldOut: boolean;
  /** The latest verified Direct Line conversation. */
  readonly conversationId: string | null;
  /** A person holds, or is asked into, one of the conversations. */
  readonly withPerson: boolean;
  readonly complaintOpen: boolean;
  readonly lastActivityAt: Date | null;
  /** As the shopper's client last told it. */
  readonly timeZone: string | null;
  readonly lastChosenAt: Date | null;
}

export interface Circumstances {
  readonly settings: OutreachSettings;
  readonly now: Date;
  readonly shopTimeZone: string;
  /** There is a mail server, and an address for the link that stops the mails. */
  readonly mailWorks: boolean;
}

/** Whoever wrote so lately is in the middle of something. */
const talkingMs = 30 * 60_000;
const dayMs = 86_400_000;

/** What stands against writing to somebody, before value and risk are looked at; null: nothing. */
export function reasonAgainst(candidate: OutreachCandidate, given: Circumstances): ReasonAgainst | null {
  const { settings, now } = given;
  const standing = standsAgainst(candidate);
  if (standing) return standing;
  const { chat, mail } = channelsOf(candidate, given.mailWorks);
  if (!chat && !mail) return 'no_channel';
  if (candidate.withPerson) return 'with_person';
  if (candidate.complaintOpen) return 'complaint_open';
  if (within(candidate.lastActivityAt, now, talkingMs)) return 'in_conversation';
  if (within(candidate.lastChosenAt, now, settings.everyDays * dayMs)) return 'cap';
  const zone = timeZoneOr(candidate.timeZone, given.shopTimeZone);
  return isQuiet(now, { from: settings.quietFrom, to: settings.quietTo }, zone) ? 'quiet_hours' : null;
}

/** What does not pass by itself: a message that was planned is given up for it. */
export function standsAgainst(candidate: OutreachCandidate): ReasonAgainst | null {
  if (candidate.erased) return 'erased';
  if (!candidate.mayChat && !candidate.mayMail) return 'no_consent';
  if (candidate.personalisationRefused) return 'refused_personalisation';
  return candidate.heldOut ? 'holdout' : null;
}

/** By which ways somebody may be written to who consented to them. */
export function channelsOf(
  candidate: OutreachCandidate,
  mailWorks: boolean,
): { chat: boolean; mail: boolean } {
  return {
    chat: candidate.mayChat && candidate.conversationId !== null,
    mail: mailWorks && candidate.mayMail && candidate.email !== null,
  };
}

function within(then: Date | null, now: Date, ms: number): boolean {
  return then !== null && now.getTime() - then.getTime() < ms;
}
