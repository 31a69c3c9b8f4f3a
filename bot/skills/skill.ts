import type { Card, HandoffState, MessageExtras } from '../../core/contracts/message.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import type { Understanding } from '../../nlp/understanding.ts';
import type { WordingKey } from '../catalogue/wordings.ts';
import type { Choice, DialogState, Focus, Step } from '../dialog/dialog-state.ts';
import type { Answer } from '../dialog/read-answer.ts';
import type { Wish } from '../dialog/wish.ts';
import type { ConversationKey, ShopperProfile } from '../ports/conversation-store.ts';
import type { Passage } from '../ports/knowledge.ts';
import type { MoneyDesk } from '../ports/money.ts';
import type { Recommender } from '../ports/recommender.ts';
import type { Assessment } from '../ports/risk.ts';
import type { ShopData, ShopFacts } from '../ports/shop-data.ts';
import type { FactBook } from '../say/fact-book.ts';
import type { Say } from '../say/speaker.ts';

/** Pages of the shop that cards link to; '' where it has none. */
export interface ShopLinks {
  product(shop: ShopFacts, productId: string): string;
  picture(shop: ShopFacts, productId: string): string;
  /** A page of the shop that has the chat; a path on this server, or '': none is known. */
  home(shop: ShopFacts): string;
}

/** All that a skill may know and use in one turn. */
export interface SkillContext {
  readonly tx: Transaction;
  readonly key: ConversationKey;
  readonly sequence: number;
  /** The channel that the conversation goes by: 'directline', 'terminal', or one of Bot Framework's. */
  readonly channel: string;
  readonly now: Date;
  readonly language: Language;
  /** What the shopper wrote, Chinese as `plainChinese` makes it; '' for a tapped card. Never logged, never repeated to them. */
  readonly text: string;
  readonly understanding: Understanding | null;
  readonly shop: ShopFacts;
  readonly shopper: ShopperProfile | null;
  /** The shopper is who they say: their orders may be shown and changed. Null: a visitor. */
  readonly verifiedShopperId: string | null;
  /** Nobody says who they are: a visitor. False also for a shopper who is named and not proven. */
  readonly anonymous: boolean;
  readonly dialog: DialogState;
  readonly assessment: Assessment | null;
  readonly handoffOpen: boolean;
  /** False: no answer reaches an e-mail address. */
  readonly answersByMail: boolean;
  /** What the shop itself says about the question; read before the turn. */
  readonly passages: readonly Passage[];
  /** The matters of a message that has several. */
  readonly wishes?: readonly Wish[];
  readonly shopData: ShopData;
  readonly money: MoneyDesk;
  readonly recommender: Recommender;
  readonly links: ShopLinks;
  readonly facts: FactBook;
  readonly say: Say;
  /** Keys that `say` was asked for in this turn. */
  readonly spoken: ReadonlySet<WordingKey>;
  /** Texts of the bot's latest bubbles. */
  readonly saidLately: ReadonlySet<string>;
}

/** One bubble. */
export interface Said {
  readonly text: string;
  readonly cards?: readonly Card[];
  readonly sources?: readonly { title: string; url?: string }[];
  /** What can be fetched from the bubble. */
  readonly files?: readonly { name: string; contentType: string; url: string }[];
  /** A field under the bubble; what is typed there comes back as a message. */
  readonly field?: MessageExtras['field'];
  /** What the widget shows about people from here on. */
  readonly handoff?: HandoffState;
}

export interface HandoffWish {
  /** A word for the desk: person_wanted, complaint, misunderstood ... */
  readonly reason: string;
  /** 0..1 before risk is added. */
  readonly priority: number;
}

/** What a skill makes of a message. */
export interface Outcome {
  readonly said: readonly Said[];
  /** The question that is open now; left out: none. */
  readonly step?: Step;
  /** Quick replies beside those of the step. */
  readonly choices?: readonly Choice[];
  readonly focus?: Partial<Focus>;
  readonly handoff?: HandoffWish;
  /** Where the person who was asked for may answer beside the chat. */
  readonly answerEmail?: string;
  /** May an offer follow now? Only a moment that is free of trouble says so. */
  readonly offerFits?: boolean;
  /** True: a complaint is open from now on; false: it is settled. */
  readonly complaintOpen?: boolean;
  /** False: the bot did not get it; twice in a row and it offers a person. */
  readonly understood?: boolean;
  /** Grants that this reply has shown. */
  readonly shownGrants?: readonly string[];
  /** True: said in exactly these words, since it is they that are agreed to; no model words them anew. */
  readonly verbatim?: boolean;
  /** True: tells of something that this turn does (an order cancelled, a return opened). */
  readonly deed?: boolean;
}

/** Serves one topic. */
export interface Skill {
  /** A message of this topic. */
  start(context: SkillContext): Promise<Outcome>;
  /** The answer to a question that this skill has asked; null: it is no answer, the shopper speaks of something else. */
  proceed?(context: SkillContext, step: Step, answer: Answer): Promise<Outcome | null>;
}
