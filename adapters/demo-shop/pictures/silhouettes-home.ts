import type { Silhouette } from './silhouette.ts';

const bed: Silhouette = (c) => ({
  shadow: [200, 322, 164],
  shapes: `<rect x="44" y="106" width="312" height="150" rx="18" fill="url(#w)"/><rect x="44" y="282" width="20" height="42" fill="#8d6642"/><rect x="336" y="282" width="20" height="42" fill="#8d6642"/><rect x="40" y="220" width="320" height="72" rx="14" fill="#fbf9f5"/><rect x="72" y="150" width="118" height="64" rx="26" fill="${c.light}"/><rect x="210" y="150" width="118" height="64" rx="26" fill="${c.light}"/><path d="M40 214c40-16 80-8 120-8s150-12 200 8v66c0 12-8 20-20 20H60c-12 0-20-8-20-20z" fill="url(#b)"/><path d="M40 214c40-16 80-8 120-8s150-12 200 8l-4 24c-60-18-260-18-312 0z" fill="${c.light}"/><path d="M120 250c10 16 10 30 4 46M262 246c-8 18-6 34 2 50" stroke="${c.dark}" stroke-width="4" fill="none" opacity=".5" stroke-linecap="round"/>`,
});

const folded: Silhouette = (c) => ({
  shadow: [200, 318, 130],
  shapes: `<path d="M76 250c0-22 14-30 30-30h210c10 0 14 8 14 18v58c0 12-6 18-18 18H104c-18 0-28-8-28-26z" fill="${c.dark}"/><path d="M76 178c0-22 14-30 30-30h210c10 0 14 8 14 18v58c0 12-6 18-18 18H104c-18 0-28-8-28-26z" fill="url(#b)"/><path d="M106 176h224M106 206h224" stroke="${c.dark}" stroke-width="4" opacity=".4"/><path d="M106 250h224M106 280h224" stroke="${c.deep}" stroke-width="4" opacity=".4"/><path d="M76 178c0-22 14-30 30-30-16 8-16 80 0 94-20-2-30-10-30-26z" fill="${c.light}"/><rect x="186" y="142" width="34" height="176" fill="#f6efe2" opacity=".92"/><rect x="192" y="198" width="22" height="46" fill="#b99a6b"/>`,
});

const pillow: Silhouette = (c) => ({
  shadow: [200, 310, 128],
  shapes: `<path d="M70 116c42 12 86 12 130 12s88 0 130-12c-12 58-12 118 0 178-42-12-86-12-130-12s-88 0-130 12c12-60 12-120 0-178z" fill="url(#b)"/><path d="M86 138c30 8 72 8 114 8" stroke="${c.light}" stroke-width="9" stroke-linecap="round" fill="none" opacity=".8"/><path d="M70 116c26 22 42 34 62 44M330 116c-26 22-42 34-62 44M70 294c26-22 42-30 62-38M330 294c-26-22-42-30-62-38" stroke="${c.dark}" stroke-width="4" fill="none" opacity=".45" stroke-linecap="round"/>`,
});

const blanket: Silhouette = (c) => ({
  shadow: [200, 322, 132],
  shapes: `<path d="M92 96h196c20 0 32 12 32 32v160H124c-20 0-32-12-32-32z" fill="url(#b)"/><path d="M92 96h196c20 0 32 12 32 32-2-14-12-20-26-20H92z" fill="${c.light}"/><g stroke="${c.dark}" stroke-width="4" opacity=".45" fill="none"><path d="M96 142l28-20 28 20 28-20 28 20 28-20 28 20 28-20 24 18"/><path d="M96 180l28-20 28 20 28-20 28 20 28-20 28 20 28-20 24 18"/><path d="M96 218l28-20 28 20 28-20 28 20 28-20 28 20 28-20 24 18"/><path d="M100 256l24-18 28 20 28-20 28 20 28-20 28 20 28-20 24 18"/></g><g stroke="${c.dark}" stroke-width="5" stroke-linecap="round"><path d="M132 288v26M152 288v26M172 288v26M192 288v26M212 288v26M232 288v26M252 288v26M272 288v26M292 288v26M312 288v26"/></g>`,
});

const towel: Silhouette = (c) => ({
  shadow: [200, 338, 84],
  shapes: `<rect x="70" y="66" width="260" height="14" rx="7" fill="url(#m)"/><path d="M118 62h150c10 0 14 6 14 16v222H118z" fill="${c.dark}"/><path d="M118 62c-10 0-14 6-14 16v250h146V78c0-10 6-16 18-16z" fill="url(#b)"/><path d="M104 272h146M104 286h146" stroke="${c.light}" stroke-width="6" opacity=".8"/><path d="M124 96v156" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".55"/>`,
});

const robe: Silhouette = (c) => ({
  shadow: [200, 340, 92],
  shapes: `<path d="M200 40c-10 0-8 16 0 16" stroke="#8d969f" stroke-width="5" fill="none"/><path d="M150 66l50-12 50 12 64 50 22 118-46 10-14-64v150H124V180l-14 64-46-10 22-118z" fill="url(#b)"/><path d="M160 64l40 110 40-110 14 6-46 126v134h-16V196L146 70z" fill="${c.light}"/><rect x="122" y="196" width="156" height="20" fill="${c.dark}"/><path d="M196 212l-18 66M206 212l14 62" stroke="${c.dark}" stroke-width="11" stroke-linecap="round"/><rect x="134" y="244" width="42" height="44" rx="5" fill="${c.dark}" opacity=".45"/><rect x="226" y="244" width="42" height="44" rx="5" fill="${c.dark}" opacity=".45"/>`,
});

const candle: Silhouette = (c) => ({
  shadow: [200, 322, 92],
  shapes: `<circle cx="200" cy="92" r="70" fill="url(#l)" opacity=".9"/><path d="M200 62c16 20 18 40 0 48-18-8-16-28 0-48z" fill="#f2b33d"/><path d="M200 82c8 10 8 20 0 26-8-6-8-16 0-26z" fill="#fff3c9"/><path d="M200 108v26" stroke="#3a342c" stroke-width="4"/><path d="M116 140h168v150c0 20-10 30-30 30H146c-20 0-30-10-30-30z" fill="url(#b)"/><ellipse cx="200" cy="140" rx="84" ry="18" fill="${c.light}"/><ellipse cx="200" cy="142" rx="72" ry="13" fill="#fbf3e1"/><rect x="150" y="196" width="100" height="72" rx="6" fill="#fbf8f1"/><path d="M168 220h64M176 236h48M186 250h28" stroke="#9c9484" stroke-width="4" stroke-linecap="round"/><path d="M132 168v116" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".65"/>`,
});

export const homeSilhouettes = { bed, folded, pillow, blanket, towel, robe, candle };
