import { formatWeekdays } from '../say/format-weekdays.ts';
import { personChoice } from './find-order.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** When somebody is in. */
const asksForHours =
  /几点.{0,3}(?:上班|下班|营业|开门|关门|开始|结束)|(?:营业|上班|工作|客服|服务|人工)时间|(?:周|星期|礼拜)[一二三四五六日天末].{0,4}(?:有人|上班|营业|在不在|在吗|休息)|\b(?:opening|office|business|support|working) (?:hours|times)\b|\bwhat time do (?:you|u)(?: guys)? (?:open|close|start|finish)\b|\bwhen (?:are|do) (?:you|u)(?: guys)? (?:open|close|in)\b|\bare (?:you|u)(?: guys)? (?:open|in) (?:on|at|today|tomorrow|now|over)\b/i;
/** A shop that one walks into is another matter: the shop's own texts say whether there is one. */
const ofPremises = /门店|实体店|专柜|\b(?:store|shop|branch|showroom)\b/i;

/** The days and hours of the shop's people; null where nobody asks for them, or the shop has none. */
export function answerHours(context: SkillContext): Outcome | null {
  const { text, say, shop, language } = context;
  if (!shop.support || text.length > 80 || !asksForHours.test(text) || ofPremises.test(text)) return null;
  const { days, from, to } = shop.support;
  return {
    said: [{ text: say('hours.people', { days: formatWeekdays(days, language), from, to }) }],
    choices: [personChoice(context)],
  };
}
