import type { TopicLabel } from '../../core/words.ts';

/** Wishes that a shopper has a right to: plain words for them are taken at their word, whatever the model makes of them. */
const wishes: readonly (readonly [RegExp, TopicLabel])[] = [
  [
    /\b(?:delete|erase|close) (?:all )?(?:of )?(?:my |the )?(?:personal )?(?:account|data|details)\b|(?:注销|删除|清除|清空|删掉|销毁)(?:一下)?(?:我)?(?:的)?(?:所有|全部)?(?:账号|账户|个人信息|个人资料|信息|资料|数据)/i,
    'account',
  ],
  [
    /\b(?:no|stop|without|switch off|turn off|refuse|don't want|opt out of) (?:\w+ ){0,3}personali[sz](?:ed|ing|ation)\b|(?:不要|关闭|拒绝|取消|停止).{0,6}个性化|(?:别|不要|不想|停止|关闭|拒绝)(?:再|被)?(?:给我|向我|对我|你们)?.{0,5}(?:推荐|推送|算法|画像|自动化决策|用户分析|大数据)(?!码)|自动化决策/i,
    'account',
  ],
  [
    /^(?:please )?unsubscribe(?: me)?[.!]*$|^(?:please |can you )?stop (?:writing to|messaging|e-?mailing|contacting) me\b|^stop (?:these|those|the|your) (?:messages|e-?mails)\b|\b(?:don't|do not) (?:write to|message|e-?mail|contact) me (?:any ?more|again)\b|^退订[。！!]?$|(?:别|不要|停止).{0,3}(?:给我发|联系我|这类消息)|(?:广告|推销|营销|骚扰|推广)(?:短信|邮件|电话|信息|消息)?.{0,14}(?:别|不要|停).{0,2}(?:发|打|推|了)/i,
    'account',
  ],
  [
    /\byou (?:may|can|could) (?:now |again )?(?:write to|message|e-?mail|contact) me\b|\b(?:sign me up|subscribe)\b.{0,20}\b(?:newsletter|e-?mails|mailing list|messages)\b|(?:可以|欢迎|同意).{0,4}(?:给我发|联系我|主动联系)|订阅.{0,6}(?:邮件|消息|推送|资讯)/i,
    'account',
  ],
  [
    /\b(?:legal action|(?:my|a) (?:lawyer|solicitor)|(?:sue|suing) you|small claims|trading standards|ombudsman|citizens advice)\b|(?:找|请)律师|起诉|12315|消协/i,
    'complaint',
  ],
  [
    /^(?:(?:i want|i need|get me|give me|let me (?:talk|speak) to|(?:talk|speak) to|connect me (?:to|with)|(?:yes,? |please )*(?:fetch|get|call|find)(?: me)?) )?(?:a |an )?(?:real |live |actual )?(?:human|person|agent|representative|colleague|manager|supervisor|operator|some(?:one|body))(?: please)?[.!]*$|^(?:我要|请|帮我|给我)?转?人工(?:客服|服务)?[。！!]?$/i,
    'person_wanted',
  ],
];

/** The topic of a wish that is put in plain words; null for everything else. */
export function plainWish(text: string): TopicLabel | null {
  const plain = text.normalize('NFKC').trim();
  if (plain.length > 200) return null;
  return wishes.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
