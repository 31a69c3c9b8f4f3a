/**
 * Friedman's first function (1991) on eight uniform inputs, with noise, a label, and values that go missing. The
 * numbers come from Lehmer's generator (16807, 2^31 - 1), so that other languages make the same rows.
 */
export function friedman(count: number, seed: number, missingShare = 0) {
  let state = seed;
  const next = () => {
    state = (16807 * state) % 2147483647;
    return state / 2147483647;
  };
  const columns = Array.from({ length: 8 }, () => new Float64Array(count));
  const values = new Float64Array(count);
  const labels = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const x = Array.from({ length: 8 }, next);
    let noise = -6;
    for (let k = 0; k < 12; k++) noise += next();
    const mean = 10 * Math.sin(Math.PI * x[0]! * x[1]!) + 20 * (x[2]! - 0.5) ** 2 + 10 * x[3]! + 5 * x[4]!;
    values[row] = mean + noise;
    labels[row] = Number(next() < 1 / (1 + Math.exp(-(mean - 14) / 2)));
    for (let j = 0; j < 8; j++) columns[j]![row] = next() < missingShare ? Number.NaN : x[j]!;
  }
  return { columns, values, labels };
}
