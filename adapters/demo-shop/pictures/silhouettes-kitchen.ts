import type { Silhouette } from './silhouette.ts';

const knife: Silhouette = (c) => ({
  shadow: [200, 318, 120],
  shapes: `<g transform="rotate(-28 200 200)"><path d="M60 196h170v34c-62 8-132 4-170-34z" fill="url(#m)"/><path d="M60 196h170v7H68z" fill="#f7f9fa"/><rect x="226" y="190" width="16" height="42" rx="3" fill="#8d969f"/><path d="M242 192h96c12 0 16 8 14 17-2 12-10 19-22 19h-88z" fill="url(#b)"/><circle cx="268" cy="210" r="4.5" fill="${c.trim}"/><circle cx="298" cy="210" r="4.5" fill="${c.trim}"/><circle cx="328" cy="208" r="4.5" fill="${c.trim}"/></g>`,
});

const pot: Silhouette = (c) => ({
  shadow: [200, 318, 138],
  shapes: `<path d="M60 196h34v22H72c-14 0-18-22-12-22zM340 196h-34v22h22c14 0 18-22 12-22z" fill="${c.dark}"/><path d="M86 176h228v104c0 24-16 38-40 38H126c-24 0-40-14-40-38z" fill="url(#b)"/><path d="M78 176c8-42 60-60 122-60s114 18 122 60z" fill="${c.base}"/><path d="M104 160c14-22 48-34 82-36-44 10-66 22-74 40z" fill="${c.light}" opacity=".8"/><rect x="72" y="170" width="256" height="14" rx="7" fill="${c.dark}"/><path d="M178 116c0-14 8-24 22-24s22 10 22 24z" fill="url(#m)"/><path d="M104 200c-3 40-1 70 10 92" stroke="${c.light}" stroke-width="9" stroke-linecap="round" fill="none" opacity=".7"/>`,
});

const pan: Silhouette = (c) => ({
  shadow: [180, 318, 130],
  shapes: `<rect x="252" y="176" width="118" height="22" rx="11" transform="rotate(-22 252 186)" fill="url(#w)"/><ellipse cx="166" cy="222" rx="122" ry="96" fill="${c.deep}"/><ellipse cx="166" cy="214" rx="122" ry="94" fill="url(#b)"/><ellipse cx="166" cy="218" rx="98" ry="72" fill="${c.dark}"/><ellipse cx="166" cy="224" rx="96" ry="66" fill="${c.base}"/><path d="M92 208c12-28 42-42 76-42" stroke="${c.light}" stroke-width="8" stroke-linecap="round" fill="none" opacity=".7"/>`,
});

const board: Silhouette = (c) => ({
  shadow: [200, 326, 104],
  shapes: `<g transform="rotate(8 200 200)"><path d="M176 62c0-14 10-24 24-24s24 10 24 24v44h54c14 0 22 8 22 22v172c0 14-8 22-22 22H122c-14 0-22-8-22-22V128c0-14 8-22 22-22h54z" fill="url(#b)"/><circle cx="200" cy="66" r="10" fill="${c.deep}" opacity=".55"/><path d="M120 150c50-12 110 14 160 0M120 190c50 10 110-12 160 2M120 232c52-14 108 12 160-2M120 274c50 12 110-10 160 2" stroke="${c.dark}" stroke-width="3" fill="none" opacity=".45"/><rect x="114" y="120" width="172" height="188" rx="12" fill="none" stroke="${c.deep}" stroke-width="3" opacity=".35"/></g>`,
});

const bowl: Silhouette = (c) => ({
  shadow: [200, 316, 110],
  shapes: `<path d="M62 178h276c0 78-50 132-104 132h-68c-54 0-104-54-104-132z" fill="url(#b)"/><ellipse cx="200" cy="178" rx="138" ry="32" fill="${c.light}"/><ellipse cx="200" cy="180" rx="124" ry="25" fill="${c.dark}"/><path d="M84 216c8 34 26 58 48 74" stroke="${c.light}" stroke-width="9" stroke-linecap="round" fill="none" opacity=".65"/><g fill="${c.deep}" opacity=".35"><circle cx="160" cy="236" r="2.5"/><circle cx="206" cy="262" r="2"/><circle cx="248" cy="232" r="3"/><circle cx="278" cy="250" r="2"/><circle cx="186" cy="290" r="2.5"/><circle cx="232" cy="286" r="2"/></g>`,
});

const jar: Silhouette = (c) => ({
  shadow: [200, 326, 92],
  shapes: `<rect x="112" y="124" width="176" height="200" rx="26" fill="#eaf2f4" opacity=".85"/><path d="M122 214h156v84c0 12-8 18-18 18H140c-10 0-18-6-18-18z" fill="#d9b98a"/><path d="M122 220c30-18 52 6 78-6s50-8 78 4v8H122z" fill="#c9a46f"/><rect x="112" y="124" width="176" height="200" rx="26" fill="none" stroke="#b8c7cc" stroke-width="4"/><rect x="118" y="84" width="164" height="46" rx="12" fill="url(#b)"/><rect x="118" y="118" width="164" height="8" fill="${c.deep}" opacity=".3"/><path d="M134 152v130" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".75"/><rect x="162" y="168" width="76" height="34" rx="4" fill="#fbf8f1"/><path d="M174 180h52M182 190h36" stroke="#9c9484" stroke-width="3"/>`,
});

const apron: Silhouette = (c) => ({
  shadow: [200, 334, 96],
  shapes: `<path d="M150 110c-14-60 24-76 50-76s64 16 50 76" fill="none" stroke="${c.dark}" stroke-width="8"/><path d="M148 104h104c4 40 20 60 50 70-6 60-2 106 4 146H94c6-40 10-86 4-146 30-10 46-30 50-70z" fill="url(#b)"/><path d="M148 104h104l2 16H146z" fill="${c.dark}"/><path d="M98 178c-30 6-44 18-58 40M302 178c30 6 44 18 58 40" stroke="${c.dark}" stroke-width="7" fill="none" stroke-linecap="round"/><path d="M148 210h104v50c0 12-8 20-20 20h-64c-12 0-20-8-20-20z" fill="${c.dark}" opacity=".55"/><path d="M200 210v70" stroke="${c.light}" stroke-width="2" stroke-dasharray="6 5"/><path d="M112 200c-2 40-4 76-8 106" stroke="${c.light}" stroke-width="7" opacity=".5" fill="none" stroke-linecap="round"/>`,
});

export const kitchenSilhouettes = { knife, pot, pan, board, bowl, jar, apron };
