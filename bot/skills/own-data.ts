import type { Step } from '../dialog/dialog-state.ts';
import { exportAddress } from '../say/export-address.ts';
import { personChoice } from './find-order.ts';
import type { Outcome, SkillContext } from './skill.ts';

type OwnDataWish = 'export' | 'erasure';

const minuteMs = 60_000;

/**
 * Asks before anything is done, in words that say what is done: what is erased, and what the law keeps.
 *
 *   export:  asked -> a link in this conversation, for one download | kept
 *   erasure: asked -> confirmed (a job erases, and says so here) | kept
 */
export function confirmOwnData(context: SkillContext, wish: OwnDataWish): Outcome {
  const { say } = context;
  const subject = subjectOf(context);
  if (subject === null) return { said: [{ text: say('signin.first') }], choices: [personChoice(context)] };
  const visitor = subject.shopperId === null;
  const erases = say(visitor ? 'account.erasureVisitor' : 'account.erasure');
  const exports = isOurChannel(context) ? say('account.export') : say('account.exportByPerson');
  return {
    said: [{ text: wish === 'erasure' ? erases : exports }],
    verbatim: true,
    step: {
      skill: 'account',
      name: `confirm-${wish}`,
      choices: [
        { label: say(wish === 'erasure' ? 'choice.eraseNow' : 'choice.yes'), value: 'yes' },
        { label: say('choice.no'), value: 'no' },
      ],
      tries: 0,
    },
  };
}

/** Carries out what was confirmed; null when whoever answers is nobody whose data could be meant. */
export async function carryOutOwnData(context: SkillContext, step: Step): Promise<Outcome | null> {
  const { tx, key, now, language, say, shopData } = context;
  const subject = subjectOf(context);
  if (subject === null) return null;
  const request = { ...key, ...subject, now };
  if (step.name === 'confirm-export' && !isOurChannel(context) && subject.shopperId !== null) {
    await shopData.requestExport(tx, { ...request, shopperId: subject.shopperId });
    return { said: [{ text: say('account.exportRecorded') }], deed: true };
  }
  if (step.name === 'confirm-export') {
    const offered = await shopData.offerExport(tx, request);
    if (offered === 'too many') return tooMany(context);
    const minutes = Math.round((offered.until.getTime() - now.getTime()) / minuteMs);
    const file = {
      name: say('account.exportFile'),
      contentType: 'application/json',
      url: exportAddress.write(offered.id),
    };
    return { said: [{ text: say('account.exportReady', { minutes }), files: [file] }], deed: true };
  }
  const confirmed = await shopData.confirmErasure(tx, { ...request, language });
  if (confirmed === 'too many') return tooMany(context);
  return { said: [{ text: say('account.erasureConfirmed') }], deed: true };
}

/**
 * Whose data this is about: everything of a shopper whose identity is proven; of a visitor this very conversation, whose
 * token nobody else has. Null where a shopper is named and not proven, and where many may share a conversation.
 */
function subjectOf(context: SkillContext): { shopperId: string | null } | null {
  if (context.verifiedShopperId !== null) return { shopperId: context.verifiedShopperId };
  return context.anonymous && context.channel === 'directline' ? { shopperId: null } : null;
}

/** Where an address can be made for the holder of the conversation's token alone. */
function isOurChannel({ channel }: SkillContext): boolean {
  return channel === 'directline';
}

function tooMany(context: SkillContext): Outcome {
  return { said: [{ text: context.say('account.tooMany') }], choices: [personChoice(context)] };
}
