import type { Silhouette } from './silhouette.ts';

const kettle: Silhouette = (c) => ({
  shadow: [214, 324, 104],
  shapes: `<path d="M150 268C96 268 92 176 40 132l12-10c58 36 52 92 104 100z" fill="${c.dark}"/><path d="M278 152c66-20 92 20 80 72-6 30-20 50-40 60" fill="none" stroke="${c.deep}" stroke-width="15" stroke-linecap="round"/><path d="M150 166h128l26 132c2 14-6 22-20 22H144c-14 0-22-8-20-22z" fill="url(#b)"/><path d="M158 166c4-26 26-40 56-40s52 14 56 40z" fill="${c.dark}"/><circle cx="214" cy="116" r="13" fill="${c.deep}"/><path d="M160 192l-14 104" stroke="${c.light}" stroke-width="10" stroke-linecap="round" opacity=".7"/>`,
});

const grinder: Silhouette = (c) => ({
  shadow: [196, 334, 70],
  shapes: `<path d="M196 84h84v-10h22" fill="none" stroke="url(#m)" stroke-width="11" stroke-linejoin="round"/><circle cx="304" cy="66" r="17" fill="url(#w)"/><path d="M142 112c0-22 24-34 54-34s54 12 54 34z" fill="url(#m)"/><rect x="138" y="110" width="116" height="112" rx="10" fill="url(#b)"/><rect x="132" y="218" width="128" height="14" rx="7" fill="url(#m)"/><path d="M140 232h112v78c0 14-8 22-22 22h-68c-14 0-22-8-22-22z" fill="${c.dark}"/><path d="M154 126v82" stroke="${c.light}" stroke-width="9" stroke-linecap="round" opacity=".7"/><path d="M152 250v60" stroke="${c.base}" stroke-width="8" stroke-linecap="round" opacity=".8"/>`,
});

const travelmug: Silhouette = (c) => ({
  shadow: [200, 334, 70],
  shapes: `<path d="M142 92c0-14 10-22 24-22h68c14 0 24 8 24 22v18H142z" fill="${c.deep}"/><rect x="180" y="58" width="44" height="16" rx="6" fill="${c.dark}"/><path d="M134 108h132l-18 208c-1 10-8 16-18 16h-60c-10 0-17-6-18-16z" fill="url(#b)"/><path d="M139 168h122l-5 62H144z" fill="${c.dark}"/><path d="M154 124l10 190" stroke="${c.light}" stroke-width="9" stroke-linecap="round" opacity=".65"/><circle cx="200" cy="199" r="15" fill="none" stroke="${c.trim}" stroke-width="4"/>`,
});

const dispenser: Silhouette = (c) => ({
  shadow: [200, 332, 78],
  shapes: `<path d="M200 92V60h-58c-10 0-14 8-14 18" fill="none" stroke="#bf9a4e" stroke-width="15" stroke-linejoin="round" stroke-linecap="round"/><rect x="180" y="90" width="40" height="34" rx="5" fill="#a58240"/><path d="M168 122h64c4 18 48 24 48 66v112c0 18-10 28-28 28H148c-18 0-28-10-28-28V188c0-42 44-48 48-66z" fill="url(#b)"/><path d="M142 200v96" stroke="${c.light}" stroke-width="10" stroke-linecap="round" opacity=".7"/><path d="M178 226h50M186 244h34" stroke="${c.trim}" stroke-width="5" stroke-linecap="round"/>`,
});

const mushroom: Silhouette = (c) => ({
  shadow: [200, 324, 84],
  shapes: `<circle cx="200" cy="180" r="160" fill="url(#l)"/><path d="M166 190h68l14 116c1 10-6 16-16 16h-64c-10 0-17-6-16-16z" fill="${c.dark}"/><path d="M72 196c0-70 56-118 128-118s128 48 128 118c0 14-10 20-24 20H96c-14 0-24-6-24-20z" fill="url(#b)"/><path d="M100 178c8-34 34-60 72-70" stroke="#fff" stroke-width="11" stroke-linecap="round" fill="none" opacity=".75"/><path d="M84 206h232" stroke="#fff1c4" stroke-width="6" opacity=".8"/>`,
});

const pathlight: Silhouette = (c) => {
  const one = (x: number, y: number) =>
    `<circle cx="${x}" cy="${y + 40}" r="58" fill="url(#l)"/><path d="M${x - 4} ${y + 60}h8v130l-4 16-4-16z" fill="url(#m)"/><rect x="${x - 22}" y="${y + 14}" width="44" height="48" rx="6" fill="#fff4d2"/><path d="M${x - 22} ${y + 14}v48M${x + 22} ${y + 14}v48M${x} ${y + 14}v48" stroke="${c.dark}" stroke-width="4"/><path d="M${x - 34} ${y + 16}l14-20h40l14 20z" fill="url(#b)"/>`;
  return {
    shadow: [200, 332, 140],
    shapes: `${one(86, 130)}${one(162, 96)}${one(238, 130)}${one(314, 96)}`,
  };
};

