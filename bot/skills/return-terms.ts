import type { Choice } from '../dialog/dialog-state.ts';
import type { Passage } from '../ports/knowledge.ts';
import { personChoice } from './find-order.ts';
import { quoted } from './fitting-article.ts';
import { sentenceAbout } from './sentence-about.ts';
import type { Outcome, SkillContext } from './skill.ts';

export const asksForExchange =
  /\b(?:swap|exchange|switch|replace(?:ment)?|different (?:size|colou?r))\b|换(?:货|大|小|一|个|成|码)|能换/i;
const asksWhoPays =
  /谁(?:出|付|承担|负责)|运费|邮费|\b(?:who pays|postage|pay for (?:the )?return|free returns?|return (?:shipping|cost))\b/i;
const asksForConditions =
  /无理由|条件|要求|拆(?:了|封|开)|用过|洗过|穿过|包装|吊牌|\b(?:condition|opened|used|worn|packaging|original box|box|any reason)\b/i;
const asksForDays =
  /(?:几|多少)天|退货?期|期限|\bhow many days\b|\b(?:return|refund|exchange)s? (?:period|window|deadline|time)\b|\bhow long (?:do|have|can|would) i\b/i;

/** The rule that was asked for, in a sentence: how long, who pays, on what conditions; the way on as quick replies. */
export function returnTerms(context: SkillContext, article: Passage | null): Outcome {
  const { say, text, shop, facts, passages, verifiedShopperId } = context;
  const days = say('return.terms', { days: shop.returnDays });
  const told = asksWhoPays.test(text)
    ? sentenceAbout(passages, /退货|退回|寄回|return|send .*back/i, /运费|邮费|postage|free/i)
    : asksForConditions.test(text)
      ? sentenceAbout(passages, /退|return|back/i, /未使用|包装|unused|packag/i)
      : null;
  const choices: Choice[] = [
    ...(verifiedShopperId === null ? [] : [{ label: say('choice.return'), value: 'topic:return_refund' }]),
    personChoice(context),
  ];
  if (!told && article && !asksForDays.test(text) && !asksForConditions.test(text))
    return { said: [quoted(context, article)], choices };
  const exchange = asksForExchange.test(text) ? `${say('return.exchange')} ` : '';
  const also =
    asksWhoPays.test(text) && told
      ? facts.source(told.text)
      : told?.text.includes(String(shop.returnDays))
        ? facts.source(told.text)
        : `${days}${told ? ` ${facts.source(told.text)}` : ''}`;
  return {
    said: [
      {
        text: `${exchange}${also}${verifiedShopperId === null ? ` ${say('return.signIn')}` : ''}`,
        ...(told ? { sources: [told.source] } : {}),
      },
    ],
    choices,
    offerFits: true,
  };
}
