import type { Category } from './product-type.ts';

export const teaCoffee: Category = {
  id: 'tea-coffee',
  name: ['Tea and coffee', '茶与咖啡'],
  hue: 145,
  types: [
    {
      id: 'mug',
      silhouette: 'mug',
      care: 'dishwasher',
      models: [
        {
          series: ['Harrow', '哈罗'],
          noun: ['mug', '马克杯'],
          priceCents: 1400,
          material: 'stoneware',
          variants: ['oat', 'moss', 'ink'],
          specs: { capacity: '350 ml', height: '9 cm' },
          pitch: [
            'A generous mug with a handle that fits three fingers and stays cool.',
            '容量充足，把手可容三指，不烫手。',
          ],
          fault: 'chips',
        },
        {
          series: ['Cove', '海湾'],
          noun: ['espresso cup with saucer', '浓缩咖啡杯碟'],
          priceCents: 1600,
          material: 'porcelain',
          variants: ['white', 'rose', 'navy'],
          specs: { capacity: '80 ml', height: '6 cm' },
          pitch: [
            'Thick at the base and thin at the lip, so the crema stays until the last sip.',
            '杯底厚、杯口薄，油脂能保持到最后一口。',
          ],
        },
      ],
    },
    {
      id: 'teapot',
      silhouette: 'teapot',
      care: 'dishwasher',
      models: [
        {
          series: ['Cove', '海湾'],
          noun: ['teapot with infuser', '带滤网茶壶'],
          priceCents: 4200,
          material: 'porcelain',
          variants: ['white', 'sage', 'navy'],
          specs: { capacity: '900 ml', height: '13 cm' },
          pitch: [
            'Pours in a clean arc, and the steel infuser lifts out when the tea is strong enough.',
            '出水利落成弧，钢制滤网可随时取出，浓淡自己掌握。',
          ],
        },
        {
          series: ['Mist', '薄雾'],
          noun: ['glass teapot', '玻璃茶壶'],
          priceCents: 3400,
          material: 'glass',
          variants: ['oak', 'black', 'copper'],
          specs: { capacity: '700 ml', height: '12 cm' },
          pitch: [
            'Watch the leaves unfold; made for green tea, flowers and long afternoons.',
            '看茶叶慢慢舒展，最适合绿茶、花茶和悠长的下午。',
          ],
          fault: 'leaks',
        },
      ],
    },
    {
      id: 'dripper',
      silhouette: 'dripper',
      care: 'dishwasher',
      models: [
        {
          series: ['Slow', '慢享'],
          noun: ['pour-over dripper', '手冲滤杯'],
          priceCents: 1900,
          material: 'porcelain',
          variants: ['white', 'black', 'terracotta'],
          specs: { capacity: '1 to 3 cups', height: '8 cm' },
          pitch: [
            'Spiral ribs keep the flow even, so a beginner gets a good cup on the second try.',
            '螺旋导流槽让水流均匀，新手第二杯就能冲好。',
          ],
        },
        {
          series: ['Slow', '慢享'],
          noun: ['gooseneck kettle', '细口手冲壶'],
          priceCents: 5900,
          silhouette: 'kettle',
          care: 'wipe',
          material: 'steel',
          variants: ['steel', 'black', 'cream'],
          specs: { capacity: '1 l', weight: '0.6 kg' },
          pitch: [
            'A narrow spout for a thin, steady stream; works on every hob.',
            '细长壶嘴出水稳定，各种炉灶通用。',
          ],
        },
      ],
    },
    {
      id: 'press',
      silhouette: 'press',
      care: 'rinse',
      models: [
        {
          series: ['Harbour', '海港'],
          noun: ['French press', '法压壶'],
          priceCents: 3500,
          material: 'glass',
          variants: ['steel', 'black', 'copper'],
          specs: { capacity: '800 ml', height: '20 cm' },
          pitch: [
            'A double filter leaves the oils in the cup and the grounds in the pot.',
            '双层滤网，油脂留在杯里，渣留在壶里。',
          ],
        },
        {
          series: ['Harbour', '海港'],
          noun: ['hand grinder', '手摇磨豆机'],
          priceCents: 5400,
          silhouette: 'grinder',
          care: 'wipe',
          material: 'steel',
          variants: ['black', 'oak', 'steel'],
          specs: { capacity: '25 g', weight: '480 g' },
          pitch: [
            'Steel burrs with 24 settings, from espresso to French press, and quiet enough for early mornings.',
            '钢制磨芯，24 档粗细，从意式到法压都行，清晨使用也不吵人。',
          ],
          fault: 'wobbles',
        },
      ],
    },
    {
      id: 'flask',
      silhouette: 'flask',
      care: 'handwash',
      models: [
        {
          series: ['Fell', '山丘'],
          noun: ['insulated flask', '保温杯'],
          priceCents: 2900,
          material: 'steel',
          variants: ['forest', 'cream', 'navy'],
          specs: { capacity: '500 ml', weight: '310 g', 'keeps hot': '12 hours' },
          pitch: [
            'Hot until the evening, cold for a day, and slim enough for a cup holder.',
            '保温到傍晚，保冷一整天，杯身纤细可放入车载杯架。',
          ],
        },
        {
          series: ['Commuter', '通勤'],
          noun: ['travel mug', '随行杯'],
          priceCents: 2400,
          silhouette: 'travelmug',
          material: 'steel',
          variants: ['rose', 'charcoal', 'sky'],
          specs: { capacity: '350 ml', weight: '260 g', 'keeps hot': '5 hours' },
          pitch: [
            'The lid locks with a quarter turn, and drinks from any side.',
            '杯盖旋转四分之一圈即锁紧，任意方向都能喝。',
          ],
          fault: 'leaks',
        },
      ],
    },
    {
      id: 'tea',
      silhouette: 'tin',
      care: 'coolDry',
      models: [
        {
          series: ['Morning', '清晨'],
          noun: ['black tea', '红茶'],
          priceCents: 950,
          material: 'tea',
          variants: [
            { label: ['English Breakfast', '英式早餐'], colour: 'berry' },
            { label: ['Earl Grey', '格雷伯爵'], colour: 'ink' },
            { label: ['Keemun', '祁门'], colour: 'brass' },
          ],
          specs: { weight: '125 g', cups: '50 cups' },
          pitch: ['Brisk, malty and good with milk or without.', '茶汤醇厚，带麦芽香，加奶或清饮皆宜。'],
        },
        {
          series: ['Afternoon', '午后'],
          noun: ['green and herbal tea', '绿茶与花草茶'],
          priceCents: 1050,
          material: 'tea',
          variants: [
            { label: ['Longjing', '龙井'], colour: 'moss' },
            { label: ['Jasmine Pearl', '茉莉龙珠'], colour: 'cream' },
            { label: ['Mint and Lemongrass', '薄荷香茅'], colour: 'sage' },
          ],
          specs: { weight: '100 g', cups: '40 cups' },
          pitch: [
            'Gentle and clear, for the part of the day that should not keep you awake.',
            '清爽柔和，适合不想影响睡眠的下午。',
          ],
          fault: 'bland',
        },
      ],
    },
    {
      id: 'coffee',
      silhouette: 'pouch',
      care: 'coolDry',
      models: [
        {
          series: ['Lighthouse', '灯塔'],
          noun: ['single-origin coffee', '单一产地咖啡豆'],
          priceCents: 1150,
          material: 'beans',
          variants: [
            { label: ['Ethiopia', '埃塞俄比亚'], colour: 'terracotta' },
            { label: ['Colombia', '哥伦比亚'], colour: 'mustard' },
            { label: ['Yunnan', '云南'], colour: 'forest' },
          ],
          specs: { weight: '250 g', cups: '16 cups' },
          pitch: [
            'One farm, one harvest, light to medium roast for filter and pour-over.',
            '单一庄园、单一产季，浅中烘焙，适合手冲与滴滤。',
          ],
        },
        {
          series: ['Lighthouse', '灯塔'],
          noun: ['espresso blend', '意式拼配咖啡豆'],
          priceCents: 1950,
          material: 'beans',
          variants: [
            { label: ['Night Watch', '守夜人'], colour: 'black' },
            { label: ['High Tide', '涨潮'], colour: 'sky' },
            { label: ['Decaf', '低因'], colour: 'lavender' },
          ],
          specs: { weight: '500 g', cups: '30 cups' },
          pitch: [
            'Chocolate and hazelnut with low acidity; made for milk.',
            '巧克力与榛果风味，酸度低，做奶咖最合适。',
          ],
        },
      ],
    },
  ],
};
