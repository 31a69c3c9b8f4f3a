import type { Category } from './product-type.ts';

export const gardenOutdoor: Category = {
  id: 'garden-outdoor',
  name: ['Garden and outdoor', '园艺与户外'],
  hue: 95,
  types: [
    {
      id: 'planter',
      silhouette: 'planter',
      care: 'outdoors',
      models: [
        {
          series: ['Orchard', '果园'],
          noun: ['planter', '花盆'],
          priceCents: 2600,
          material: 'clay',
          variants: ['terracotta', 'charcoal', 'cream'],
          specs: { diameter: '24 cm', height: '22 cm', weight: '3.4 kg' },
          pitch: ['With a saucer and a hole where the water needs one.', '附接水盘，该有排水孔的地方都有。'],
          fault: 'chips',
        },
        {
          series: ['Orchard', '果园'],
          noun: ['self-watering herb pot', '自吸水香草盆'],
          priceCents: 1900,
          material: 'stoneware',
          variants: ['sage', 'white', 'sky'],
          specs: { diameter: '14 cm', height: '15 cm' },
          pitch: [
            'A wick feeds the basil for ten days while you are away.',
            '吸水棉芯能照顾罗勒十天，出门也放心。',
          ],
        },
      ],
    },
    {
      id: 'watering-can',
      silhouette: 'wateringcan',
      care: 'outdoors',
      models: [
        {
          series: ['Orchard', '果园'],
          noun: ['watering can', '浇水壶'],
          priceCents: 3400,
          material: 'galvanised',
          variants: ['steel', 'forest', 'rose'],
          specs: { capacity: '5 l', weight: '1.1 kg' },
          pitch: [
            'A long spout that reaches the back row, and a brass rose for seedlings.',
            '长壶嘴够得到后排，黄铜花洒头适合幼苗。',
          ],
        },
        {
          series: ['Windowsill', '窗台'],
          noun: ['indoor watering can', '室内浇水壶'],
          priceCents: 2200,
          material: 'steel',
          variants: ['copper', 'black', 'cream'],
          specs: { capacity: '1 l', weight: '320 g' },
          pitch: [
            'Pours a thin stream right to the roots and none on the sill.',
            '细流直达根部，不会洒在窗台上。',
          ],
          fault: 'leaks',
        },
      ],
    },
    {
      id: 'chair',
      silhouette: 'chair',
      care: 'outdoors',
      models: [
        {
          series: ['Meadow', '草甸'],
          noun: ['folding chair', '折叠椅'],
          priceCents: 6900,
          material: 'oakWood',
          variants: ['oat', 'ink', 'moss'],
          specs: { dimensions: '58 x 62 x 80 cm', holds: '120 kg', weight: '4.3 kg' },
          pitch: [
            'A canvas seat on an oak frame; it folds as flat as a newspaper.',
            '帆布椅面配橡木框架，折起来像报纸一样平。',
          ],
          fault: 'wobbles',
        },
        {
          series: ['Meadow', '草甸'],
          noun: ['camping stool', '露营凳'],
          priceCents: 3400,
          material: 'aluminium',
          variants: ['terracotta', 'forest', 'black'],
          specs: { height: '40 cm', holds: '100 kg', weight: '1.1 kg' },
          pitch: ['Goes up in two seconds and hangs from the rucksack.', '两秒撑开，可挂在背包上。'],
        },
      ],
    },
    {
      id: 'picnic',
      silhouette: 'picnic',
      care: 'machine30',
      models: [
        {
          series: ['Meadow', '草甸'],
          noun: ['picnic blanket', '野餐垫'],
          priceCents: 3900,
          material: 'wool',
          variants: ['berry', 'sky', 'forest'],
          specs: { dimensions: '150 x 180 cm', weight: '1.2 kg' },
          pitch: [
            'Soft above, waterproof below, and rolled up by its own strap.',
            '上面柔软、底面防水，自带绑带卷起就走。',
          ],
        },
        {
          series: ['Meadow', '草甸'],
          noun: ['cool bag', '保冷袋'],
          priceCents: 3600,
          material: 'canvas',
          variants: ['oat', 'navy', 'sage'],
          specs: { capacity: '15 l', 'keeps cold': '8 hours' },
          pitch: [
            'Room for lunch for four, with a bottle opener sewn to the strap.',
            '装得下四人午餐，肩带上缝着开瓶器。',
          ],
          fault: 'leaks',
        },
      ],
    },
    {
      id: 'bottle',
      silhouette: 'bottle',
      care: 'handwash',
      models: [
        {
          series: ['Trail', '山径'],
          noun: ['water bottle', '水壶'],
          priceCents: 2200,
          material: 'steel',
          variants: ['moss', 'sky', 'terracotta'],
          specs: { capacity: '750 ml', weight: '290 g' },
          pitch: [
            'A wide neck for ice, a loop for the finger and nothing that rattles.',
            '宽口放得进冰块，提环好拎，不会叮当作响。',
          ],
        },
        {
          series: ['Trail', '山径'],
          noun: ['lunch box', '饭盒'],
          priceCents: 2400,
          material: 'steel',
          variants: ['steel', 'cream', 'ink'],
          specs: { capacity: '1.2 l', weight: '420 g' },
          pitch: [
            'Two layers with a seal that keeps the sauce where it belongs.',
            '双层密封，酱汁不会乱跑。',
          ],
          fault: 'leaks',
        },
      ],
    },
    {
      id: 'umbrella',
      silhouette: 'umbrella',
      care: 'wipe',
      models: [
        {
          series: ['Squall', '骤雨'],
          noun: ['compact umbrella', '折叠伞'],
          priceCents: 2900,
          material: 'nylon',
          variants: ['black', 'mustard', 'berry'],
          specs: { diameter: '98 cm', weight: '340 g' },
          pitch: [
            'Opens and closes with one thumb, and springs back when the wind turns it.',
            '单手自动开合，被风吹翻也能弹回。',
          ],
          fault: 'thin',
        },
        {
          series: ['Squall', '骤雨'],
          noun: ['walking umbrella', '长柄伞'],
          priceCents: 4500,
          material: 'nylon',
          variants: ['navy', 'forest', 'grey'],
          specs: { diameter: '118 cm', weight: '560 g' },
          pitch: ['Covers two, with a handle of solid ash.', '遮得住两个人，手柄为实心白蜡木。'],
        },
      ],
    },
    {
      id: 'secateurs',
      silhouette: 'secateurs',
      care: 'wipe',
      models: [
        {
          series: ['Orchard', '果园'],
          noun: ['secateurs', '园艺剪'],
          priceCents: 3200,
          material: 'carbonSteel',
          variants: ['berry', 'forest', 'black'],
          specs: { length: '20 cm', cuts: '22 mm' },
          pitch: [
            'Cuts a finger-thick branch without crushing it; every part can be replaced.',
            '手指粗的枝条一剪即断不压扁，每个零件都可更换。',
          ],
        },
        {
          series: ['Orchard', '果园'],
          noun: ['hand trowel', '园艺手铲'],
          priceCents: 1900,
          material: 'steel',
          variants: ['oak', 'walnut', 'sage'],
          specs: { length: '32 cm', weight: '260 g' },
          pitch: [
            'One piece of steel that does not bend in clay, marked in centimetres.',
            '整片钢材，挖黏土也不弯，带厘米刻度。',
          ],
          fault: 'blunt',
        },
      ],
    },
  ],
};
