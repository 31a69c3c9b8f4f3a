import type { Campaign } from '../../retention/laboratory/campaign.ts';
import { livePast, type Past } from '../../retention/laboratory/past.ts';
import { type World, worlds } from '../../retention/laboratory/world.ts';
import { ConversationRecorder, type PastConversation, type ShopperHistory } from './past-conversations.ts';

export const outcomeDays = 90;

export interface LabelledConversation extends PastConversation {
  /** An order came within 90 days; null where fewer have been observed. */
  readonly ordered: boolean | null;
}

export interface LaboratoryWorld {
  readonly past: Past;
  readonly histories: ReadonlyMap<string, ShopperHistory>;
  /** In order of time. */
  readonly conversations: readonly LabelledConversation[];
}

/** A shop's past until day 0 with everything that was bought, seen and written. */
export function buildLaboratoryWorld(
  seed: string,
  world: World = worlds.heterogeneous,
  shopperCount = 9_000,
  conversationCount = 20_000,
  campaign?: Campaign,
): LaboratoryWorld {
  const recorder = new ConversationRecorder(seed);
  const past = livePast(seed, world, shopperCount, 1, recorder, campaign);
  const conversations = recorder.conversations
    .filter(({ day }) => day < 0)
    .sort((a, b) => a.day - b.day || (a.shopper < b.shopper ? -1 : 1))
    .slice(-conversationCount)
    .map((conversation) => {
      const { orders } = recorder.histories.get(conversation.shopper)!;
      const until = conversation.day + outcomeDays;
      const ordered = orders.some(({ day }) => day > conversation.day && day <= Math.min(0, until));
      return { ...conversation, ordered: ordered ? true : until > 0 ? null : false };
    });
  return { past, histories: recorder.histories, conversations };
}
