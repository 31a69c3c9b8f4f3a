import type { TopicLabel } from '../core/words.ts';
import type { Choice } from './dialog/dialog-state.ts';
import type { Wish } from './dialog/wish.ts';
import type { Outcome, Said, Skill, SkillContext } from './skills/skill.ts';

/**
 * Answers each matter of a message in turn. One question can be open at a time: what would ask a second one waits as a
 * quick reply and is named.
 */
export async function answerWishes(
  context: SkillContext,
  wishes: readonly Wish[],
  skills: Readonly<Record<TopicLabel, Skill>>,
): Promise<{ outcome: Outcome; skill: TopicLabel }> {
  const said: Said[] = [];
  const later: Choice[] = [];
  let whole: Outcome = { said };
  let asking: { outcome: Outcome; skill: TopicLabel } | null = null;
  for (const wish of wishes) {
    const { label } = wish.understanding.topic;
    const { sentiment } = context.understanding ?? wish.understanding;
    const outcome = await skills[label].start({
      ...context,
      ...wish,
      understanding: { ...wish.understanding, sentiment },
      dialog: { ...context.dialog, focus: { ...context.dialog.focus, ...whole.focus } },
    });
    const hard = outcome.step !== undefined && !outcome.step.soft;
    if (hard && asking) {
      later.push({ label: context.say(`topic.${label}`), value: `topic:${label}` });
      continue;
    }
    if (hard) asking = { outcome, skill: label };
    else said.push(...outcome.said);
    whole = joined(whole, outcome);
  }
  if (later.length > 0)
    said.push({
      text: context.say('wishes.later', {
        what: later.map(({ label }) => label).join(context.say('list.comma')),
      }),
    });
  if (asking) said.push(...asking.outcome.said);
  const last = wishes.at(-1)!.understanding.topic.label;
  return {
    skill: asking?.skill ?? last,
    outcome: {
      ...whole,
      said,
      choices: [...(asking?.outcome.choices ?? whole.choices ?? []), ...later],
      ...(asking?.outcome.step ? { step: asking.outcome.step } : {}),
      offerFits: false,
    },
  };
}

function joined(whole: Outcome, next: Outcome): Outcome {
  return { ...whole, ...next, focus: { ...whole.focus, ...next.focus } };
}
