import type { TopicLabel } from '../core/words.ts';
import { lexicalTerms } from '../nlp/retrieval/lexical-terms.ts';
import { coloursIn } from './dialog/colour-words.ts';
import { englishManners } from './dialog/english-cues.ts';
import { bareHowMuch } from './skills/delivery.ts';
import { asksWhatIsIn } from './skills/order-words.ts';
import { countryIn } from './skills/place-words.ts';
import { asksTotal } from './skills/price-with-delivery.ts';
import { askedAttributes, asksPrice, asksStock } from './skills/product-words.ts';
import { asksWhereTo } from './skills/return-refund.ts';
import type { SkillContext } from './skills/skill.ts';

/** Longer messages say by themselves what they are about. */
const fewCharacters = 60;
/** "And how much is it?": whatever such words look like to the models. */
const bareCharacters = 20;
/** So sure that the shop's texts answer it. */
const surelyOurs = 0.8;
const ofOrders: ReadonlySet<TopicLabel> = new Set([
  'order_status',
  'delivery',
  'cancel',
  'return_refund',
  'complaint',
  'payment',
]);
/** Such a plea is read as one of these. */
const matterless: ReadonlySet<TopicLabel> = new Set([
  'promotion',
  'leaving',
  'small_talk',
  'out_of_scope',
  'complaint',
]);
const speaksOfGoods: ReadonlySet<TopicLabel> = new Set(['recommendation', 'product_question', 'promotion']);
/** "No, the backpack", "and the other one": names one thing, and no wish. */
const namesThing =
  /^(?:(?:no|nope|ok(?:ay)?|and|sorry|actually|well|i mean|also|yes)[,.]? ?){0,3}(?:the|my|that|this) [\p{L}\s-]+[.!?]*$|^(?:不是?|那)?[\p{Script=Han}]{0,6}(?:那|这)(?:个|单|笔|件)$/iu;
/** "Where is it?", "why isn't it here yet?" */
const asksAfterIt =
  /^(?:and |so |but )?(?:where|why|when)\b.{0,20}\bit\b|\b(?:any chance|will|can|could|might) (?:it|that) (?:come|comes|arrive|arrives|be here|get here|still come|make it)|^(?:它|那)?(?:到哪|在哪)/i;
/** "How long would it take to get here?" of something that is not bought yet. */
const asksHowLong =
  /\bhow (?:long|soon|fast)\b.{0,25}\b(?:take|get (?:here|it|to me)|deliver|arrive|ship)|^(?:多久|几天|什么时候)(?:能)?(?:到|收到|送到|发货)|^发(?:顺丰|圆通|中通|京东|邮政|什么快递)/i;
const ofOwnOrder = /\b(?:my|the|this) (?:order|parcel|package)\b|订单|包裹|快递/i;
/** It was said otherwise. */
const wasPromised =
  /说好|承诺|答应|早(?:该|就)|本来|应该.{0,4}到|\bsupposed to\b|\bpromised\b|\bshould have\b/i;
/** Picks one of what is on the screen. */
const comparesShown =
  /哪一?[个款种件条].{0,4}(?:便宜|贵|划算|实惠|好|耐用)|\bwhich (?:one|of (?:them|these|those))?.{0,12}\b(?:cheap|expensive|best|better|bigger|biggest|smaller|smallest)/i;
/** Of points or a code that was spoken of. */
const usesThem = /\b(?:redeem|use|spend|cash in|apply) (?:it|them|those|that|these)\b|怎么(?:用|兑|领|使用)/i;
/** Of the parcel, where an order is spoken of. */
const changesAddress = /改.{0,4}地址|地址.{0,4}改|换.{0,3}地址|\b(?:change|update) (?:\w+ ){0,3}address\b/i;
const wantsCheaperOnes =
  /\b(?:anything|something|ones?) (?:\w+ )?cheaper\b|\bcheaper ones?\b|有(?:没有)?更?便宜(?:一?点|一?些)?的/i;
/** For a lower price, once one was spoken of. */
const pleads =
  /老(?:顾客|客户|主顾)|回头客|求求|拜托|(?:最后|就这?|再)一?次.{0,3}行不行|给个面子|通融|\b(?:loyal|regular|long[- ]?time|old) customer\b|\bpretty please\b|\b(?:oh )?come on\b|\blast (?:chance|offer|try)\b/i;
const goes = /再也不|不会?再?(?:来|买)了|\b(?:never again|not coming back|leaving)\b/i;
/** After a goodbye: what the shop would give. */
const asksForGift =
  /\bwhat (?:can|could|will|would) you (?:do|offer|give)\b|能给我?.{0,3}(?:什么|啥)|有(?:什么|啥)(?:优惠|表示|诚意)/i;

/** A plea has no matter of its own. */
function isPlea({ understanding }: SkillContext): boolean {
  const label = understanding?.topic.label;
  return label !== undefined && matterless.has(label);
}

/**
 * What a few words without a topic of their own go on with: the order matter that was spoken of ("the backpack"), the
 * product on the screen ("in blue?", "how much"), or what the shop's own texts surely answer. Null: none of them.
 * @param isClear the model is sure of a topic: then only what names a thing and no wish goes on, for there is no topic in it.
 */
export function continuedTopic(context: SkillContext, isClear: boolean): TopicLabel | null {
  const { text, dialog, verifiedShopperId, passages, language } = context;
  if (text.length > fewCharacters || englishManners.test(text)) return null;
  const { topic, focus } = dialog;
  const ofOrder = topic !== null && ofOrders.has(topic);
  if (ofOrder && verifiedShopperId !== null && namesThing.test(text)) return topic;
  const spokenOfOrder = ofOrder && focus.orderNumber !== null;
  const hasShown = focus.productIds.length > 0;
  if (topic === 'return_refund' && asksWhereTo.test(text)) return topic;
  if (spokenOfOrder && asksWhatIsIn.test(text)) return 'order_status';
  if (spokenOfOrder && changesAddress.test(text)) return 'delivery';
  if (topic === 'promotion' && pleads.test(text) && !goes.test(text) && isPlea(context)) return topic;
  if (topic === 'delivery' && bareHowMuch.test(text) && text.trim().length <= bareCharacters) return topic;
  if (topic && speaksOfGoods.has(topic) && asksHowLong.test(text) && !ofOwnOrder.test(text))
    return 'delivery';
  if (hasShown && comparesShown.test(text)) return 'product_question';
  if (hasShown && wantsCheaperOnes.test(text)) return 'recommendation';
  if (topic === 'leaving' && asksForGift.test(text)) return 'promotion';
  if (isClear) return null;
  if (topic === 'promotion' && usesThem.test(text)) return topic;
  if (topic === 'delivery' && bareHowMuch.test(text)) return topic;
  if (spokenOfOrder && (wasPromised.test(text) || asksAfterIt.test(text))) return 'delivery';
  if (topic === 'delivery' && countryIn(text, language) !== null) return topic;
  const ofProduct =
    coloursIn(text).size > 0 ||
    bareHowMuch.test(text) ||
    asksTotal.test(text) ||
    asksPrice.test(text) ||
    asksStock.test(text) ||
    askedAttributes.some(({ asked }) => asked.test(text));
  if (hasShown && ofProduct) return 'product_question';
  const [best] = passages;
  if (!best || best.score < surelyOurs) return null;
  const said = new Set(lexicalTerms(text));
  const shared = lexicalTerms(`${best.title} ${best.text}`).some((term) => said.has(term));
  return shared ? 'out_of_scope' : null;
}
