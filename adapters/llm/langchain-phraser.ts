import type { ChatOpenAI } from '@langchain/openai';
import type { PhraseOptions, PhraseRequest, Phraser } from '../../bot/ports/llm.ts';
import type { Logger } from '../../core/logger.ts';
import { acceptPhrasing } from './accept-phrasing.ts';
import { CheckedParts } from './checked-parts.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { limitedFetch } from './limited-fetch.ts';
import { maskText } from './masked-text.ts';
import { phrasingPrompt } from './phrasing-prompt.ts';

export interface LangchainPhraserOptions {
  /** Of an OpenAI-compatible API, such as `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey?: string;
  /** For one reply, everything in it. */
  readonly timeoutMs: number;
  readonly breaker: CircuitBreaker;
  readonly logger: Logger;
}

const maxAnswerBytes = 64 * 1024;
const maxAnswerTokens = 500;

/**
 * Phrases replies by a chat model through LangChain. One try a reply, within the time limit; slow or broken servers
 * are left alone for a while. It sees redacted texts, and placeholders for codes and order numbers; what it writes is
 * used only when it says the same as the template.
 */
export class LangchainPhraser implements Phraser {
  readonly #options: LangchainPhraserOptions;
  #model: Promise<ChatOpenAI> | null = null;

  constructor(options: LangchainPhraserOptions) {
    this.#options = options;
  }

  async phrase(request: PhraseRequest, options: PhraseOptions = {}): Promise<string | null> {
    const { breaker, logger } = this.#options;
    const { facts, template } = request;
    if (options.signal?.aborted || !breaker.allows()) return null;
    const masked = maskText(template, [...(facts.codes ?? []), ...(facts.numbers ?? [])]);
    const parts = options.onPart && new CheckedParts(request, masked, options.onPart);
    let answer: string;
    try {
      answer = await this.#ask(phrasingPrompt(request, masked.text), options.signal, parts);
      breaker.succeeded();
    } catch (error) {
      if (error instanceof RefusedEarly) {
        breaker.succeeded();
        return this.#refused(error.message);
      }
      // Whoever hung up says nothing about the server.
      if (options.signal?.aborted) breaker.succeeded();
      else if (breaker.failed())
        logger.warn('the language model does not answer; templates go out for a while', reasonOf(error));
      else logger.info('the language model did not answer; the template goes out', reasonOf(error));
      return null;
    }
    const whole = masked.unmask(withoutThoughts(answer));
    if (whole === null) return this.#refused('placeholder');
    const accepted = acceptPhrasing(whole, request);
    return 'text' in accepted ? accepted.text : this.#refused(accepted.refused);
  }

  #refused(why: string): null {
    this.#options.logger.info('what the language model wrote is not used', { why });
    return null;
  }

  /** @throws RefusedEarly when what came so far can lead to nothing; anything else when the server does not answer. */
  async #ask(
    messages: [string, string][],
    signal: AbortSignal | undefined,
    parts: CheckedParts | undefined,
  ): Promise<string> {
    const over = new AbortController();
    const limit = AbortSignal.any([
      over.signal,
      AbortSignal.timeout(this.#options.timeoutMs),
      ...(signal ? [signal] : []),
    ]);
    try {
      const model = await orAborted(this.#load(), limit);
      if (!parts) {
        const whole = await orAborted(model.invoke(messages, { signal: limit }), limit);
        return finished(textOf(whole), whole.response_metadata.finish_reason ?? 'stop');
      }
      const chunks = (await orAborted(model.stream(messages, { signal: limit }), limit))[
        Symbol.asyncIterator
      ]();
      let answer = '';
      let finish: unknown;
      for (;;) {
        const { done, value } = await orAborted(chunks.next(), limit);
        if (done) break;
        answer += textOf(value);
        finish = value.response_metadata.finish_reason ?? finish;
        const refused = parts.take(withoutThoughts(answer));
        if (refused) throw new RefusedEarly(refused);
      }
      return finished(answer, finish);
    } finally {
      // Whatever happened: nobody listens any more.
      over.abort();
    }
  }

  /** Loaded at the first reply (LangChain takes a second), kept, and forgotten when that failed. */
  #load(): Promise<ChatOpenAI> {
    const { baseUrl, model, apiKey, timeoutMs } = this.#options;
    this.#model ??= import('@langchain/openai')
      .then(
        ({ ChatOpenAI }) =>
          new ChatOpenAI({
            model,
            // The client insists on a key; servers at home want none.
            apiKey: apiKey ?? 'none',
            configuration: { baseURL: baseUrl, fetch: limitedFetch(maxAnswerBytes) },
            timeout: timeoutMs,
            maxRetries: 0,
            maxTokens: maxAnswerTokens,
            useResponsesApi: false,
            streamUsage: false,
          }),
      )
      .catch((error: unknown) => {
        this.#model = null;
        throw error;
      });
    return this.#model;
  }
}

/** Settles with `work`, or rejects at the signal: a client may wait on after it, we do not. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** The answer so far can lead to nothing: its message says why. */
class RefusedEarly extends Error {}

/** A line that breaks between two words looks like an end, and so does a limit of tokens: neither is one. */
function finished(answer: string, reason: unknown): string {
  if (reason === undefined) throw new Error('the answer broke off');
  if (reason !== 'stop') throw new RefusedEarly('unfinished');
  return answer;
}

function textOf({ content }: { content: string | readonly object[] }): string {
  if (typeof content === 'string') return content;
  return content.map((part) => ('text' in part ? String(part.text) : '')).join('');
}

/** Reasoning models put their thoughts before the answer; while they think there is none. */
function withoutThoughts(answer: string): string {
  return answer.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/i, '');
}

/** The kind of failure; messages of a server may repeat the prompt. */
function reasonOf(error: unknown): { reason: string; status?: number } {
  const { name, status } = error as { name?: string; status?: number };
  return { reason: name ?? 'unknown', ...(status !== undefined && { status }) };
}
