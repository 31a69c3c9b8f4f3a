import type { Silhouette } from './silhouette.ts';

const backpack: Silhouette = (c) => ({
  shadow: [200, 338, 104],
  shapes: `<path d="M168 76c0-48 64-48 64 0" fill="none" stroke="${c.dark}" stroke-width="12"/><path d="M104 160c-28 20-30 100-8 120M296 160c28 20 30 100 8 120" stroke="${c.deep}" stroke-width="15" fill="none"/><path d="M112 132c0-44 36-70 88-70s88 26 88 70v170c0 22-12 34-34 34H146c-22 0-34-12-34-34z" fill="url(#b)"/><path d="M128 150c0-38 30-58 72-58s72 20 72 58" fill="none" stroke="${c.trim}" stroke-width="4" stroke-dasharray="8 5"/><rect x="136" y="206" width="128" height="100" rx="16" fill="${c.dark}"/><path d="M136 232h128" stroke="${c.deep}" stroke-width="6"/><rect x="190" y="226" width="20" height="28" rx="5" fill="${c.trim}"/><path d="M130 160v140" stroke="${c.light}" stroke-width="7" stroke-linecap="round" opacity=".6"/>`,
});

const tote: Silhouette = (c) => ({
  shadow: [200, 340, 112],
  shapes: `<path d="M148 150c0-112 104-112 104 0" fill="none" stroke="${c.dark}" stroke-width="13"/><path d="M98 140h204l18 178c1 10-4 18-16 18H96c-12 0-17-8-16-18z" fill="url(#b)"/><path d="M98 140h204l2 22H96z" fill="${c.dark}" opacity=".6"/><path d="M138 150c0-106 92-106 92 0" fill="none" stroke="${c.base}" stroke-width="13" transform="translate(16 6)"/><path d="M140 140v50M260 140v50" stroke="${c.dark}" stroke-width="13"/><path d="M112 184l-12 128" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".6"/><circle cx="200" cy="250" r="24" fill="none" stroke="${c.trim}" stroke-width="4"/><path d="M188 256l10-18 8 12 6-6" stroke="${c.trim}" stroke-width="4" fill="none" stroke-linejoin="round"/>`,
});

const suitcase: Silhouette = (c) => ({
  shadow: [200, 346, 92],
  shapes: `<path d="M164 112V48h72v64" fill="none" stroke="url(#m)" stroke-width="11"/><circle cx="142" cy="336" r="12" fill="#3a3d42"/><circle cx="258" cy="336" r="12" fill="#3a3d42"/><rect x="108" y="104" width="184" height="226" rx="26" fill="url(#b)"/><g stroke="${c.dark}" stroke-width="6" opacity=".5"><path d="M144 116v202M172 114v206M228 114v206M256 116v202"/></g><rect x="176" y="96" width="48" height="14" rx="7" fill="${c.deep}"/><path d="M108 216h184" stroke="${c.deep}" stroke-width="5"/><rect x="186" y="206" width="28" height="20" rx="4" fill="url(#m)"/><path d="M124 140v160" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".7"/>`,
});

const duffel: Silhouette = (c) => ({
  shadow: [200, 318, 152],
  shapes: `<path d="M126 186c0-110 148-110 148 0" fill="none" stroke="${c.deep}" stroke-width="13"/><path d="M56 212c0-40 22-62 62-62h164c40 0 62 22 62 62v56c0 30-16 48-46 48H102c-30 0-46-18-46-48z" fill="url(#b)"/><path d="M90 170h220" stroke="${c.trim}" stroke-width="5" stroke-dasharray="10 6"/><rect x="112" y="150" width="24" height="166" fill="${c.dark}"/><rect x="264" y="150" width="24" height="166" fill="${c.dark}"/><path d="M140 196c0-96 132-96 132 0" fill="none" stroke="${c.dark}" stroke-width="13" transform="translate(-6 14)"/><rect x="176" y="128" width="48" height="22" rx="8" fill="${c.trim}"/><path d="M72 208v66" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`,
});

const wallet: Silhouette = (c) => ({
  shadow: [200, 306, 124],
  shapes: `<rect x="104" y="110" width="172" height="70" rx="10" fill="#e8e2d6" transform="rotate(-5 190 145)"/><rect x="110" y="124" width="172" height="70" rx="10" fill="#9db7cc" transform="rotate(-2 190 150)"/><rect x="84" y="150" width="232" height="150" rx="18" fill="url(#b)"/><path d="M84 196c60-16 172-16 232 0v86c0 12-6 18-18 18H102c-12 0-18-6-18-18z" fill="${c.base}"/><path d="M96 206c60-14 148-14 208 0M98 288h204" fill="none" stroke="${c.trim}" stroke-width="3" stroke-dasharray="8 5"/><path d="M84 196c60-16 172-16 232 0" fill="none" stroke="${c.deep}" stroke-width="4" opacity=".6"/><circle cx="270" cy="246" r="9" fill="${c.trim}" opacity=".7"/>`,
});

const crossbody: Silhouette = (c) => ({
  shadow: [200, 326, 112],
  shapes: `<path d="M108 196C70 30 330 30 292 196" fill="none" stroke="${c.dark}" stroke-width="9"/><path d="M96 186h208v92c0 30-16 44-44 44H140c-28 0-44-14-44-44z" fill="${c.dark}"/><path d="M90 172c0-10 6-16 16-16h188c10 0 16 6 16 16v26c0 44-50 66-110 66S90 242 90 198z" fill="url(#b)"/><path d="M104 186c0 40 46 62 96 62s96-22 96-62" fill="none" stroke="${c.trim}" stroke-width="3" stroke-dasharray="8 5"/><circle cx="200" cy="244" r="13" fill="url(#m)"/><path d="M106 176h70" stroke="${c.light}" stroke-width="7" stroke-linecap="round" opacity=".7"/>`,
});

const washbag: Silhouette = (c) => ({
  shadow: [200, 314, 132],
  shapes: `<path d="M80 194c0-36 22-58 60-58h120c38 0 60 22 60 58v82c0 24-12 36-36 36H116c-24 0-36-12-36-36z" fill="url(#b)"/><path d="M84 186c30-14 202-14 232 0" fill="none" stroke="${c.deep}" stroke-width="9"/><path d="M84 186c30-14 202-14 232 0" fill="none" stroke="#d7dce1" stroke-width="3" stroke-dasharray="4 4"/><rect x="296" y="180" width="14" height="34" rx="5" fill="url(#m)"/><path d="M320 214c26 0 30 40 0 44" fill="none" stroke="${c.dark}" stroke-width="11"/><rect x="132" y="224" width="84" height="44" rx="6" fill="${c.dark}" opacity=".5"/><path d="M98 214v64" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`,
});

export const bagSilhouettes = { backpack, tote, suitcase, duffel, wallet, crossbody, washbag };
