/** Drawn in full by the next file. */
export function drawProduct(silhouette: string, hex: string, hue: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><rect width="400" height="400" fill="hsl(${hue} 40% 94%)"/><circle cx="200" cy="200" r="90" fill="${hex}"/><title>${silhouette}</title></svg>`;
}
