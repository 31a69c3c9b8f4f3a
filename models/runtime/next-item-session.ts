import ort from 'onnxruntime-node';
import { ModelArtefactError } from '../../core/errors.ts';

/** Products as a next-item model numbers them: the trained ones, then those that came later. */
export interface NextItemProducts {
  /** In the order of the model's vectors. */
  readonly trained: readonly string[];
  /** With their text vectors; only a model with text can score them. */
  readonly later?: readonly { readonly id: string; readonly vector: Float32Array }[];
}

export interface NextItemScore {
  readonly productId: string;
  /** Logit: higher is likelier, differences are what counts. */
  readonly score: number;
}

/** Runs an exported next-item model (models/train/recommender/export-next-item.ts), in this thread. */
export class NextItemSession {
  readonly #session: ort.InferenceSession;
  readonly #positions: number;
  readonly #ids: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #laterTexts: ort.Tensor | null;

  private constructor(
    session: ort.InferenceSession,
    positions: number,
    ids: readonly string[],
    laterTexts: ort.Tensor | null,
  ) {
    this.#session = session;
    this.#positions = positions;
    this.#ids = ids;
    this.#numbers = new Map(ids.map((id, i) => [id, i]));
    this.#laterTexts = laterTexts;
  }

  /**
   * @param textWidth of the model's text vectors; 0: it has none.
   * @throws ModelArtefactError when the bytes are not such a model.
   */
  static async open(
    bytes: Uint8Array,
    { positions, textWidth, products }: { positions: number; textWidth: number; products: NextItemProducts },
  ): Promise<NextItemSession> {
    const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 as const };
    const session = await ort.InferenceSession.create(bytes, options).catch((cause: Error) => {
      throw new ModelArtefactError(`the next-item model cannot be used (${cause.message}); train it again`, {
        cause,
      });
    });
    const { trained, later = [] } = products;
    if (textWidth === 0) return new NextItemSession(session, positions, trained, null);
    const texts = new Float32Array(later.length * textWidth);
    later.forEach(({ id, vector }, i) => {
      if (vector.length !== textWidth)
        throw new RangeError(
          `the text vector of ${id} has ${vector.length} values, the model takes ${textWidth}`,
        );
      texts.set(vector, i * textWidth);
    });
    return new NextItemSession(
      session,
      positions,
      [...trained, ...later.map(({ id }) => id)],
      new ort.Tensor('float32', texts, [later.length, textWidth]),
    );
  }

  /**
   * The likeliest next products that are not in the history, best first.
   * @param history products in order of time; those that the model does not know are passed over. Nothing when it knows none.
   */
  async score(history: readonly string[], limit: number): Promise<NextItemScore[]> {
    const known = history.flatMap((id) => this.#numbers.get(id) ?? []);
    const shown = known.slice(-this.#positions);
    if (shown.length === 0) return [];
    const { scores } = await this.#session.run(
      {
        sequence: new ort.Tensor('int64', BigInt64Array.from(shown, BigInt), [1, shown.length]),
        places: new ort.Tensor('int64', BigInt64Array.of(BigInt(shown.length - 1)), [1]),
        ...(this.#laterTexts ? { new_texts: this.#laterTexts } : {}),
      },
      ['scores'],
    );
    return this.#best(scores!.data as Float32Array, new Set(known), limit);
  }

  close(): Promise<void> {
    return this.#session.release();
  }

  #best(scores: Float32Array, known: ReadonlySet<number>, limit: number): NextItemScore[] {
    // What lies below the limit-th best is found once, so that only few need an object each.
    const sorted = scores.slice().sort();
    const least = sorted[Math.max(0, sorted.length - limit - known.size)] ?? 0;
    const best: { number: number; score: number }[] = [];
    scores.forEach((score, number) => {
      if (score >= least && !known.has(number)) best.push({ number, score });
    });
    return best
      .sort((a, b) => b.score - a.score || a.number - b.number)
      .slice(0, limit)
      .map(({ number, score }) => ({ productId: this.#ids[number]!, score }));
  }
}
