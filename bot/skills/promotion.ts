import { joined } from './order-words.ts';
import { offerCard, ownGrants, promotionLine } from './own-offers.ts';
import type { Skill } from './skill.ts';

/** Asks for another price, with or without a threat. */
const haggles =
  /\b(?:cheaper|knock|discount for me|better (?:price|deal)|match (?:the |their )?price|lower|elsewhere|amazon|special (?:price|deal)|can you do|give me|loyal|come on|or (?:else )?i(?:'ll| will)|deal|negotiat)\b|便宜(?:点|一点|一丢丢|些)|再少|少点|让(?:价|利|点)|打(?:个)?折(?:吗|呗|吧)|别家|他们那|不然|差价|补(?:我)?|砍价|优惠点|再(?:给|送)/i;
const asksForPoints = /\bpoints?\b|积分/i;
const asksAboutCode =
  /\b(?:code|voucher|coupon|[a-z]{3,}\d{1,3})\b.*(?:not|n't|invalid|expired|refus|doesn|work)|优惠(?:码|券).*(?:不能|无法|没法|失效|用不了|不可用|无效)|券.*用不/i;

/**
 * Public promotions and the shopper's own grants, told as they are. Nothing said here reaches the money policy:
 * whoever haggles, begs or threatens hears the same list.
 */
export const promotion: Skill = {
  async start(context) {
    const { say, facts, money, tx, shop, now, text, shopper, verifiedShopperId } = context;
    const grants = await ownGrants(context);
    const promotions = await money.publicPromotions(tx, shop.id, now);
    const lines: string[] = [];
    if (asksAboutCode.test(text)) lines.push(say('promotion.code'));
    else if (haggles.test(text)) lines.push(say('promotion.haggle'));
    lines.push(
      promotions.length > 0
        ? say('promotion.public', {
            list: joined(
              context,
              promotions.map((one) => promotionLine(context, one)),
            ),
          })
        : say('promotion.none'),
    );
    if (asksForPoints.test(text) && shopper && verifiedShopperId !== null)
      lines.push(say('promotion.points', { points: facts.points(shopper.loyaltyPoints) }));
    return {
      said: [
        { text: lines.join(' ') },
        ...(grants.length > 0
          ? [{ text: say('offer.intro'), cards: grants.map((grant) => offerCard(context, grant)) }]
          : []),
      ],
      shownGrants: grants.map(({ id }) => id),
      offerFits: true,
    };
  },
};
