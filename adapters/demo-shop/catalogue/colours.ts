/** Colour names in English and Chinese, and what the pictures are drawn with. */
export const colours = {
  oat: { name: ['oat', '燕麦色'], hex: '#d8c9ae' },
  ink: { name: ['ink blue', '墨蓝'], hex: '#2f4266' },
  moss: { name: ['moss green', '苔绿'], hex: '#73844f' },
  sage: { name: ['sage', '鼠尾草绿'], hex: '#9db296' },
  terracotta: { name: ['terracotta', '陶土红'], hex: '#bd6a45' },
  charcoal: { name: ['charcoal', '炭灰'], hex: '#4a4e54' },
  cream: { name: ['cream', '奶白'], hex: '#efe5d0' },
  mustard: { name: ['mustard', '芥末黄'], hex: '#d6a534' },
  rose: { name: ['dusty rose', '豆沙粉'], hex: '#d29c99' },
  sky: { name: ['sky blue', '天空蓝'], hex: '#8db6d8' },
  navy: { name: ['navy', '藏青'], hex: '#2a3a5e' },
  walnut: { name: ['walnut', '胡桃色'], hex: '#7a5539' },
  oak: { name: ['natural oak', '原木色'], hex: '#cba06e' },
  brass: { name: ['brass', '黄铜色'], hex: '#bf9a4e' },
  black: { name: ['black', '黑色'], hex: '#303338' },
  white: { name: ['white', '白色'], hex: '#f3f2ee' },
  grey: { name: ['light grey', '浅灰'], hex: '#b1b7bd' },
  plum: { name: ['plum', '梅紫'], hex: '#75465f' },
  forest: { name: ['forest green', '森林绿'], hex: '#355a46' },
  steel: { name: ['brushed steel', '拉丝钢色'], hex: '#b3bbc4' },
  copper: { name: ['copper', '铜色'], hex: '#c07b55' },
  tan: { name: ['tan', '焦糖色'], hex: '#b07a45' },
  lavender: { name: ['lavender', '薰衣草紫'], hex: '#a99dc8' },
  berry: { name: ['berry', '莓红'], hex: '#a33450' },
} as const satisfies Record<string, { name: readonly [string, string]; hex: string }>;

export type ColourId = keyof typeof colours;
