import type { Palette } from './palette.ts';

/**
 * Draws one kind of product in a colour, standing on y = 320 of 400. Fills `url(#b)` (body in the product's colour),
 * `url(#m)` (metal), `url(#w)` (wood) and `url(#l)` (glow) are defined by the picture around it.
 */
export type Silhouette = (colours: Palette) => {
  /** Centre x, centre y and half width of the shadow. */
  readonly shadow: readonly [x: number, y: number, radius: number];
  /** SVG elements. */
  readonly shapes: string;
};
