export interface Quadrature {
  /** In (0, 1), ascending. */
  readonly nodes: Float64Array;
  /** Their sum is 1. */
  readonly weights: Float64Array;
}

/**
 * Gauss-Legendre quadrature on [0, 1]: exact for polynomials up to degree 2 count - 1. Nodes are the roots of the
 * Legendre polynomial by Newton's method from Tricomi's guesses (DLMF 3.5(v)).
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let root = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let iteration = 0; iteration < 100; iteration++) {
      let previous = 1;
      let value = root;
      for (let degree = 2; degree <= count; degree++)
        [previous, value] = [value, ((2 * degree - 1) * root * value - (degree - 1) * previous) / degree];
      slope = (count * (root * value - previous)) / (root * root - 1);
      const step = value / slope;
      root -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    nodes[count - 1 - i] = (1 + root) / 2;
    weights[count - 1 - i] = 1 / ((1 - root * root) * slope * slope);
  }
  return { nodes, weights };
}
