import { add } from '../../autodiff/ops/add.ts';
import { attention } from '../../autodiff/ops/attention.ts';
import { causalBias } from '../../autodiff/ops/causal-bias.ts';
import { gather } from '../../autodiff/ops/gather.ts';
import { gatherPlaces } from '../../autodiff/ops/gather-places.ts';
import { gelu } from '../../autodiff/ops/gelu.ts';
import { layerNorm } from '../../autodiff/ops/layer-norm.ts';
import { linear } from '../../autodiff/ops/linear.ts';
import { placeNumbers } from '../../autodiff/ops/place-numbers.ts';
import { productWithRows } from '../../autodiff/ops/product-with-rows.ts';
import type { Tape } from '../../autodiff/tape.ts';
import type { Variable } from '../../autodiff/variable.ts';
import type { NextItemShape } from './next-item-shape.ts';

/** How a tensor of the network begins. */
export type Beginning = 'normal' | 'zeros' | 'ones';

export interface NetworkParts {
  /** A trained tensor by its name: a parameter while training, frozen in what is exported. */
  readonly tensor: (name: string, shape: readonly number[], beginning: Beginning) => Variable;
  readonly drop: (x: Variable) => Variable;
}

const epsilon = 1e-12;

/**
 * Scores of every product as the next one (SASRec: Kang and McAuley 2018; blocks as in BERT, with layer normalisation
 * after each sum): products of a sequence with learned positions through causal self-attention, each place's vector
 * times every product's own (tied). Inputs of a run: `sequence` int64 [batch, length], padded at its end by any
 * product, and `places` int64 [places], numbers of the places to score among all batch x length.
 * @param table [items, width], of all products that can be scored.
 * @returns [places, items].
 */
export function sequenceNetwork(
  tape: Tape,
  table: Variable,
  { positions, width, layers, heads, inner }: NextItemShape,
  { tensor, drop }: NetworkParts,
): Variable {
  const ids = tape.input('sequence', 'int64', ['batch', 'length']);
  const places = tape.input('places', 'int64', ['places']);
  const matrix = (x: Variable, name: string, from: number, to: number) =>
    linear(tape, x, tensor(`${name}.weight`, [from, to], 'normal'), tensor(`${name}.bias`, [to], 'zeros'));
  const norm = (x: Variable, name: string) =>
    layerNorm(
      tape,
      x,
      tensor(`${name}.weight`, [width], 'ones'),
      tensor(`${name}.bias`, [width], 'zeros'),
      epsilon,
    );

  const placed = gather(tape, tensor('positions', [positions, width], 'normal'), placeNumbers(tape, ids));
  let x = drop(norm(add(tape, gather(tape, table, ids), placed), 'embedding.norm'));
  const bias = causalBias(tape, ids);
  for (let layer = 0; layer < layers; layer++) {
    const name = `block.${layer}`;
    const [query, key, value] = (['query', 'key', 'value'] as const).map((part) =>
      matrix(x, `${name}.${part}`, width, width),
    ) as [Variable, Variable, Variable];
    const mixed = attention(tape, { query, key, value }, { heads, bias, drop });
    const attended = norm(add(tape, drop(matrix(mixed, `${name}.mix`, width, width)), x), `${name}.mix.norm`);
    const wide = gelu(tape, matrix(attended, `${name}.wide`, width, inner));
    x = norm(add(tape, drop(matrix(wide, `${name}.narrow`, inner, width)), attended), `${name}.narrow.norm`);
  }
  return productWithRows(tape, gatherPlaces(tape, x, places), table);
}
