import type { WordingKey } from '../catalogue/wordings.ts';
import { personChoice } from './find-order.ts';
import { offerPerson } from './person-wanted.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const asksForBot =
  /\b(?:are (?:you|u) (?:a |an )?(?:\w+ )?(?:bot|human|robot|person|real|ai)|who are you|what are you|chatgpt)\b|机器人|真人|你是谁|人工智能|是不是人/i;
const isAbuse =
  /\b(?:f+u+c+k\w*|shit\w*|idiots?|morons?|stupid|bastards?|screw you|piece of (?:crap|junk)|useless bot)\b|傻[逼比叉屄x]|煞笔|沙比|\bsb\b|\btmd\b|\bnmsl\b|妈的|他妈|你妈|滚(?:开|蛋|吧|$)|废物|智障|脑残|去死|有病吧|🖕|🤬/i;
const isGoodbye =
  /\b(?:bye|goodbye|see (?:you|ya)|good night|have a (?:lovely|nice|good|great))\b|再见|拜拜|晚安|回头见|下次|先这样|88$/i;
const isThanks =
  /\b(?:thanks?|thank you|thx|ty|cheers|brilliant|perfect|great|awesome|lovely)\b|谢|多谢|感谢|辛苦|太好了|贴心|爱你|么么|比心|给力|yyds|绝绝子|太香了|爱了|好评|点赞|🙏|❤|🌹|^👍+$/i;
const asksAfterBot = /\bhow(?:'s| are| r) (?:you|u|it going|things)\b|你好吗|最近怎么样|忙着|吃了吗|还好吗/i;
/** Words of praise that shop people hear as the opposite. */
const isBitter =
  /\b(?:yeah right|wow,? (?:just )?(?:great|amazing) service|slow clap|as if)\b|呵呵|真有你们|真行啊|厉害了|服了(?:你|$)|无语|醉了|笑死|就这[？?！!。]*$|不在乎|敷衍|^[？?]{2,}$|😡|😠|🙄|👎|💢/i;
/** Short words that agree, decline or close, and ask nothing. */
export const isAgreed =
  /^(?:(?:[嗯恩哦噢喔]|好(?:的|吧|滴|嘞|哒|呀)?|行(?:吧|的)?|可以|知道了?|明白了?|懂了|了解|收到|没事了?|算了|不用了?|不需要|不要了?|没有了?|没了|随便(?:吧|你们?)?)[\s,，、]{0,2}){1,6}[\s~～。.!！]*$|^(?:(?:ok(?:ay)?|oh|well)[, ]{1,2})?(?:whatever|no (?:worries|problem|prob|bother)|all good|that'?s (?:fine|ok|okay|all)|fair enough|ok(?:ay)?|k|alright|fine|noted|got it|i see|never ?mind|no|nope|nothing|👌+)[\s~～。.!！]*$/i;
export const isGreeting =
  /^(?:hi|hello|hey|hiya|yo|heya|hola|sup|good (?:morning|afternoon|evening)|你好|您好|在(?:吗|么|嘛|不|不在|的吗)?|哈[喽啰罗]|嗨|早(?:上好)?|(?:上午|中午|下午|晚上)好|有人(?:在)?(?:吗|么)|客服|亲|店家|老板)/i;

/** What is said for its own sake; whatever it is, the shopper hears that somebody listens. */
export const smallTalk: Skill = {
  async start(context) {
    const { text, say, shop, language, dialog } = context;
    if (asksForBot.test(text))
      return {
        said: [{ text: say('smalltalk.bot', { shop: shop.name[language] }) }],
        choices: [personChoice(context)],
      };
    if (isAbuse.test(text)) return upset(context, 'smalltalk.abuse');
    if (isGoodbye.test(text)) return settled(context, 'smalltalk.bye');
    if (isThanks.test(text) && !soundsUpset(context)) return settled(context, 'smalltalk.thanks');
    if (asksAfterBot.test(text)) return open(context, 'smalltalk.well');
    if (isAgreed.test(text))
      return { said: [{ text: say('smalltalk.agreed') }], offerFits: !dialog.complaintOpen };
    if (isBitter.test(text) || soundsUpset(context)) return upset(context, 'smalltalk.upset');
    if (!dialog.introduced) return open(context, 'smalltalk.hello');
    return open(context, isGreeting.test(text) ? 'smalltalk.here' : 'smalltalk.more');
  },
};

type Remark = Extract<WordingKey, `smalltalk.${string}`>;

/** Only of those that want nothing filled in. */
type PlainRemark = Exclude<Remark, 'smalltalk.bot'>;

export function soundsUpset({ understanding }: SkillContext): boolean {
  return (understanding?.sentiment.probabilities.negative ?? 0) >= 0.7;
}

function upset(context: SkillContext, remark: PlainRemark): Outcome {
  return offerPerson(context, context.say(remark), 'upset');
}

function settled({ say }: SkillContext, remark: PlainRemark): Outcome {
  return { said: [{ text: say(remark) }], complaintOpen: false, offerFits: true };
}

/** Not the moment for an offer: first something is answered. */
function open(context: SkillContext, remark: PlainRemark): Outcome {
  return { said: [{ text: context.say(remark) }], choices: firstChoices(context) };
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
