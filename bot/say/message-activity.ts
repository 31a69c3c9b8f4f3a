import type { Card, MessageExtras } from '../../core/contracts/message.ts';
import type { ShopperAction } from '../../core/contracts/shopper-action.ts';
import type { Language } from '../../core/words.ts';
import type { Choice } from '../dialog/dialog-state.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';
import type { Said } from '../skills/skill.ts';
import type { Say } from './speaker.ts';

/**
 * One bubble as a Bot Framework message: typed cards for our widget in channelData.mainstay, and the same content as
 * hero cards and suggested actions for every other client.
 */
export function messageActivity(
  said: Said,
  choices: readonly Choice[],
  language: Language,
  say: Say,
): ActivityBody {
  const extras: MessageExtras = {
    ...(said.cards?.length ? { cards: said.cards } : {}),
    ...(said.sources?.length ? { sources: said.sources } : {}),
    ...(said.field ? { field: said.field } : {}),
    ...(said.handoff ? { handoff: said.handoff } : {}),
    speaker: { kind: 'bot' },
  };
  const attachments = [
    ...(said.cards ?? []).map((card) => ({
      contentType: 'application/vnd.microsoft.card.hero',
      content: heroCard(card, say),
    })),
    ...(said.files ?? []).map(({ name, contentType, url }) => ({ contentType, contentUrl: url, name })),
  ];
  return {
    type: 'message',
    text: said.text,
    textFormat: 'plain',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    ...(attachments.length
      ? { attachmentLayout: attachments.length > 1 ? 'carousel' : 'list', attachments }
      : {}),
    ...(choices.length
      ? {
          suggestedActions: {
            actions: choices.map(({ label }) => ({ type: 'imBack', title: label, value: label })),
          },
        }
      : {}),
    channelData: { mainstay: extras },
  };
}

function heroCard(card: Card, say: Say): Record<string, unknown> {
  switch (card.kind) {
    case 'product':
      return {
        title: card.name,
        subtitle: card.price,
        text: card.reason ?? '',
        images: card.pictureUrl ? [{ url: card.pictureUrl, alt: card.name }] : [],
        buttons: [
          ...(card.url ? [{ type: 'openUrl', title: say('button.view'), value: card.url }] : []),
          button(say('button.ask'), { action: 'product.ask', productId: card.productId }),
        ],
      };
    case 'offer':
      return {
        title: card.title,
        subtitle: say('button.until', { date: card.until }),
        text: card.notice,
        buttons:
          card.state === 'open'
            ? [
                button(say('button.accept'), { action: 'offer.accept', grantId: card.grantId }),
                button(say('button.decline'), { action: 'offer.decline', grantId: card.grantId }),
                button(say('choice.personalisation'), { action: 'personalisation.refuse' }),
              ]
            : [],
      };
    case 'order':
      return {
        title: card.number,
        subtitle: `${card.state}, ${card.total}`,
        text: card.lines.map(({ name, quantity }) => `${quantity} × ${name}`).join('\n'),
      };
  }
}

function button(title: string, action: ShopperAction): Record<string, unknown> {
  return { type: 'postBack', title, value: action };
}
