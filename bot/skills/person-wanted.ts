import type { Step } from '../dialog/dialog-state.ts';
import { officeHours } from '../dialog/office-hours.ts';
import { answerEmailStep, askAnswerEmail, takeAnswerEmail } from './answer-email.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

/** Another way to people than this chat. */
const asksToReach =
  /\b(?:phone|telephone|ring|call) (?:number|you|them|line|us)\b|\b(?:phone|telephone|number)\b.{0,20}\b(?:ring|call)\b|\be-?mail (?:address|you)\b|(?:can|may|could) i (?:ring|call|phone|e-?mail)\b|\b(?:your|a|the) (?:phone|telephone|hotline)\b|电话(?:是|多少|号)|打电话|客服邮箱|热线/i;

/** Asks for a person at once, without a question in between, and says when one answers. */
export const personWanted: Skill = {
  async start(context) {
    const { say, shop, facts, text } = context;
    if (asksToReach.test(text) && shop.support && !context.handoffOpen)
      return offerPerson(
        context,
        say('person.reach', { email: facts.source(shop.support.email) }),
        'person_wanted',
      );
    return callPerson(context, 'person_wanted', 0.5);
  },

  async proceed(context, step, answer) {
    if (step.name === answerEmailStep) return takeAnswerEmail(context, step, answer);
    const said = answer.kind === 'choice' ? answer.value : answer.kind;
    if (said === 'yes') return callPerson(context, step.detail ?? 'person_wanted', 0.5);
    if (givesDetails(context, step)) return callPerson(context, step.detail ?? 'person_wanted', 0.5);
    if (said === 'no' || said === 'stop') return { said: [{ text: context.say('person.kept') }] };
    return null;
  },
};

const wantsDetails: ReadonlySet<string> = new Set(['invoice', 'delivery_change', 'account_access']);

/** A person was offered for what needs particulars, and these come: no need to say yes as well. */
function givesDetails({ text, understanding }: SkillContext, { detail }: Step): boolean {
  if (!wantsDetails.has(detail ?? '') || /[?？吗么呢]\s*$/.test(text) || text.length < 6) return false;
  const label = understanding?.topic.label;
  return label === 'out_of_scope' || /地址|抬头|税号|公司|\b(?:address|company|number)\b/i.test(text);
}

/**
 * Records the handoff and tells when somebody will answer; while nobody is in, asks where else the answer may go.
 * @param priority 0..1, before risk is added.
 */
export function callPerson(context: SkillContext, reason: string, priority: number): Outcome {
  const { say, shop, now, language } = context;
  if (context.handoffOpen) return { said: [{ text: `${say('person.already')} ${whenIn(context)}`.trim() }] };
  const handoff = { reason, priority };
  const hours = shop.support && officeHours(shop.support, shop.timeZone, now, language);
  if (!hours) return { said: [{ text: say('person.anytime') }], handoff };
  if (hours.open) return { said: [{ text: say('person.open', { to: hours.closes }) }], handoff };
  const text = hours.opens ? say('person.closed', hours.opens) : say('person.anytime');
  // Nothing is promised that nobody would send.
  if (!context.answersByMail) return { said: [{ text }], handoff };
  const { said, step } = askAnswerEmail(context);
  return { said: [{ text }, ...said], handoff, ...(step && { step }) };
}

/** Asks whether to fetch a person. */
export function offerPerson(context: SkillContext, text: string, reason: string): Outcome {
  const { say } = context;
  return {
    said: [{ text }],
    step: {
      skill: 'person_wanted',
      name: 'offer',
      detail: reason,
      choices: [
        { label: say('choice.fetch'), value: 'yes' },
        { label: say('choice.no'), value: 'no' },
      ],
      tries: 0,
      soft: true,
    },
  };
}

/** When somebody is in, for those who wait. */
function whenIn({ say, shop, now, language }: SkillContext): string {
  const hours = shop.support && officeHours(shop.support, shop.timeZone, now, language);
  if (!hours) return '';
  if (hours.open) return say('person.inUntil', { to: hours.closes });
  return hours.opens ? say('person.inFrom', hours.opens) : '';
}
