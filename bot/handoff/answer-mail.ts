import type { MessageExtras } from '../../core/contracts/message.ts';
import type { Language } from '../../core/words.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';
import { speaker } from '../say/speaker.ts';

/** What the e-mail with an agent's answer is made of. */
export interface AnswerMailContent {
  readonly shopName: string;
  readonly language: Language;
  /** What agents wrote and the shopper has not read, oldest first; their texts have passed the money check. */
  readonly replies: readonly { readonly agentName: string; readonly activity: ActivityBody }[];
  /** Opens the conversation; null: no page of the shop is known. */
  readonly link: string | null;
  /** The conversation is shown to who has signed in. */
  readonly signIn: boolean;
  /** Address of a page from a card's, which may be a path on this server. */
  readonly page: (url: string) => string;
}

/**
 * The answer as a plain e-mail: what was written, by whom, and the way back into the conversation. An offer is not in it:
 * its notice and its buttons are in the chat.
 */
export function answerMail(content: AnswerMailContent): { subject: string; text: string } {
  const { shopName, language, replies, link } = content;
  const say = speaker(language, shopName);
  const shop = shopName;
  const parts = [
    say('answerMail.hello', { shop }),
    ...replies.map(({ agentName, activity }) => {
      const agent = agentName || shop;
      const { cards = [] } =
        (activity.channelData as { mainstay?: MessageExtras } | undefined)?.mainstay ?? {};
      const goods = cards.flatMap((card) =>
        card.kind === 'product'
          ? [card.url === '' ? `- ${card.name}` : `- ${card.name}\n  ${content.page(card.url)}`]
          : [],
      );
      // The words that come with an offer announce what is not here.
      const words = cards.some(({ kind }) => kind === 'offer')
        ? say('answerMail.inChat', { agent })
        : `${say('answerMail.wrote', { agent })}\n${activity.text ?? ''}`.trimEnd();
      return [words, ...goods].join('\n');
    }),
    link === null ? say('answerMail.goOnThere') : say('answerMail.goOn', { link }),
    ...(content.signIn ? [say('answerMail.signIn')] : []),
    say('answerMail.why'),
  ];
  return { subject: say('answerMail.subject', { shop }), text: `${parts.join('\n\n')}\n` };
}
