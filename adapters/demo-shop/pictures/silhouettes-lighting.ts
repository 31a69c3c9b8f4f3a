import type { Silhouette } from './silhouette.ts';

const lamp: Silhouette = (c) => ({
  shadow: [200, 326, 76],
  shapes: `<circle cx="200" cy="150" r="150" fill="url(#l)" opacity=".75"/><path d="M144 64h112l44 118H100z" fill="#fbf1d8"/><path d="M144 64h24l-30 118h-38z" fill="#fffaf0"/><path d="M100 182h200l4 10H96z" fill="#e4d3a8"/><rect x="192" y="190" width="16" height="22" fill="url(#m)"/><path d="M176 210h48c28 22 44 44 44 70 0 30-28 44-68 44s-68-14-68-44c0-26 16-48 44-70z" fill="url(#b)"/><path d="M156 250c-8 14-10 28-4 42" stroke="${c.light}" stroke-width="9" stroke-linecap="round" fill="none" opacity=".75"/>`,
});

const desklamp: Silhouette = (c) => ({
  shadow: [166, 328, 92],
  shapes: `<circle cx="284" cy="196" r="96" fill="url(#l)" opacity=".9"/><ellipse cx="160" cy="316" rx="74" ry="14" fill="${c.dark}"/><ellipse cx="160" cy="310" rx="74" ry="14" fill="url(#b)"/><path d="M160 308L116 186 232 96" fill="none" stroke="${c.dark}" stroke-width="12" stroke-linejoin="round"/><circle cx="116" cy="186" r="12" fill="${c.light}"/><path d="M214 78l40-10c34 8 60 40 66 82l-112 22c-12-36-8-72 6-94z" fill="url(#b)"/><path d="M208 172l112-22 6 12-112 24z" fill="#fff1c4"/><circle cx="232" cy="92" r="10" fill="${c.light}"/>`,
});

const floorlamp: Silhouette = (c) => ({
  shadow: [200, 350, 72],
  shapes: `<circle cx="200" cy="110" r="126" fill="url(#l)" opacity=".8"/><path d="M150 50h100l30 92H120z" fill="#fbf1d8"/><path d="M150 50h22l-22 92h-30z" fill="#fffaf0"/><path d="M120 142h160v8H120z" fill="#e4d3a8"/><rect x="194" y="150" width="12" height="60" fill="url(#m)"/><path d="M200 204l-66 142M200 204l66 142M200 204v140" stroke="${c.dark}" stroke-width="11" stroke-linecap="round"/><path d="M198 204l-66 142" stroke="${c.base}" stroke-width="7" stroke-linecap="round"/><circle cx="200" cy="208" r="13" fill="url(#b)"/>`,
});

const pendant: Silhouette = (c) => ({
  shadow: [200, 352, 84],
  shapes: `<path d="M200 0v124" stroke="#4a4e54" stroke-width="5"/><circle cx="200" cy="262" r="120" fill="url(#l)" opacity=".9"/><rect x="184" y="108" width="32" height="30" rx="5" fill="url(#m)"/><path d="M72 252c4-76 58-118 128-118s124 42 128 118z" fill="url(#b)"/><ellipse cx="200" cy="252" rx="128" ry="24" fill="${c.deep}"/><ellipse cx="200" cy="254" rx="112" ry="18" fill="#fff1c4"/><path d="M98 226c10-36 34-60 66-72" stroke="${c.light}" stroke-width="9" stroke-linecap="round" fill="none" opacity=".75"/>`,
});

const lantern: Silhouette = (c) => ({
  shadow: [200, 330, 86],
  shapes: `<path d="M150 96c0-72 100-72 100 0" fill="none" stroke="${c.dark}" stroke-width="8"/><circle cx="200" cy="210" r="130" fill="url(#l)" opacity=".8"/><path d="M136 128l30-40h68l30 40z" fill="url(#b)"/><rect x="128" y="128" width="144" height="160" rx="6" fill="#fff8e3" opacity=".75"/><path d="M200 168c18 24 20 46 0 56-20-10-18-32 0-56z" fill="#f2b33d"/><rect x="180" y="228" width="40" height="58" rx="4" fill="#fbf3e1"/><path d="M128 128v160M272 128v160M200 128v30" stroke="${c.base}" stroke-width="9"/><rect x="116" y="284" width="168" height="36" rx="8" fill="url(#b)"/>`,
});

const stringlights: Silhouette = (c) => {
  const bulbs = [
    [60, 116],
    [112, 160],
    [170, 182],
    [232, 182],
    [290, 158],
    [342, 114],
    [92, 244],
    [150, 274],
    [208, 284],
    [266, 272],
    [318, 240],
  ] as const;
  const drawn = bulbs.map(
    ([x, y]) =>
      `<circle cx="${x}" cy="${y + 24}" r="34" fill="url(#l)"/><rect x="${x - 8}" y="${y - 4}" width="16" height="16" rx="3" fill="${c.dark}"/><path d="M${x - 10} ${y + 12}h20c8 12 6 30-10 36-16-6-18-24-10-36z" fill="#ffe7a3"/>`,
  );
  return {
    shadow: [200, 346, 120],
    shapes: `<path d="M20 84c60 120 300 120 360 0M40 214c60 90 260 90 320 0" fill="none" stroke="${c.deep}" stroke-width="5"/>${drawn.join('')}`,
  };
};

const nightlight: Silhouette = (c) => ({
  shadow: [200, 318, 104],
  shapes: `<circle cx="200" cy="212" r="170" fill="url(#l)" opacity=".95"/><path d="M88 246c0-74 46-122 112-122s112 48 112 122c0 48-40 72-112 72S88 294 88 246z" fill="url(#b)"/><path d="M116 224c8-36 30-60 62-70" stroke="#fff" stroke-width="11" stroke-linecap="round" fill="none" opacity=".75"/><ellipse cx="200" cy="300" rx="86" ry="14" fill="${c.deep}" opacity=".35"/><path d="M180 236c10 10 30 10 40 0" stroke="${c.deep}" stroke-width="5" stroke-linecap="round" fill="none" opacity=".5"/>`,
});

export const lightingSilhouettes = { lamp, desklamp, floorlamp, pendant, lantern, stringlights, nightlight };
