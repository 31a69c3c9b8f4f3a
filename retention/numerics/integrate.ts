const order = 20;
const rule = gaussLegendre(order);

/**
 * Integral of a function over the panels between ascending breakpoints, by Gauss and Legendre's rule of 20 nodes in
 * each: put a breakpoint wherever the function bends sharply.
 */
export function integrate(f: (x: number) => number, breakpoints: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < breakpoints.length; i++) {
    const half = (breakpoints[i]! - breakpoints[i - 1]!) / 2;
    if (!(half > 0)) continue;
    const middle = breakpoints[i - 1]! + half;
    for (const { node, weight } of rule) sum += half * weight * f(middle + half * node);
  }
  return sum;
}

/** Nodes on [-1, 1] as roots of the Legendre polynomial, by Newton's method (Numerical Recipes, section 4.6). */
function gaussLegendre(n: number): { node: number; weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let round = 0; round < 50; round++) {
      let current = 1;
      let before = 0;
      for (let j = 0; j < n; j++)
        [current, before] = [((2 * j + 1) * x * current - j * before) / (j + 1), current];
      slope = (n * (x * current - before)) / (x * x - 1);
      const step = current / slope;
      x -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    return { node: x, weight: 2 / ((1 - x * x) * slope * slope) };
  });
}
