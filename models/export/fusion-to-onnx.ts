import type { FusionNetwork } from '../../core/fusion-network.ts';
import { GraphBuilder } from '../onnx/graph-builder.ts';
import { encodeOnnx } from '../onnx/onnx-codec.ts';
import { standardise } from './standardise.ts';

/** ONNX bytes with input `features` float [batch, n] and output `probability` float [batch]. */
export function fusionToOnnx(network: FusionNetwork): Uint8Array {
  const { inputs, means, deviations, hidden, hiddenBias, out, bias } = network;
  const n = inputs.length;
  const units = hidden.length;
  const graph = new GraphBuilder('fusion', 17);
  const input = graph.input('features', 'float', ['batch', n]);
  const scaled = standardise(graph, input, { means, deviations });
  const columns = Float32Array.from(
    { length: n * units },
    (_, i) => hidden[i % units]![Math.floor(i / units)]!,
  );
  const product = graph.add('MatMul', [scaled, graph.float('hidden', [n, units], columns)], 'product');
  const summed = graph.add(
    'Add',
    [product, graph.float('hidden_bias', [units], Float32Array.from(hiddenBias))],
    'summed',
  );
  const active = graph.add('Tanh', [summed], 'active');
  const moved = graph.add(
    'MatMul',
    [active, graph.float('out', [units, 1], Float32Array.from(out))],
    'moved',
  );
  const first = Float32Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
  const behaviour = graph.add('MatMul', [input, graph.float('first', [n, 1], first)], 'behaviour');
  const both = graph.add('Add', [behaviour, moved], 'both');
  const column = graph.add('Add', [both, graph.float('bias', [1], Float32Array.of(bias))], 'column');
  graph.add('Squeeze', [column, graph.int64('axes', [1])], 'logit');
  graph.add('Sigmoid', ['logit'], 'probability');
  graph.output('probability', 'float', ['batch']);
  return encodeOnnx(graph.build({ features: JSON.stringify(inputs), means: JSON.stringify(means) }));
}
