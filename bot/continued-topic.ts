import type { TopicLabel } from '../core/words.ts';
import { lexicalTerms } from '../nlp/retrieval/lexical-terms.ts';
import { coloursIn } from './dialog/colour-words.ts';
import { englishManners } from './dialog/english-cues.ts';
import { countryIn } from './skills/place-words.ts';
import { asksTotal } from './skills/price-with-delivery.ts';
import { askedAttributes, asksPrice, asksStock } from './skills/product-words.ts';
import type { SkillContext } from './skills/skill.ts';

/** Longer messages say by themselves what they are about. */
const fewCharacters = 60;
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
/** "No, the backpack", "and the other one": names one thing, and no wish. */
const namesThing =
  /^(?:(?:no|nope|ok(?:ay)?|and|sorry|actually|well|i mean|also|yes)[,.]? ?){0,3}(?:the|my|that|this) [\p{L}\s-]+[.!?]*$|^(?:不是?|那)?[\p{Script=Han}]{0,6}(?:那|这)(?:个|单|笔|件)$/iu;
/** "Where is it?", "why isn't it here yet?" */
const asksAfterIt = /^(?:and |so |but )?(?:where|why|when)\b.{0,20}\bit\b|^(?:它|那)?(?:到哪|在哪)/i;
const bareHowMuch = /^(?:and |so |ok,? )*how much\b|^多少钱/i;

/**
 * What a few words without a topic of their own go on with: the order matter that was spoken of ("the backpack"), the
 * product on the screen ("in blue?", "how much"), or what the shop's own texts surely answer. Null: none of them.
 * @param isClear the model is sure of a topic: then only what names a thing and no wish goes on, for there is no topic in it.
 */
export function continuedTopic(context: SkillContext, isClear: boolean): TopicLabel | null {
  const { text, dialog, verifiedShopperId, passages, language } = context;
  if (text.length > fewCharacters || englishManners.test(text)) return null;
  const { topic, focus } = dialog;
  if (topic && ofOrders.has(topic) && verifiedShopperId !== null && namesThing.test(text)) return topic;
  if (isClear) return null;
  if (focus.orderNumber && topic && ofOrders.has(topic) && asksAfterIt.test(text)) return 'delivery';
  if (topic === 'delivery' && countryIn(text, language) !== null) return topic;
  const ofProduct =
    coloursIn(text).size > 0 ||
    bareHowMuch.test(text) ||
    asksTotal.test(text) ||
    asksPrice.test(text) ||
    asksStock.test(text) ||
    askedAttributes.some(({ asked }) => asked.test(text));
  if (focus.productIds.length > 0 && ofProduct) return 'product_question';
  const [best] = passages;
  if (!best || best.score < surelyOurs) return null;
  const said = new Set(lexicalTerms(text));
  const shared = lexicalTerms(`${best.title} ${best.text}`).some((term) => said.has(term));
  return shared ? 'out_of_scope' : null;
}
