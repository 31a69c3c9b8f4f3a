import type { Silhouette } from './silhouette.ts';

const planter: Silhouette = (c) => ({
  shadow: [200, 336, 96],
  shapes: `<g fill="#5d8a54"><path d="M200 200c-70-20-96-70-92-124 54 10 92 52 92 124z"/><path d="M200 200c70-20 96-70 92-124-54 10-92 52-92 124z" fill="#4c7846"/><path d="M200 204c-30-50-26-110 0-152 26 42 30 102 0 152z" fill="#73a066"/></g><path d="M200 204V80" stroke="#3f6a3c" stroke-width="4"/><path d="M104 192h192v34H104z" fill="${c.light}"/><path d="M114 226h172l-20 96c-2 10-8 14-18 14h-96c-10 0-16-4-18-14z" fill="url(#b)"/><path d="M114 226h172l-3 14H117z" fill="${c.deep}" opacity=".3"/><path d="M138 248l12 70" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`,
});

const wateringcan: Silhouette = (c) => ({
  shadow: [214, 324, 116],
  shapes: `<path d="M142 248L66 150" stroke="${c.dark}" stroke-width="19"/><path d="M40 158l44-36 14 16-44 36z" fill="${c.base}"/><path d="M170 160c0-90 120-90 140 10 8 44-4 84-24 108" fill="none" stroke="${c.dark}" stroke-width="13"/><path d="M134 172h156l12 130c1 12-6 18-18 18H140c-12 0-19-6-18-18z" fill="url(#b)"/><ellipse cx="212" cy="172" rx="78" ry="16" fill="${c.dark}"/><path d="M128 266h168" stroke="${c.dark}" stroke-width="5" opacity=".6"/><path d="M150 198l-8 96" stroke="${c.light}" stroke-width="9" stroke-linecap="round" opacity=".7"/>`,
});

const chair: Silhouette = (c) => ({
  shadow: [200, 348, 116],
  shapes: `<path d="M120 60l112 280M280 140L156 340M262 60l28 280" stroke="#a97c4e" stroke-width="13" stroke-linecap="round" fill="none"/><path d="M110 344l50-190M300 344l-44-150" stroke="#c79a66" stroke-width="13" stroke-linecap="round"/><path d="M116 62h150c8 0 10 6 12 12l18 104c-60 16-110 16-154 6L108 78c-2-8 0-16 8-16z" fill="url(#b)"/><path d="M142 184c44 10 94 10 154-6l14 50c-60 24-128 24-168 12-10-22-8-40 0-56z" fill="${c.dark}"/><path d="M130 86l26 78" stroke="${c.light}" stroke-width="8" stroke-linecap="round" opacity=".6"/>`,
});

const picnic: Silhouette = (c) => ({
  shadow: [200, 330, 132],
  shapes: `<path d="M132 128c0-84 136-84 136 0" fill="none" stroke="${c.deep}" stroke-width="11"/><rect x="72" y="130" width="256" height="192" rx="40" fill="url(#b)"/><g stroke="${c.light}" stroke-width="8" opacity=".55"><path d="M112 132v188M152 130v192M248 130v192M288 132v188M74 178h252M72 226h256M74 274h252"/></g><rect x="126" y="126" width="20" height="200" fill="#7a5539"/><rect x="254" y="126" width="20" height="200" fill="#7a5539"/><rect x="122" y="208" width="28" height="22" rx="4" fill="url(#m)"/><rect x="250" y="208" width="28" height="22" rx="4" fill="url(#m)"/>`,
});

const bottle: Silhouette = (c) => ({
  shadow: [200, 344, 66],
  shapes: `<path d="M176 46c0-22 48-22 48 0v20h-48z" fill="none" stroke="${c.deep}" stroke-width="11"/><rect x="160" y="62" width="80" height="42" rx="9" fill="${c.deep}"/><path d="M164 104h72c4 18 32 28 32 62v146c0 18-10 28-26 28h-84c-16 0-26-10-26-28V166c0-34 28-44 32-62z" fill="url(#b)"/><path d="M152 178v138" stroke="${c.light}" stroke-width="11" stroke-linecap="round" opacity=".7"/><path d="M168 256l24-38 18 26 12-16 22 28z" fill="${c.trim}" opacity=".85"/>`,
});

const umbrella: Silhouette = (c) => ({
  shadow: [200, 350, 92],
  shapes: `<path d="M200 70v238c0 36-48 36-48 4" fill="none" stroke="#7a5539" stroke-width="11" stroke-linecap="round"/><path d="M48 204c4-92 66-146 152-146s148 54 152 146c-20-22-52-22-72 0-22-24-58-24-80 0-22-24-58-24-80 0-20-22-52-22-72 0z" fill="url(#b)"/><path d="M200 58c-48 30-78 84-80 146 22-24 58-24 80 0z" fill="${c.light}" opacity=".5"/><path d="M200 58c48 30 78 84 80 146-22-24-58-24-80 0z" fill="${c.dark}" opacity=".4"/><path d="M200 40v22" stroke="#7a5539" stroke-width="8" stroke-linecap="round"/>`,
});

const secateurs: Silhouette = (c) => ({
  shadow: [200, 336, 96],
  shapes: `<g transform="rotate(14 200 200)"><path d="M188 176c-46-40-52-98-34-138 40 24 62 74 58 128z" fill="url(#m)"/><path d="M212 176c30-24 44-62 40-100-30 12-52 42-60 88z" fill="#8d969f"/><path d="M186 186l28-12 52 148c6 18-18 28-26 10z" fill="url(#b)"/><path d="M214 186l-28-12-52 148c-6 18 18 28 26 10z" fill="${c.dark}"/><circle cx="200" cy="180" r="15" fill="#d8dde2"/><circle cx="200" cy="180" r="6" fill="#6c747c"/><path d="M176 236c14 10 34 10 48 0" stroke="#8d969f" stroke-width="5" fill="none"/><path d="M226 226l24 76" stroke="${c.light}" stroke-width="6" stroke-linecap="round" opacity=".7"/></g>`,
});

export const outdoorSilhouettes = { planter, wateringcan, chair, picnic, bottle, umbrella, secateurs };
