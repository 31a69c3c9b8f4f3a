import type { Phraser } from '../../bot/ports/llm.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { LangchainPhraser } from './langchain-phraser.ts';

export interface PhraserOptions {
  /** Of an OpenAI-compatible API, such as `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  readonly logger: Logger;
  /** For one reply; default 4 s. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
}

/** A phraser on an OpenAI-compatible server. Makes no connection until the first reply. */
export function createPhraser(options: PhraserOptions): Phraser {
  const { clock = systemClock, timeoutMs = 4_000, ...rest } = options;
  return new LangchainPhraser({ ...rest, timeoutMs, breaker: new CircuitBreaker({ clock }) });
}
