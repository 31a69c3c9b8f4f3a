import ort from 'onnxruntime-node';
import { ModelArtefactError } from '../../core/errors.ts';
import { decodeOnnx } from '../onnx/onnx-codec.ts';

/**
 * Runs a small model on feature vectors, in this thread: a row takes microseconds, less than a hop to a worker.
 * The model takes `features` float [batch, n] and gives `probability` float [batch] (models/export/linear-to-onnx.ts).
 */
export class VectorScorer {
  readonly #session: ort.InferenceSession;
  /** Names of the inputs in the order that a row must have; empty when the file names none. */
  readonly features: readonly string[];
  /** What they are on average; empty when the file does not say. */
  readonly means: readonly number[];

  private constructor(session: ort.InferenceSession, features: readonly string[], means: readonly number[]) {
    this.#session = session;
    this.features = features;
    this.means = means;
  }

  /** @throws ModelArtefactError when the bytes are not such a model. */
  static async open(bytes: Uint8Array): Promise<VectorScorer> {
    try {
      const { metadataProps } = decodeOnnx(bytes);
      const list = <T>(name: string) =>
        JSON.parse(metadataProps.find(({ key }) => key === name)?.value ?? '[]') as T[];
      const session = await ort.InferenceSession.create(bytes, {
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
      });
      if (!session.inputNames.includes('features') || !session.outputNames.includes('probability')) {
        throw new TypeError('it has no input "features" or no output "probability"');
      }
      return new VectorScorer(session, list<string>('features'), list<number>('means'));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ModelArtefactError(`the scoring model cannot be used (${reason}); train it again`, { cause });
    }
  }

  /** One probability a row. @throws RangeError when rows differ in length or do not fit the model's features. */
  async score(rows: readonly ArrayLike<number>[]): Promise<Float32Array> {
    if (rows.length === 0) return new Float32Array(0);
    const width = this.features.length || rows[0]!.length;
    const values = new Float32Array(rows.length * width);
    rows.forEach((row, i) => {
      if (row.length !== width)
        throw new RangeError(`row ${i} has ${row.length} values, the model takes ${width}`);
      values.set(row, i * width);
    });
    const outputs = await this.#session.run(
      { features: new ort.Tensor('float32', values, [rows.length, width]) },
      ['probability'],
    );
    return outputs.probability!.data as Float32Array;
  }

  close(): Promise<void> {
    return this.#session.release();
  }
}
