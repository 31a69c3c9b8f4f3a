/** Shades of one colour, for a drawing lit from the upper left. */
export interface Palette {
  readonly base: string;
  readonly light: string;
  readonly dark: string;
  readonly deep: string;
  /** Something that stands out on the base: handles, seams, labels. */
  readonly trim: string;
}

/** @param hex `#rrggbb`. */
export function paletteOf(hex: string): Palette {
  const [r, g, b] = channels(hex);
  const bright = (0.299 * r + 0.587 * g + 0.114 * b) / 255;
  return {
    base: hex,
    light: mix(hex, '#ffffff', 0.28),
    dark: mix(hex, '#1b1a22', 0.22),
    deep: mix(hex, '#1b1a22', 0.45),
    trim: bright > 0.6 ? '#9a7b57' : mix(hex, '#ffffff', 0.62),
  };
}

/** `share` of the way from one colour to another. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  const mixed = a.map((channel, index) => Math.round(channel + (b[index]! - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}