const tshirt: Silhouette = (c) => ({
  shadow: [200, 338, 96],
  shapes: `<path d="M152 68c28 26 68 26 96 0l62 28 42 84-50 26-28-36v160H126V170l-28 36-50-26 42-84z" fill="url(#b)"/><path d="M152 68c28 26 68 26 96 0l6 8c-30 34-78 34-108 0z" fill="${c.dark}"/><path d="M126 316h148" stroke="${c.dark}" stroke-width="3" stroke-dasharray="6 4" opacity=".7"/><path d="M138 190v116" stroke="${c.light}" stroke-width="8" opacity=".6" stroke-linecap="round"/>`,
});

const gloves: Silhouette = (c) => {
  const hand = (fill: string) =>
    `<path d="M92 300v-70l-36-48c-10-14 12-30 24-16l26 30V92c0-18 26-18 26 0v70h4V74c0-18 27-18 27 0v88h4V84c0-18 26-18 26 0v82h4v-56c0-16 25-16 25 0v118c0 30-10 44-14 72z" fill="${fill}"/>`;
  return {
    shadow: [206, 338, 124],
    shapes: `<g transform="translate(400 6) scale(-.86 .94)">${hand(c.dark)}<rect x="88" y="296" width="118" height="42" rx="8" fill="${c.deep}"/></g><g transform="translate(-8 18) scale(.94)">${hand('url(#b)')}<rect x="88" y="296" width="118" height="42" rx="8" fill="${c.dark}"/><path d="M104 302v30M124 302v30M144 302v30M164 302v30M184 302v30" stroke="${c.base}" stroke-width="6" opacity=".7"/></g>`,
  };
};

const bookends: Silhouette = (c) => ({
  shadow: [200, 322, 146],
  shapes: `<rect x="128" y="116" width="32" height="200" rx="3" fill="#7b8fa8"/><rect x="162" y="96" width="26" height="220" rx="3" fill="#c9a46f"/><rect x="190" y="130" width="36" height="186" rx="3" fill="#9a5a4a"/><rect x="228" y="108" width="24" height="208" rx="3" fill="#e6ddca"/><path d="M132 140h24M166 120h18M194 156h28M194 166h28M232 130h16" stroke="#fff" stroke-width="4" opacity=".7"/><path d="M74 318V150c0-12 8-20 20-20h34v188z" fill="url(#b)"/><path d="M326 318V150c0-12-8-20-20-20h-54v188z" fill="url(#b)"/><path d="M60 306h280v14H60z" fill="${c.dark}"/><path d="M90 160v130" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`,
});

const trowel: Silhouette = (c) => ({
  shadow: [200, 336, 92],
  shapes: `<g transform="rotate(32 200 200)"><rect x="180" y="30" width="40" height="126" rx="19" fill="url(#b)"/><path d="M190 48v88" stroke="${c.light}" stroke-width="7" stroke-linecap="round" opacity=".7"/><circle cx="200" cy="46" r="6" fill="${c.deep}"/><path d="M191 152h18v44h-18z" fill="#8d969f"/><path d="M156 196h88c6 70-8 130-44 164-36-34-50-94-44-164z" fill="url(#m)"/><path d="M200 200v140" stroke="#8d969f" stroke-width="5"/><path d="M212 240h14M212 262h12M212 284h9" stroke="#6c747c" stroke-width="3"/></g>`,
});

const lunchbox: Silhouette = (c) => ({
  shadow: [200, 310, 140],
  shapes: `<rect x="72" y="232" width="256" height="74" rx="18" fill="${c.dark}"/><rect x="72" y="160" width="256" height="78" rx="18" fill="url(#b)"/><path d="M66 156c0-18 12-28 30-28h208c18 0 30 10 30 28v12H66z" fill="${c.light}"/><rect x="176" y="112" width="48" height="20" rx="8" fill="${c.deep}"/><path d="M56 176h18v92H62c-8 0-10-6-10-14v-64c0-8 2-14 4-14zM344 176h-18v92h12c8 0 10-6 10-14v-64c0-8-2-14-4-14z" fill="url(#m)"/><path d="M94 186v30M94 252v30" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".7"/>`,
});

export const moreSilhouettes = {
  kettle,
  grinder,
  travelmug,
  dispenser,
  mushroom,
  pathlight,
  tshirt,
  gloves,
  bookends,
  trowel,
  lunchbox,
};
