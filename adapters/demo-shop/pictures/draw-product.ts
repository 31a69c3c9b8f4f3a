import { paletteOf } from './palette.ts';
import { silhouettes } from './silhouettes.ts';

/**
 * A picture of a product: soft background, shadow, silhouette with light from the upper left. 400 x 400 units.
 * @param silhouette a key of `silhouettes`. @param hex the product's colour. @param hue of the background, degrees.
 */
export function drawProduct(silhouette: string, hex: string, hue: number): string {
  const draw = silhouettes[silhouette];
  if (!draw) throw new Error(`there is no drawing of ${silhouette}`);
  const colours = paletteOf(hex);
  const { shadow, shapes } = draw(colours);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><defs>
<radialGradient id="g" cx=".35" cy=".25" r=".95"><stop offset="0" stop-color="hsl(${hue} 46% 97%)"/><stop offset="1" stop-color="hsl(${hue} 34% 87%)"/></radialGradient>
<linearGradient id="b" x1="0" y1="0" x2="1" y2=".35"><stop offset="0" stop-color="${colours.light}"/><stop offset=".45" stop-color="${colours.base}"/><stop offset="1" stop-color="${colours.dark}"/></linearGradient>
<linearGradient id="m" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#eef1f4"/><stop offset=".5" stop-color="#bcc4cc"/><stop offset="1" stop-color="#8d969f"/></linearGradient>
<linearGradient id="w" x1="0" y1="0" x2="1" y2=".4"><stop offset="0" stop-color="#d9b488"/><stop offset="1" stop-color="#a97c4e"/></linearGradient>
<radialGradient id="l"><stop offset="0" stop-color="#fff4cf"/><stop offset="1" stop-color="#fff4cf" stop-opacity="0"/></radialGradient>
</defs><rect width="400" height="400" fill="url(#g)"/><ellipse cx="${shadow[0]}" cy="${shadow[1]}" rx="${shadow[2]}" ry="${Math.round(shadow[2] * 0.11)}" fill="#1b1a22" opacity=".13"/>
${shapes}
</svg>`;
}
