import type { Silhouette } from './silhouette.ts';

const steam = `<path d="M176 92c-10-16 10-24 0-42M210 92c-10-16 10-24 0-42" stroke="#fff" stroke-width="7" stroke-linecap="round" fill="none" opacity=".75"/>`;

const mug: Silhouette = (c) => ({
  shadow: [190, 318, 96],
  shapes: `${steam}<path d="M272 160h22c30 0 44 20 44 48s-18 56-62 58v-22c24-2 38-16 38-36 0-16-8-26-22-26h-20z" fill="${c.dark}"/><path d="M100 122h180v136c0 36-20 60-52 60h-76c-32 0-52-24-52-60z" fill="url(#b)"/><ellipse cx="190" cy="122" rx="90" ry="20" fill="${c.light}"/><ellipse cx="190" cy="124" rx="78" ry="14" fill="#5b3a26"/><path d="M118 156v92c0 14 4 26 12 36" stroke="${c.light}" stroke-width="9" stroke-linecap="round" fill="none" opacity=".65"/>`,
});

const teapot: Silhouette = (c) => ({
  shadow: [196, 318, 112],
  shapes: `<path d="M286 178c40-20 74 2 70 42s-38 62-72 54l6-22c22 4 40-10 42-34s-18-34-40-22z" fill="${c.dark}"/><path d="M104 206c-30-4-38-42-66-48l-8 16c20 10 24 84 82 88z" fill="${c.dark}"/><path d="M92 226c0-54 44-92 104-92s104 38 104 92c0 60-46 92-104 92S92 286 92 226z" fill="url(#b)"/><path d="M136 144c8-26 32-38 60-38s52 12 60 38z" fill="${c.dark}"/><circle cx="196" cy="98" r="14" fill="${c.base}"/><path d="M118 200c8-22 24-36 44-44" stroke="${c.light}" stroke-width="10" stroke-linecap="round" fill="none" opacity=".75"/>`,
});

const dripper: Silhouette = (c) => ({
  shadow: [200, 324, 84],
  shapes: `<path d="M146 220h108v82c0 12-8 20-20 20h-68c-12 0-20-8-20-20z" fill="#e9f1f3" opacity=".9"/><path d="M150 270h100v30c0 10-6 16-16 16h-68c-10 0-16-6-16-16z" fill="#5b3a26"/><path d="M254 236h14c18 0 24 12 22 28s-14 26-36 26" fill="none" stroke="#d3dde0" stroke-width="9"/><rect x="122" y="206" width="156" height="16" rx="8" fill="${c.dark}"/><path d="M98 96h204l-64 112h-76z" fill="url(#b)"/><ellipse cx="200" cy="96" rx="102" ry="20" fill="${c.light}"/><ellipse cx="200" cy="98" rx="88" ry="14" fill="#6d4a33"/><path d="M134 128l34 66M164 126l20 70M236 126l-20 70" stroke="${c.dark}" stroke-width="4" opacity=".4"/><path d="M290 120h18c16 0 20 12 16 26s-18 22-42 22" fill="none" stroke="${c.dark}" stroke-width="11"/>`,
});

const press: Silhouette = (c) => ({
  shadow: [196, 326, 88],
  shapes: `<circle cx="196" cy="62" r="15" fill="${c.dark}"/><rect x="191" y="72" width="10" height="48" fill="url(#m)"/><path d="M118 122c0-14 34-22 78-22s78 8 78 22v14H118z" fill="url(#b)"/><path d="M124 136h144v158c0 18-10 28-26 28H150c-16 0-26-10-26-28z" fill="#e6eff2" opacity=".9"/><path d="M130 198h132v96c0 14-8 22-20 22h-92c-12 0-20-8-20-22z" fill="#4e3222"/><path d="M130 198h132v12H130z" fill="#8a6143"/><path d="M124 168h144M124 262h144" stroke="${c.base}" stroke-width="9"/><path d="M268 160h18c26 0 34 20 34 50s-10 56-34 56h-18" fill="none" stroke="url(#b)" stroke-width="15"/><path d="M142 150v150" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".6"/>`,
});

const flask: Silhouette = (c) => ({
  shadow: [200, 336, 62],
  shapes: `<rect x="158" y="46" width="84" height="58" rx="14" fill="${c.deep}"/><rect x="152" y="98" width="96" height="14" fill="url(#m)"/><path d="M152 112h96c14 12 20 24 20 44v150c0 18-10 28-26 28h-84c-16 0-26-10-26-28V156c0-20 6-32 20-44z" fill="url(#b)"/><path d="M152 156v144" stroke="${c.light}" stroke-width="11" stroke-linecap="round" opacity=".75"/><rect x="132" y="306" width="136" height="12" fill="${c.dark}" opacity=".6"/><circle cx="206" cy="214" r="20" fill="none" stroke="${c.trim}" stroke-width="4"/><path d="M196 220l8-16 8 10 6-5" stroke="${c.trim}" stroke-width="4" fill="none" stroke-linejoin="round"/>`,
});

const tin: Silhouette = (c) => ({
  shadow: [200, 328, 84],
  shapes: `<rect x="122" y="72" width="156" height="54" rx="12" fill="url(#m)"/><rect x="116" y="114" width="168" height="210" rx="14" fill="url(#b)"/><rect x="116" y="114" width="168" height="12" fill="${c.deep}" opacity=".3"/><rect x="142" y="166" width="116" height="112" rx="8" fill="#fbf7ee"/><path d="M200 190c22 10 28 34 0 62-28-28-22-52 0-62z" fill="#7c9a5c"/><path d="M200 190v62" stroke="#fbf7ee" stroke-width="3"/><path d="M164 264h72" stroke="#a89f8c" stroke-width="4"/><path d="M130 140v166" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".7"/>`,
});

const pouch: Silhouette = (c) => ({
  shadow: [200, 330, 88],
  shapes: `<path d="M128 76h144l6 40c10 62 18 134 12 208H110c-6-74 2-146 12-208z" fill="url(#b)"/><path d="M128 76h144l3 24H125z" fill="${c.dark}"/><path d="M128 86h144" stroke="${c.light}" stroke-width="2" stroke-dasharray="7 5"/><circle cx="200" cy="136" r="7" fill="${c.deep}"/><rect x="142" y="168" width="116" height="110" rx="6" fill="#f7f1e4"/><ellipse cx="186" cy="214" rx="16" ry="23" transform="rotate(-24 186 214)" fill="#5b3a26"/><path d="M178 196c8 12 8 24 16 36" stroke="#f7f1e4" stroke-width="3" fill="none"/><ellipse cx="218" cy="222" rx="14" ry="20" transform="rotate(28 218 222)" fill="#74492f"/><path d="M224 206c-8 10-4 22-12 32" stroke="#f7f1e4" stroke-width="3" fill="none"/><path d="M164 262h72" stroke="#a89f8c" stroke-width="4"/><path d="M132 130c-8 60-10 120-8 170" stroke="${c.light}" stroke-width="7" stroke-linecap="round" fill="none" opacity=".6"/>`,
});

export const teaSilhouettes = { mug, teapot, dripper, press, flask, tin, pouch };
