import type { Silhouette } from './silhouette.ts';

const jumper: Silhouette = (c) => ({
  shadow: [200, 334, 112],
  shapes: `<path d="M150 72c30 18 70 18 100 0l58 30 44 170-50 16-34-110v146H132V178L98 288l-50-16 44-170z" fill="url(#b)"/><path d="M150 72c30 18 70 18 100 0l8 12c-30 26-86 26-116 0z" fill="${c.dark}"/><path d="M132 304h136v20H132z" fill="${c.dark}"/><path d="M50 256l50 16-4 16-50-16zM350 256l-50 16 4 16 50-16z" fill="${c.dark}"/><g stroke="${c.dark}" stroke-width="3" opacity=".35"><path d="M160 120v180M180 128v174M200 130v174M220 128v174M240 120v180"/></g><path d="M144 130v150" stroke="${c.light}" stroke-width="7" opacity=".6" stroke-linecap="round"/>`,
});

const shirt: Silhouette = (c) => ({
  shadow: [200, 338, 104],
  shapes: `<path d="M152 66h96l62 30 40 88-48 26-28-42v162H126V168l-28 42-48-26 40-88z" fill="url(#b)"/><path d="M152 66l48 46 48-46 10 8-30 62-28-24-28 24-30-62z" fill="${c.light}"/><path d="M200 116v214" stroke="${c.dark}" stroke-width="3" opacity=".5"/><g fill="${c.deep}" opacity=".6"><circle cx="206" cy="152" r="4"/><circle cx="206" cy="192" r="4"/><circle cx="206" cy="232" r="4"/><circle cx="206" cy="272" r="4"/></g><path d="M224 156h38v38c0 6-38 6-38 0z" fill="${c.dark}" opacity=".3"/><path d="M138 190v116" stroke="${c.light}" stroke-width="7" opacity=".6" stroke-linecap="round"/>`,
});

const scarf: Silhouette = (c) => ({
  shadow: [200, 342, 84],
  shapes: `<path d="M216 150l66 160-50 20-70-160z" fill="${c.dark}"/><path d="M118 96c40-36 124-36 164 0 16 16 10 52-10 64-40 24-104 24-144 0-20-12-26-48-10-64z" fill="url(#b)"/><path d="M142 112c34-20 82-20 116 0-10 18-26 26-58 26s-48-8-58-26z" fill="${c.deep}" opacity=".6"/><path d="M186 154l-18 176h-58l22-186z" fill="url(#b)"/><g stroke="${c.light}" stroke-width="5" opacity=".6"><path d="M124 206l56 4M120 238l56 4M116 270l54 4M150 160l-22 168"/></g><g stroke="${c.dark}" stroke-width="5" stroke-linecap="round"><path d="M114 330v16M128 330v16M142 330v16M156 330v16M244 330l6 14M258 324l6 14M272 318l6 14"/></g>`,
});

const beanie: Silhouette = (c) => ({
  shadow: [200, 316, 110],
  shapes: `<circle cx="200" cy="92" r="30" fill="${c.light}"/><path d="M92 248c0-94 44-142 108-142s108 48 108 142z" fill="url(#b)"/><g stroke="${c.dark}" stroke-width="4" opacity=".4" fill="none"><path d="M128 246c2-66 22-114 48-136M164 248c2-60 12-108 28-140M236 248c-2-60-12-108-28-140M272 246c-2-66-22-114-48-136"/></g><rect x="80" y="236" width="240" height="70" rx="20" fill="${c.dark}"/><g stroke="${c.base}" stroke-width="5" opacity=".7"><path d="M106 242v58M130 242v58M154 242v58M178 242v58M202 242v58M226 242v58M250 242v58M274 242v58M298 242v58"/></g>`,
});

const socks: Silhouette = (c) => ({
  shadow: [206, 330, 118],
  shapes: `<path d="M214 70h76v146c0 12 6 20 18 28 26 16 42 28 36 52-6 22-34 26-62 18-40-10-72-26-72-66z" fill="${c.dark}"/><path d="M112 76h82v150c0 12 6 20 18 28 28 18 46 30 40 56-6 24-36 28-66 20-44-12-78-28-78-72z" fill="url(#b)"/><path d="M108 76h90v34h-90z" fill="${c.light}"/><path d="M212 70h80v24h-80z" fill="${c.base}"/><path d="M252 306c-4 24-36 28-66 20-10-2-18-6-28-10 20-30 60-40 94-10z" fill="${c.dark}" opacity=".55"/><path d="M126 130v110" stroke="${c.light}" stroke-width="7" stroke-linecap="round" opacity=".6"/>`,
});

const coat: Silhouette = (c) => ({
  shadow: [200, 344, 104],
  shapes: `<path d="M148 84c0-44 104-44 104 0l52 26 36 146-46 14-22-74 10 142H118l10-142-22 74-46-14 36-146z" fill="url(#b)"/><path d="M148 84c0-44 104-44 104 0-8 28-34 46-52 46s-44-18-52-46z" fill="${c.dark}"/><path d="M164 84c4-26 68-26 72 0-6 16-22 28-36 28s-30-12-36-28z" fill="${c.deep}" opacity=".7"/><path d="M200 128v210" stroke="${c.deep}" stroke-width="5"/><path d="M146 236h36v12h-36zM218 236h36v12h-36z" fill="${c.deep}" opacity=".5"/><g fill="${c.trim}"><circle cx="211" cy="166" r="5"/><circle cx="211" cy="206" r="5"/><circle cx="211" cy="280" r="5"/></g><path d="M136 176c-4 50-6 100-8 148" stroke="${c.light}" stroke-width="7" stroke-linecap="round" fill="none" opacity=".6"/>`,
});

const slippers: Silhouette = (c) => ({
  shadow: [200, 318, 142],
  shapes: `<g id="s"><path d="M60 296c0 12 8 18 22 18h142c18 0 26-10 26-22 0-30-40-36-74-54-26-14-46-40-74-38-32 2-42 50-42 96z" fill="url(#b)"/><path d="M72 232c18-22 48-24 72-4-10 22-46 28-72 4z" fill="${c.deep}" opacity=".65"/><path d="M60 296h190c0 12-8 22-26 22H82c-14 0-22-8-22-22z" fill="#c49a6c"/></g><g transform="translate(96 -46)"><path d="M60 296c0 12 8 18 22 18h142c18 0 26-10 26-22 0-30-40-36-74-54-26-14-46-40-74-38-32 2-42 50-42 96z" fill="${c.dark}"/><path d="M60 296h190c0 12-8 22-26 22H82c-14 0-22-8-22-22z" fill="#a97c4e"/></g><use href="#s"/><path d="M150 244c22 8 44 20 62 28" stroke="${c.light}" stroke-width="6" stroke-linecap="round" fill="none" opacity=".7"/>`,
});

export const clothingSilhouettes = { jumper, shirt, scarf, beanie, socks, coat, slippers };
