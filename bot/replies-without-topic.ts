import type { StoredActivity } from './ports/conversation-store.ts';
import { personChoice } from './skills/find-order.ts';
import type { Outcome, SkillContext } from './skills/skill.ts';
import { firstChoices } from './skills/small-talk.ts';

/** Messages that have no topic: empty ones, files alone, languages that we do not speak. Null: an ordinary one. */
export function noMessage(context: SkillContext, { activity }: StoredActivity): Outcome | null {
  const { say, text, understanding } = context;
  if (text === '') {
    if (Array.isArray(activity.attachments) && activity.attachments.length > 0)
      return { said: [{ text: say('message.attachment') }], choices: [personChoice(context)] };
    const asked = typeof activity.value === 'object' && activity.value !== null;
    return {
      said: [{ text: say(asked ? 'action.unknown' : 'message.empty') }],
      choices: firstChoices(context),
    };
  }
  if (understanding && !understanding.languageSupported)
    return { said: [{ text: say('language.unsupported') }], choices: [personChoice(context)] };
  return null;
}
