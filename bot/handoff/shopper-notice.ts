import type { HandoffState, MessageExtras } from '../../core/contracts/message.ts';
import type { ShopperAction } from '../../core/contracts/shopper-action.ts';
import type { Language } from '../../core/words.ts';
import type { ActivityBody } from '../ports/conversation-store.ts';
import type { QueuePlace } from '../ports/handoff.ts';
import { speaker } from '../say/speaker.ts';
import { minutesOf } from './minutes-of.ts';

/** What happens to a waiting or served shopper, as they are told it. */
export type ShopperNews =
  | { readonly what: 'accepted'; readonly agentName: string }
  | { readonly what: 'returned'; readonly agentName: string; readonly queue: QueuePlace | null }
  | { readonly what: 'given_back'; readonly agentName: string }
  | {
      readonly what: 'resolved';
      readonly agentName: string | null;
      /** Set: asks for a rating of this handoff. */
      readonly rate: string | null;
    };

/** A line of the system in the transcript, with what the widget shows of it. */
export function shopperNotice(news: ShopperNews, language: Language): ActivityBody {
  const say = speaker(language, news.what);
  switch (news.what) {
    case 'accepted': {
      const { agentName } = news;
      return notice(language, say('handoff.accepted', { agent: agentName }), { state: 'agent', agentName });
    }
    case 'returned': {
      const { agentName, queue } = news;
      const text = say('handoff.returned', { agent: agentName });
      if (queue === null) return notice(language, text, { state: 'queued' });
      const { place, recentWaitS } = queue;
      const where =
        recentWaitS === null
          ? say('handoff.place', { place })
          : say('handoff.placeAndWait', { place, minutes: minutesOf(recentWaitS) });
      return notice(language, language === 'zh' ? text + where : `${text} ${where}`, {
        state: 'queued',
        place,
        ...(recentWaitS === null ? {} : { recentWaitMinutes: minutesOf(recentWaitS) }),
      });
    }
    case 'given_back':
      return notice(language, say('handoff.givenBack', { agent: news.agentName }), { state: 'bot' });
    case 'resolved': {
      const text = news.agentName
        ? say('handoff.resolved', { agent: news.agentName })
        : say('handoff.resolvedByTeam');
      if (news.rate === null) return notice(language, text, { state: 'bot' });
      const asked = language === 'zh' ? text + say('handoff.rate') : `${text} ${say('handoff.rate')}`;
      return {
        ...notice(language, asked, { state: 'bot' }),
        suggestedActions: { actions: stars(news.rate) },
      };
    }
  }
}

function notice(language: Language, text: string, handoff: HandoffState): ActivityBody {
  const extras: MessageExtras = {
    speaker: { kind: 'system', ...(handoff.agentName ? { name: handoff.agentName } : {}) },
    handoff,
  };
  return {
    type: 'message',
    text,
    textFormat: 'plain',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    channelData: { mainstay: extras },
  };
}

function stars(handoffId: string) {
  return [1, 2, 3, 4, 5].map((count) => ({
    type: 'postBack',
    title: '★'.repeat(count),
    value: { action: 'conversation.rate', handoffId, stars: count } satisfies ShopperAction,
  }));
}
