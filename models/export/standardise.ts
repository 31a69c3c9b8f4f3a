import type { GraphBuilder } from '../onnx/graph-builder.ts';

/** (x - mean) / deviation of an input of n columns. @returns the name of the result. */
export function standardise(
  graph: GraphBuilder,
  input: string,
  { means, deviations }: { readonly means: readonly number[]; readonly deviations: readonly number[] },
): string {
  const n = means.length;
  const centred = graph.add('Sub', [input, graph.float('means', [n], Float32Array.from(means))], 'centred');
  return graph.add(
    'Div',
    [centred, graph.float('deviations', [n], Float32Array.from(deviations))],
    'standardised',
  );
}
