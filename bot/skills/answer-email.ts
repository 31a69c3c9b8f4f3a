import type { Step } from '../dialog/dialog-state.ts';
import { emailIn } from '../dialog/email-in.ts';
import { orderNumbersIn } from '../dialog/order-number.ts';
import type { Answer } from '../dialog/read-answer.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** The step's name: `person_wanted` asked where to answer while nobody is in. */
export const answerEmailStep = 'email';
/** Addresses that are none before it is left at that: the answer comes into the chat in any case. */
const patience = 2;

/** Asks where an answer may go beside the chat; who is signed in and has an address need only say yes. */
export function askAnswerEmail(context: SkillContext): Pick<Outcome, 'said' | 'step'> {
  const { say, shopper } = context;
  if (!shopper?.email) return askAddress(context, say('person.askEmail'), 0);
  return {
    said: [{ text: say('person.confirmEmail', { email: address(context, shopper.email) }) }],
    step: step([
      { label: say('choice.thatEmail'), value: 'yes' },
      { label: say('choice.otherEmail'), value: 'other' },
      { label: say('choice.noEmail'), value: 'no' },
    ]),
  };
}

/** Reads the answer to that; null: it is about something else, and nothing more is said of it. */
export function takeAnswerEmail(context: SkillContext, asked: Step, answer: Answer): Outcome | null {
  const { say, shopper, text } = context;
  const named = emailIn(text);
  // A longer message may name an address on its way to something else.
  const answers = text.length <= 100 && !/[?？]/.test(text) && orderNumbersIn(text).length === 0;
  if (named && answers) return keepAnswerEmail(context, named);
  const said = answer.kind === 'choice' ? answer.value : answer.kind;
  if (said === 'yes' && shopper?.email) return keepAnswerEmail(context, shopper.email);
  if (said === 'other' || said === 'yes') return askAddress(context, say('person.whichEmail'), asked.tries);
  if (said === 'no' || said === 'stop') return { said: [{ text: say('person.noEmail') }] };
  if (named || !/[@＠]/.test(text)) return null;
  if (asked.tries + 1 >= patience) return { said: [{ text: say('person.noEmail') }] };
  return askAddress(context, say('person.wrongEmail'), asked.tries + 1);
}

export function keepAnswerEmail(context: SkillContext, email: string): Outcome {
  const text = context.say('person.emailKept', { email: address(context, email) });
  return { said: [{ text }], answerEmail: email, deed: true };
}

function askAddress({ say }: SkillContext, text: string, tries: number): Pick<Outcome, 'said' | 'step'> {
  return {
    said: [{ text, field: { kind: 'email' } }],
    step: { ...step([{ label: say('choice.noEmail'), value: 'no' }]), tries },
  };
}

function step(choices: Step['choices']): Step {
  return { skill: 'person_wanted', name: answerEmailStep, choices, tries: 0, soft: true };
}

/** An address may look like a code to the money check. */
function address({ facts }: SkillContext, email: string): string {
  return facts.source(email);
}
