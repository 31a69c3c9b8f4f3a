/** Of probabilities; never -infinity. */
export function logarithms(probabilities: Float32Array): Float64Array {
  return Float64Array.from(probabilities, (p) => Math.log(Math.max(p, 1e-30)));
}

export function logSoftmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  return scores.map((score) => score - highest - Math.log(sum));
}
