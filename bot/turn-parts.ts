import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Understander } from '../nlp/understanding.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { HandoffQueue } from './ports/handoff.ts';
import type { KnowledgeRetriever } from './ports/knowledge.ts';
import type { Phraser } from './ports/llm.ts';
import type { MoneyDesk, OutcomeRecorder } from './ports/money.ts';
import type { Recommender } from './ports/recommender.ts';
import type { RiskAssessor } from './ports/risk.ts';
import type { ShopData } from './ports/shop-data.ts';
import type { TurnMetrics } from './ports/turn-metrics.ts';
import type { ShopLinks } from './skills/skill.ts';

/** What a turn works with. */
export interface TurnParts {
  readonly store: ConversationStore;
  readonly understander: Understander;
  readonly knowledge: KnowledgeRetriever;
  readonly risk: RiskAssessor;
  readonly money: MoneyDesk;
  readonly outcomes: OutcomeRecorder;
  readonly recommender: Recommender;
  readonly shopData: ShopData;
  readonly handoffs: HandoffQueue;
  readonly links: ShopLinks;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: TurnMetrics;
  /** Answers of people reach an address that a shopper leaves; false: none is asked for. */
  readonly answersByMail: boolean;
  /** Says replies in better words; left out: the catalogue's wording goes out. */
  readonly phraser?: Phraser;
}
