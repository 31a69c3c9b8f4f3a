import { UnavailableError } from '../../core/errors.ts';
import type { Encoding } from './encoder-session.ts';

/** The shared encoder's name on a model server. */
export const encoderName = 'mainstay-encoder';

export interface OpenInferenceOptions {
  /** Of the server, without /v2. */
  readonly url: string;
  /** Name of the model there, and the version that it must have. */
  readonly model: string;
  readonly version: string;
  /** Sent as a bearer token. */
  readonly token?: string | undefined;
  readonly timeoutMs: number;
}

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly data: readonly number[];
}

/**
 * An encoder on a model server that speaks the Open Inference Protocol, version 2, over HTTP (Triton, KServe, OpenVINO
 * Model Server, `mainstay serve models`): `input_ids` INT64 [1, tokens] in, `sentence` and `first` FP32 [1, width] out.
 */
export class OpenInferenceClient {
  readonly #options: OpenInferenceOptions;
  readonly #address: string;

  constructor(options: OpenInferenceOptions) {
    this.#options = options;
    const { url, model, version } = options;
    this.#address = `${url.replace(/\/+$/, '')}/v2/models/${encodeURIComponent(model)}/versions/${encodeURIComponent(version)}`;
  }

  /** @throws UnavailableError when the server is not there, or has not this version ready. */
  async checkReady(): Promise<void> {
    await this.#ask(`${this.#address}/ready`, {});
  }

  /** @throws UnavailableError saying what came instead of an answer. */
  async encode(tokens: Int32Array): Promise<Encoding> {
    const shape = [1, tokens.length];
    const answer = await this.#ask(`${this.#address}/infer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        inputs: [{ name: 'input_ids', shape, datatype: 'INT64', data: [...tokens] }],
        outputs: [{ name: 'sentence' }, { name: 'first' }],
      }),
    });
    const body = await this.#read(answer);
    return { vector: this.#row(body, 'sentence'), first: this.#row(body, 'first') };
  }

  async #read(answer: Response): Promise<unknown> {
    try {
      return await answer.json();
    } catch (cause) {
      throw new UnavailableError(`${this.#options.url} answered with something that is no JSON`, { cause });
    }
  }

  #row(body: unknown, name: string): Float32Array {
    const outputs = (body as { outputs?: readonly Partial<Tensor>[] } | null)?.outputs;
    const found = Array.isArray(outputs) ? outputs.find((output) => output.name === name) : undefined;
    const data = found?.data;
    if (!Array.isArray(data) || data.length === 0 || !data.every((value) => Number.isFinite(value)))
      throw new UnavailableError(`${this.#options.url} answered without the output "${name}"`);
    return Float32Array.from(data);
  }

  async #ask(address: string, init: RequestInit): Promise<Response> {
    const { url, token, timeoutMs } = this.#options;
    const headers = { ...init.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    let answer: Response;
    try {
      answer = await fetch(address, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
    } catch (cause) {
      throw new UnavailableError(`the model server ${url} does not answer`, { cause });
    }
    if (answer.ok) return answer;
    await answer.body?.cancel();
    throw new UnavailableError(`the model server ${url} answered ${answer.status}`);
  }
}
