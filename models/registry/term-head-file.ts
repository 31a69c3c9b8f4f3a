import type { TermHead } from '../runtime/term-head.ts';

/** terms.json of a head's folder. */
interface TermHeadFile {
  readonly labels: readonly string[];
  readonly bias: readonly number[];
  readonly scale: readonly number[];
  /** In the order of `rarity` and of the rows of `weights`. */
  readonly terms: readonly string[];
  readonly rarity: readonly number[];
  /** [terms, labels] signed bytes in base64. */
  readonly weights: string;
}

export function encodeTermHead(head: TermHead): string {
  const short = (values: Float32Array) => Array.from(values, (value) => Number(value.toPrecision(6)));
  const file: TermHeadFile = {
    labels: head.labels,
    bias: short(head.bias),
    scale: short(head.scale),
    terms: [...head.rows.keys()],
    rarity: Array.from(head.rarity, (value) => Number(value.toFixed(2))),
    weights: Buffer.from(head.weights.buffer, head.weights.byteOffset, head.weights.byteLength).toString(
      'base64',
    ),
  };
  return `${JSON.stringify(file)}\n`;
}

/** @throws RangeError when the lists do not belong together. */
export function decodeTermHead(json: string): TermHead {
  const { labels, bias, scale, terms, rarity, weights } = JSON.parse(json) as TermHeadFile;
  const bytes = Int8Array.from(Buffer.from(weights, 'base64'));
  if (
    bytes.length !== terms.length * labels.length ||
    rarity.length !== terms.length ||
    bias.length !== labels.length ||
    scale.length !== labels.length
  ) {
    throw new RangeError(
      `${bytes.length} weights, ${rarity.length} rarities, ${scale.length} scales and ${bias.length} biases do not fit ${terms.length} terms and ${labels.length} labels`,
    );
  }
  return {
    labels,
    rows: new Map(terms.map((term, row) => [term, row])),
    rarity: Float32Array.from(rarity),
    weights: bytes,
    scale: Float32Array.from(scale),
    bias: Float32Array.from(bias),
  };
}
