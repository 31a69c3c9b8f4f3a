import { gaussLegendre } from './gauss-legendre.ts';

const { nodes, weights } = gaussLegendre(20);

/**
 * Integral of a function over the panels between ascending breakpoints, by Gauss and Legendre's rule of 20 nodes in
 * each: put a breakpoint wherever the function bends sharply.
 */
export function integrate(f: (x: number) => number, breakpoints: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < breakpoints.length; i++) {
    const from = breakpoints[i - 1]!;
    const width = breakpoints[i]! - from;
    if (!(width > 0)) continue;
    for (let k = 0; k < nodes.length; k++) sum += width * weights[k]! * f(from + width * nodes[k]!);
  }
  return sum;
}
