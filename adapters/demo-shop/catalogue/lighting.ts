import type { Category } from './product-type.ts';

export const lighting: Category = {
  id: 'lighting',
  name: ['Lighting', '灯具'],
  hue: 46,
  types: [
    {
      id: 'table-lamp',
      silhouette: 'lamp',
      care: 'dust',
      models: [
        {
          series: ['Glow', '微光'],
          noun: ['table lamp', '台灯'],
          priceCents: 6400,
          material: 'stoneware',
          variants: ['cream', 'terracotta', 'ink'],
          specs: { height: '42 cm', bulb: 'E27, max. 40 W', cable: '1.8 m' },
          pitch: [
            'A ceramic foot and a linen shade give the warm corner that a ceiling light never does.',
            '陶瓷灯座配亚麻灯罩，给房间一个顶灯给不了的温暖角落。',
          ],
        },
        {
          series: ['Glow', '微光'],
          noun: ['mushroom lamp', '蘑菇灯'],
          priceCents: 4900,
          silhouette: 'mushroom',
          material: 'glass',
          variants: ['white', 'mustard', 'rose'],
          specs: { height: '28 cm', bulb: 'E14, max. 25 W', cable: '1.8 m' },
          pitch: [
            'Mouth-blown glass that glows all over; dimmable from the cable.',
            '手工吹制玻璃通体发光，线控可调光。',
          ],
          fault: 'dim',
        },
      ],
    },
    {
      id: 'desk-lamp',
      silhouette: 'desklamp',
      care: 'dust',
      models: [
        {
          series: ['Draft', '草图'],
          noun: ['desk lamp', '工作台灯'],
          priceCents: 7900,
          material: 'aluminium',
          variants: ['black', 'white', 'mustard'],
          specs: { reach: '70 cm', power: '9 W', light: '800 lm' },
          pitch: [
            'Two joints that hold where you put them, and light without flicker or glare.',
            '双关节随停随稳，光线无频闪、不刺眼。',
          ],
        },
        {
          series: ['Draft', '草图'],
          noun: ['clip-on reading lamp', '夹式阅读灯'],
          priceCents: 2900,
          material: 'aluminium',
          variants: ['forest', 'grey', 'berry'],
          specs: { reach: '35 cm', power: '4 W', battery: '20 hours' },
          pitch: [
            'Clips to the headboard or the book, charges by USB-C, and has three colours of white.',
            '可夹床头或书本，USB-C 充电，三档色温。',
          ],
          fault: 'wobbles',
        },
      ],
    },
    {
      id: 'floor-lamp',
      silhouette: 'floorlamp',
      care: 'dust',
      models: [
        {
          series: ['Arc', '弧'],
          noun: ['floor lamp', '落地灯'],
          priceCents: 14900,
          material: 'brassMetal',
          variants: ['brass', 'black', 'white'],
          specs: { height: '165 cm', bulb: 'E27, max. 60 W', weight: '7.5 kg' },
          pitch: [
            'Reaches over the sofa, and its heavy foot stays where it stands.',
            '灯臂伸到沙发上方，厚重底座稳稳立住。',
          ],
        },
        {
          series: ['Tripod', '三脚'],
          noun: ['floor lamp', '落地灯'],
          priceCents: 11900,
          material: 'oakWood',
          variants: ['oak', 'walnut', 'charcoal'],
          specs: { height: '150 cm', bulb: 'E27, max. 60 W', weight: '4.2 kg' },
          pitch: [
            'Three oak legs and a drum shade; put together in five minutes without tools.',
            '三根橡木腿配鼓形灯罩，五分钟免工具安装。',
          ],
          fault: 'wobbles',
        },
      ],
    },
    {
      id: 'pendant',
      silhouette: 'pendant',
      care: 'dust',
      models: [
        {
          series: ['Paper Moon', '纸月亮'],
          noun: ['pendant shade', '吊灯灯罩'],
          priceCents: 3900,
          material: 'paperShade',
          variants: ['white', 'oat', 'rose'],
          specs: { diameter: '50 cm', bulb: 'E27, max. 60 W' },
          pitch: [
            'A large, quiet lantern for over the table or in the stairwell.',
            '大而安静的灯笼，挂餐桌上方或楼梯间都好看。',
          ],
          fault: 'thin',
        },
        {
          series: ['Foundry', '铸造厂'],
          noun: ['pendant light', '吊灯'],
          priceCents: 8900,
          material: 'aluminium',
          variants: ['black', 'copper', 'sage'],
          specs: { diameter: '32 cm', bulb: 'E27, max. 60 W', cable: '2 m' },
          pitch: [
            'A spun metal dome that throws its light down, right where the plates are.',
            '旋压金属灯罩把光聚向下方，正好照亮餐盘。',
          ],
        },
      ],
    },
    {
      id: 'lantern',
      silhouette: 'lantern',
      care: 'outdoors',
      models: [
        {
          series: ['Harbour', '海港'],
          noun: ['lantern', '提灯'],
          priceCents: 4400,
          material: 'galvanised',
          variants: ['black', 'steel', 'forest'],
          specs: { height: '32 cm', weight: '1.3 kg' },
          pitch: [
            'For a candle or our rechargeable light; the wind stays outside.',
            '可放蜡烛或充电灯芯，挡风设计，户外也不怕。',
          ],
        },
        {
          series: ['Camp', '营地'],
          noun: ['rechargeable lantern', '充电露营灯'],
          priceCents: 5200,
          material: 'aluminium',
          variants: ['mustard', 'cream', 'moss'],
          specs: { height: '19 cm', battery: '24 hours', light: '350 lm' },
          pitch: [
            'Turns from a warm glow to bright white with one dial, and survives rain.',
            '一个旋钮从暖光调到明亮白光，淋雨也无妨。',
          ],
        },
      ],
    },
    {
      id: 'string-lights',
      silhouette: 'stringlights',
      care: 'outdoors',
      models: [
        {
          series: ['Firefly', '萤火'],
          noun: ['string lights', '串灯'],
          priceCents: 2400,
          material: 'glass',
          variants: ['brass', 'white', 'copper'],
          specs: { length: '10 m', bulbs: '20 bulbs', power: '6 W' },
          pitch: [
            'Twenty small glass bulbs for the balcony; a spare bulb is in the box.',
            '二十只小玻璃灯泡点亮阳台，盒内附备用灯泡。',
          ],
          fault: 'dim',
        },
        {
          series: ['Firefly', '萤火'],
          noun: ['solar path lights, set of four', '太阳能庭院灯四件套'],
          priceCents: 3900,
          silhouette: 'pathlight',
          material: 'steel',
          variants: ['steel', 'black', 'brass'],
          specs: { height: '38 cm', battery: '8 hours' },
          pitch: [
            'Pushed into the soil and forgotten: they switch on at dusk.',
            '插进土里就不用管，天黑自动亮起。',
          ],
        },
      ],
    },
    {
      id: 'night-light',
      silhouette: 'nightlight',
      care: 'dust',
      models: [
        {
          series: ['Pebble', '卵石'],
          noun: ['night light', '小夜灯'],
          priceCents: 2600,
          material: 'resin',
          variants: ['white', 'sky', 'rose'],
          specs: { height: '10 cm', battery: '30 hours' },
          pitch: [
            'Tap it and it glows; after an hour it goes to sleep by itself.',
            '轻拍即亮，一小时后自动熄灭。',
          ],
        },
        {
          series: ['Pebble', '卵石'],
          noun: ['sunrise alarm', '日出唤醒灯'],
          priceCents: 5900,
          material: 'resin',
          variants: ['white', 'grey', 'sage'],
          specs: { height: '16 cm', power: '7 W' },
          pitch: [
            'Brightens for half an hour before it sounds, so mornings hurt less.',
            '响铃前半小时慢慢变亮，起床没那么痛苦。',
          ],
        },
      ],
    },
  ],
};
