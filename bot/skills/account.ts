import type { Step } from '../dialog/dialog-state.ts';
import { personChoice } from './find-order.ts';
import { fittingArticle, quoted } from './fitting-article.ts';
import {
  askConsent,
  asksForOutreach,
  asksToStopOutreach,
  consentPurposeOf,
  recordGranted,
  stopOutreach,
} from './outreach-consent.ts';
import { carryOutOwnData, confirmOwnData } from './own-data.ts';
import { offerPerson } from './person-wanted.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

type Wish = 'personalisation' | 'export' | 'erasure';

const asksFor: Readonly<Record<Wish, RegExp>> = {
  erasure:
    /\b(?:delete|erase|erasure|remove|forget|close) (?:\w+ ){0,4}(?:data|account|details|information|me|them|profile)\b|erase them|right to be forgotten|(?:删除|注销|清除|销毁).{0,8}(?:账号|账户|数据|信息|资料|号)|(?:账号|数据|信息).{0,6}(?:删|注销)/i,
  export:
    /\b(?:copy of|download|export|access|which|what) (?:\w+ ){0,4}(?:data|details|information)\b|gdpr|subject access|(?:导出|下载|获取|查看|哪些).{0,8}(?:数据|信息|资料)|(?:存|保存|收集|掌握).{0,8}(?:信息|数据|资料)|(?:信息|数据|资料).{0,6}(?:发我|给我|拷贝|副本|一份)|我的数据/i,
  personalisation:
    /\b(?:personali[sz]\w+|profiling|track(?:s|ing)?|algorithms?|us(?:e|ing) my (?:data|history))\b|个性化|算法|画像|跟踪|追踪|自动化决策|(?:别|不要|不想|停止|关闭|拒绝).{0,6}(?:推荐|推送|分析|收集)|(?:推荐|推送).{0,4}(?:关|停)/i,
};
/** A wish that is only asked about: the shop's words first, its switch beside them. */
const asksAbout = /[?？]\s*$|^(?:what|how|why|do|does|are|is|can)\b|[吗么呢]\s*$|什么|怎么/i;
const wantsToKeep =
  /\b(?:keep|don't (?:delete|close|erase)|do not (?:delete|close|erase))\b.{0,12}\b(?:account|data|it)\b|(?:别|不要)(?:注销|删除)|(?:账号|账户).{0,4}(?:保留|留着)/i;
const asksForPassword =
  /\b(?:password|log ?in|logging in|sign ?in|locked out|reset|verification|code)\b|密码|登录|登陆|登不|验证码|锁了/i;
const asksForChange =
  /\b(?:change|update|edit|new) (?:\w+ ){0,3}(?:e-?mail|address|phone|number|name|details)\b|改.{0,6}(?:邮箱|手机|号码|地址|名字|资料)|换.{0,4}(?:手机|邮箱|号)|停机/i;
/** A mail or code for signing in that does not arrive. */
const mailMissing =
  /\b(?:mail|e-?mail|link|code|text)s?\b.{0,30}(?:\bnot\b|n't\b|\bnever\b|\bnothing\b|\bmissing\b)|(?:\bnot\b|n'?t\b|\bnever\b|\bno\b).{0,25}\b(?:mail|e-?mail|link|code)\b|(?:收不到|没收到|没有收到).{0,8}(?:邮件|验证码|链接)|(?:邮件|验证码|链接).{0,6}(?:没|收不到)/i;
/** The phone or mailbox that codes go to is gone: nothing can be changed without a person. */
const lostNumber =
  /(?:原来|以前|旧|老|之前)?的?(?:手机|电话|号码?|邮箱).{0,6}(?:停机|不用了|没用了|注销了|丢了|换了|收不到|登不上)|收不到(?:验证码|短信)|(?:验证码|短信).{0,4}收不到|\b(?:old|previous|lost my) (?:phone|number|e-?mail|mobile)\b|\bno (?:longer )?(?:have )?access to (?:my |the )?(?:phone|number|e-?mail)\b/i;
const refusal = /\b(?:don'?t|do not|never) want\b|\b(?:stop|off|no more)\b|不想|不要|关/i;

/**
 * How-to of the account, and what shoppers may ask of their data: each wish is confirmed before it is carried out.
 *
 *   start -> confirm (personalisation) -> recorded | kept
 *   start -> confirm (export | erasure) -> carried out, as own-data.ts tells | kept
 *   start -> consent (chat | e-mail) -> given | kept; withdrawn at once, without a question
 */
export const account: Skill = {
  async start(context) {
    const { text, say } = context;
    const article = fittingArticle(context);
    if (wantsToKeep.test(text)) return { said: [{ text: say('account.kept') }] };
    // Access and erasure in one message: the one that cannot be undone is confirmed, a person sees the words.
    const wish = (['erasure', 'export', 'personalisation'] as const).find((one) => asksFor[one].test(text));
    if (wish && article && wish !== 'export' && asksAbout.test(text.trim()))
      return {
        said: [quoted(context, article)],
        choices: [{ label: say(`choice.${wish}`), value: `topic:account` }, personChoice(context)],
      };
    if (wish) return confirmWish(context, wish);
    if (asksToStopOutreach.test(text)) return stopOutreach(context);
    if (asksForOutreach.test(text)) return askConsent(context);
    if (lostNumber.test(text)) return offerPerson(context, say('account.lostNumber'), 'account_access');
    const signsIn = asksForPassword.test(text);
    if (signsIn && mailMissing.test(text)) return offerPerson(context, say('account.noMail'), 'reset_mail');
    if (asksForChange.test(text))
      return { said: [{ text: say('account.change') }], choices: [personChoice(context)] };
    if (signsIn) return { said: [{ text: say('account.password') }], choices: [personChoice(context)] };
    if (article) return { said: [quoted(context, article)], choices: [personChoice(context)] };
    return {
      said: [{ text: say('account.help') }],
      step: {
        skill: 'account',
        name: 'which',
        choices: [
          { label: say('choice.password'), value: 'password' },
          { label: say('choice.export'), value: 'export' },
          { label: say('choice.erasure'), value: 'erasure' },
          { label: say('choice.personalisation'), value: 'personalisation' },
        ],
        tries: 0,
        soft: true,
      },
    };
  },

  async proceed(context, step, answer) {
    const said = answer.kind === 'choice' ? answer.value : answer.kind;
    if (step.name === 'which') {
      if (said === 'password')
        return { said: [{ text: context.say('account.password') }], choices: [personChoice(context)] };
      return said === 'export' || said === 'erasure' || said === 'personalisation'
        ? confirmWish(context, said)
        : null;
    }
    const purpose = consentPurposeOf(step);
    if (purpose && said === 'yes') return recordGranted(context, step, purpose);
    // "No, I don't want them" to "shall I switch them off?" is a yes to it.
    const refuses =
      step.name === 'confirm-personalisation' && answer.kind === 'no' && refusal.test(answer.rest);
    if (refuses) return record(context, step);
    if (said === 'no' || said === 'stop') return { said: [{ text: context.say('account.kept') }] };
    return said === 'yes' ? record(context, step) : null;
  },
};

function confirmWish(context: SkillContext, wish: Wish): Outcome {
  const { say, verifiedShopperId } = context;
  if (wish !== 'personalisation') return confirmOwnData(context, wish);
  if (verifiedShopperId === null)
    return { said: [{ text: say('signin.first') }], choices: [personChoice(context)] };
  return {
    said: [{ text: say('account.personalisation') }],
    step: {
      skill: 'account',
      name: 'confirm-personalisation',
      choices: [
        { label: say('choice.yes'), value: 'yes' },
        { label: say('choice.no'), value: 'no' },
      ],
      tries: 0,
    },
  };
}

async function record(context: SkillContext, step: Step): Promise<Outcome | null> {
  const { verifiedShopperId, shopData, money, tx, shop, now, say } = context;
  if (step.name !== 'confirm-personalisation') return carryOutOwnData(context, step);
  if (verifiedShopperId === null) return null;
  await money.refusePersonalisation(tx, shop.id, verifiedShopperId, now);
  await shopData.recordConsent(tx, {
    shopId: shop.id,
    shopperId: verifiedShopperId,
    purposes: ['personalisation'],
    granted: false,
    wording: step.question ?? say('account.personalisation'),
    via: 'chat',
    now,
  });
  return { said: [{ text: say('personalisation.refused') }], deed: true };
}
