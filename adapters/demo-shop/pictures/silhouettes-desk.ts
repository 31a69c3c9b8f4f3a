import type { Silhouette } from './silhouette.ts';

const notebook: Silhouette = (c) => ({
  shadow: [204, 334, 104],
  shapes: `<g transform="rotate(-6 200 200)"><rect x="118" y="68" width="186" height="256" rx="8" fill="#f6f0e2"/><path d="M304 80v236" stroke="#d8cfba" stroke-width="3"/><rect x="104" y="62" width="186" height="260" rx="10" fill="url(#b)"/><rect x="104" y="62" width="26" height="260" rx="8" fill="${c.dark}"/><rect x="258" y="62" width="9" height="260" fill="${c.deep}"/><rect x="154" y="112" width="84" height="46" rx="4" fill="#fbf7ee"/><path d="M168 128h56M168 142h36" stroke="#a39a87" stroke-width="4" stroke-linecap="round"/><path d="M206 322v26l9-10 9 10v-26z" fill="${c.trim}"/></g>`,
});

const pen: Silhouette = (c) => ({
  shadow: [200, 318, 124],
  shapes: `<g transform="rotate(-34 200 200)"><path d="M52 200l56-18v36z" fill="url(#m)"/><path d="M52 200h44" stroke="#5a6269" stroke-width="3"/><rect x="106" y="180" width="40" height="40" rx="4" fill="${c.deep}"/><rect x="144" y="176" width="94" height="48" fill="url(#b)"/><rect x="238" y="174" width="9" height="52" fill="url(#m)"/><path d="M247 174h84c16 0 24 12 24 26s-8 26-24 26h-84z" fill="${c.base}"/><path d="M252 182h78c8 0 12 4 14 8h-92z" fill="${c.light}" opacity=".8"/><path d="M322 168h-70c-8 0-8 10 0 10h70z" fill="url(#m)"/></g>`,
});

const organiser: Silhouette = (c) => ({
  shadow: [200, 328, 142],
  shapes: `<g><path d="M104 212l-14-116" stroke="#d6a534" stroke-width="12" stroke-linecap="round"/><path d="M126 212l6-130" stroke="#35587a" stroke-width="12" stroke-linecap="round"/><path d="M148 212l18-106" stroke="#a33450" stroke-width="11" stroke-linecap="round"/></g><rect x="206" y="128" width="86" height="110" rx="6" fill="#fbf7ee" transform="rotate(4 250 180)"/><rect x="226" y="140" width="86" height="100" rx="6" fill="#dfe7ee" transform="rotate(-3 260 190)"/><rect x="66" y="196" width="268" height="126" rx="12" fill="url(#b)"/><path d="M182 196v126" stroke="${c.deep}" stroke-width="6" opacity=".6"/><rect x="66" y="196" width="268" height="13" rx="6" fill="${c.light}"/><path d="M82 250c60-10 110 8 236-2M82 286c70 10 120-8 236 4" stroke="${c.dark}" stroke-width="3" fill="none" opacity=".5"/>`,
});

const mat: Silhouette = (c) => ({
  shadow: [200, 308, 156],
  shapes: `<path d="M84 150h252l36 146c2 8-2 12-10 12H38c-8 0-12-4-10-12z" fill="url(#b)"/><path d="M28 296h344c2 8-2 14-10 14H38c-8 0-12-6-10-14z" fill="${c.deep}"/><path d="M96 162h228l30 122H50z" fill="none" stroke="${c.light}" stroke-width="3" stroke-dasharray="9 6" opacity=".8"/><path d="M120 186h120l4 34H112z" fill="#eef0f2"/><path d="M122 196h116M118 208h122" stroke="#b8c0c8" stroke-width="3" stroke-dasharray="9 4"/><ellipse cx="286" cy="212" rx="17" ry="24" fill="#f7f8f9"/><path d="M286 190v16" stroke="#b8c0c8" stroke-width="3"/>`,
});

const planner: Silhouette = (c) => ({
  shadow: [200, 330, 124],
  shapes: `<rect x="84" y="86" width="232" height="238" rx="12" fill="url(#b)"/><rect x="100" y="134" width="200" height="174" rx="4" fill="#fdfbf6"/><path d="M84 98c0-8 4-12 12-12h208c8 0 12 4 12 12v26H84z" fill="${c.dark}"/><g fill="url(#m)"><rect x="126" y="68" width="10" height="38" rx="5"/><rect x="170" y="68" width="10" height="38" rx="5"/><rect x="214" y="68" width="10" height="38" rx="5"/><rect x="258" y="68" width="10" height="38" rx="5"/></g><g stroke="#d6cdb9" stroke-width="3"><path d="M100 178h200M100 222h200M100 264h200M150 134v174M200 134v174M250 134v174"/></g><circle cx="226" cy="200" r="14" fill="${c.base}"/><path d="M112 238h26M162 280h26" stroke="${c.base}" stroke-width="6" stroke-linecap="round"/>`,
});

const pencilcase: Silhouette = (c) => ({
  shadow: [200, 292, 144],
  shapes: `<path d="M238 170l70-84 18 16-58 88z" fill="#e3b23c"/><path d="M308 86l14-20 14 12-10 24z" fill="#f1d9b5"/><path d="M66 220c0-40 30-62 70-62h132c40 0 70 22 70 62 0 44-30 66-70 66H136c-40 0-70-22-70-66z" fill="url(#b)"/><path d="M84 200c40-16 190-16 232 0" fill="none" stroke="${c.deep}" stroke-width="9"/><path d="M84 200c40-16 190-16 232 0" fill="none" stroke="#d7dce1" stroke-width="3" stroke-dasharray="4 4"/><rect x="98" y="194" width="12" height="36" rx="5" fill="${c.trim}"/><path d="M104 256c40 14 150 14 192 0" stroke="${c.dark}" stroke-width="3" stroke-dasharray="8 5" fill="none"/>`,
});

const stand: Silhouette = (c) => ({
  shadow: [204, 332, 142],
  shapes: `<path d="M112 320l72-110 22 14-66 104z" fill="${c.dark}"/><path d="M92 320h220c10 0 10 14 0 14H92c-10 0-10-14 0-14z" fill="url(#b)"/><path d="M78 172l238 42-6 20-238-42z" fill="url(#b)"/><path d="M294 214l76 16-4 18-70-14z" fill="${c.dark}"/><path d="M124 64h196c8 0 12 6 10 14l-30 132-238-42 40-92c4-8 12-12 22-12z" fill="#3a4048"/><path d="M132 76h180l-26 118-202-36z" fill="#cfe0ee"/><path d="M132 76h90l-92 88-46-6z" fill="#e4eef6"/>`,
});

export const deskSilhouettes = { notebook, pen, organiser, mat, planner, pencilcase, stand };
