import type { Choice } from '../dialog/dialog-state.ts';
import type { Answer } from '../dialog/read-answer.ts';
import { personChoice } from './find-order.ts';
import { tell } from './order-status.ts';
import { isOverdue } from './order-words.ts';
import { offerCard, ownGrants } from './own-offers.ts';
import type { Outcome, Skill, SkillContext } from './skill.ts';

const reasons = ['Delivery', 'Quality', 'Price', 'Other'] as const;
type Reason = (typeof reasons)[number];

const signs: Readonly<Record<Exclude<Reason, 'Other'>, RegExp>> = {
  Delivery: /\b(?:late|deliver\w*|parcels?|shipping|slow\w*|couriers?)\b|物流|快递|送货|太慢|晚到/i,
  Quality: /\b(?:quality|broken|fault|rubbish|leak|fiasco|disappoint)\w*\b|质量|坏|做工|品控/i,
  Price: /\b(?:prices?|pric(?:e?y|ing)|expensive|cheaper|costs?)\b|贵|价格|便宜/i,
};
const wantsErasure = /\b(?:delete|close|remove) (?:my )?account\b|注销|删除账号|销号/i;

/**
 * Lets go kindly: asks why, offers a person, mends what can be mended. An entitlement that exists may be mentioned;
 * saying that one leaves never brings one about.
 *
 *   start -> why (soft) -> thanked, with what the reason calls for
 */
export const leaving: Skill = {
  async start(context) {
    const { say, text } = context;
    const known = (Object.keys(signs) as (keyof typeof signs)[]).find((reason) => signs[reason].test(text));
    if (known === 'Delivery') return thank(context, known);
    // Asked once, never again: whoever has said why has said it.
    if ((context.dialog.spoken['leaving.why'] ?? 0) > 0)
      return {
        said: [{ text: say('leaving.again') }],
        choices: [{ label: say('choice.erasure'), value: 'topic:account' }, personChoice(context)],
      };
    const choices: Choice[] = reasons.map((reason) => ({ label: say(`choice.why${reason}`), value: reason }));
    const account: Choice[] = wantsErasure.test(text)
      ? [{ label: say('choice.erasure'), value: 'topic:account' }]
      : [];
    return {
      said: [
        {
          text: wantsErasure.test(text)
            ? `${say('leaving.why')} ${say('leaving.account')}`
            : say('leaving.why'),
        },
      ],
      step: { skill: 'leaving', name: 'why', choices, tries: 0, soft: true },
      choices: [...account, personChoice(context)],
    };
  },

  async proceed(context, _step, answer: Answer) {
    const chosen = reasons.find((reason) => answer.kind === 'choice' && answer.value === reason);
    const named = (Object.keys(signs) as (keyof typeof signs)[]).find((reason) =>
      signs[reason].test(context.text),
    );
    const reason = chosen ?? (context.text.length < 120 ? named : undefined);
    return reason ? thank(context, reason) : null;
  },
};

async function thank(context: SkillContext, reason: Reason): Promise<Outcome> {
  const { say, verifiedShopperId, shopData, tx, shop, now } = context;
  const choices = [personChoice(context)];
  if (reason === 'Delivery') {
    const orders = verifiedShopperId ? await shopData.ordersOf(tx, shop.id, verifiedShopperId, 5) : [];
    const late = orders.find((order) => isOverdue(order, now));
    const told = late ? tell(context, late).said : [];
    return {
      said: late
        ? [{ text: say('leaving.delivery') }, ...told]
        : [{ text: say(verifiedShopperId ? 'leaving.lateBefore' : 'leaving.lateUnknown') }],
      choices,
      complaintOpen: late !== undefined,
      ...(late ? { focus: { orderNumber: late.number } } : {}),
    };
  }
  if (reason === 'Quality')
    return {
      said: [{ text: say('leaving.quality') }],
      choices: [{ label: say('choice.return'), value: 'topic:return_refund' }, ...choices],
    };
  const grants = await ownGrants(context);
  return {
    said: [
      { text: say(reason === 'Price' ? 'leaving.price' : 'leaving.other') },
      ...(grants.length > 0
        ? [{ text: say('offer.intro'), cards: grants.map((grant) => offerCard(context, grant)) }]
        : []),
    ],
    choices,
    shownGrants: grants.map(({ id }) => id),
    offerFits: true,
  };
}
