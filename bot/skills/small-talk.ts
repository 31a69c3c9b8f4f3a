import type { WordingKey } from '../catalogue/wordings.ts';
import { personChoice } from './find-order.ts';
import type { Skill, SkillContext } from './skill.ts';

const isThanks =
  /\b(?:thanks?|thank you|thx|ty|cheers|brilliant|perfect|great|awesome|lovely)\b|谢|多谢|感谢|辛苦|太好了|贴心|爱你/i;
const isGoodbye =
  /\b(?:bye|goodbye|see (?:you|ya)|good night|have a (?:lovely|nice|good|great))\b|再见|拜拜|晚安|回头见|下次/i;
const asksForBot =
  /\b(?:are (?:you|u) (?:a |an )?(?:\w+ )?(?:bot|human|robot|person|real|ai)|who are you|what are you|chatgpt)\b|机器人|真人|你是谁|人工智能|是不是人/i;
const asksAfterBot = /\bhow(?:'s| are| r) (?:you|u|it going|things)\b|你好吗|最近怎么样|忙着|吃了吗|还好吗/i;

export const smallTalk: Skill = {
  async start(context) {
    const { text, say, shop, language } = context;
    if (asksForBot.test(text))
      return {
        said: [{ text: say('smalltalk.bot', { shop: shop.name[language] }) }],
        choices: [personChoice(context)],
      };
    const key = kindOf(text);
    const settled = key === 'smalltalk.thanks' || key === 'smalltalk.bye';
    return {
      said: [{ text: say(key) }],
      ...(settled ? { complaintOpen: false } : { choices: firstChoices(context) }),
      // Not in answer to a mere hello: first something is answered.
      offerFits: settled,
    };
  },
};

function kindOf(
  text: string,
): Extract<WordingKey, 'smalltalk.hello' | 'smalltalk.thanks' | 'smalltalk.bye' | 'smalltalk.well'> {
  if (isGoodbye.test(text)) return 'smalltalk.bye';
  if (isThanks.test(text)) return 'smalltalk.thanks';
  if (asksAfterBot.test(text)) return 'smalltalk.well';
  return 'smalltalk.hello';
}

/** What a conversation usually begins with, as quick replies. */
export function firstChoices({ say }: Pick<SkillContext, 'say'>) {
  return [
    { label: say('choice.order'), value: 'topic:order_status' },
    { label: say('choice.return'), value: 'topic:return_refund' },
    { label: say('choice.recommend'), value: 'topic:recommendation' },
    { label: say('choice.person'), value: 'topic:person_wanted' },
  ];
}
