/**
 * The step against the word vectors that hurts most, to first order: each text's gradient scaled to a length of
 * `epsilon` (fast gradient method; Miyato, Dai and Goodfellow 2017, equation 4).
 * @param gradient of the loss by the word vectors, [texts, tokens, width].
 */
export function disturbanceFrom(gradient: Float32Array, texts: number, epsilon: number): Float32Array {
  const size = gradient.length / texts;
  const disturbance = new Float32Array(gradient.length);
  for (let text = 0; text < texts; text++) {
    const part = gradient.subarray(text * size, (text + 1) * size);
    let square = 0;
    for (const value of part) square += value * value;
    const factor = square > 0 ? epsilon / Math.sqrt(square) : 0;
    for (let i = 0; i < size; i++) disturbance[text * size + i] = factor * part[i]!;
  }
  return disturbance;
}
