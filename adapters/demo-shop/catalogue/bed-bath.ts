import type { Category } from './product-type.ts';

export const bedBath: Category = {
  id: 'bed-bath',
  name: ['Bed and bath', '床品与卫浴'],
  hue: 200,
  types: [
    {
      id: 'duvet',
      silhouette: 'bed',
      care: 'machine40',
      models: [
        {
          series: ['Dune', '沙丘'],
          noun: ['linen duvet cover set', '亚麻被套套装'],
          priceCents: 12900,
          material: 'linen',
          variants: ['oat', 'sage', 'rose'],
          specs: { size: 'Double, 200 x 200 cm', pieces: '3 pieces' },
          pitch: [
            'Cool in summer and warm in winter, with coconut buttons and two pillowcases.',
            '夏凉冬暖，椰壳纽扣，附两只枕套。',
          ],
          fault: 'thin',
        },
        {
          series: ['Calm', '静谧'],
          noun: ['sateen duvet cover set', '贡缎被套套装'],
          priceCents: 8900,
          material: 'cotton',
          variants: ['white', 'grey', 'navy'],
          specs: { size: 'King, 220 x 240 cm', pieces: '3 pieces' },
          pitch: [
            'Smooth, 300-thread sateen with a quiet sheen, like a good hotel.',
            '300 支贡缎，光泽内敛，睡出好酒店的感觉。',
          ],
        },
      ],
    },
    {
      id: 'sheet',
      silhouette: 'folded',
      care: 'machine40',
      models: [
        {
          series: ['Calm', '静谧'],
          noun: ['fitted sheet', '床笠'],
          priceCents: 3900,
          material: 'cotton',
          variants: ['white', 'sky', 'cream'],
          specs: { size: 'Double, 140 x 200 x 30 cm' },
          pitch: [
            'Elastic all round, so that it stays put even on deep mattresses.',
            '四周全松紧，厚床垫也不会跑位。',
          ],
          fault: 'shrinks',
        },
        {
          series: ['Dune', '沙丘'],
          noun: ['pair of pillowcases', '枕套两只装'],
          priceCents: 3400,
          material: 'linen',
          variants: ['oat', 'terracotta', 'charcoal'],
          specs: { size: '50 x 75 cm' },
          pitch: [
            'Envelope backs instead of buttons: nothing presses into your cheek.',
            '信封式开口，没有纽扣硌脸。',
          ],
        },
      ],
    },
    {
      id: 'pillow',
      silhouette: 'pillow',
      care: 'machine30',
      models: [
        {
          series: ['Cloud', '云朵'],
          noun: ['down pillow', '羽绒枕'],
          priceCents: 5500,
          material: 'down',
          variants: [
            { label: ['soft', '软款'], colour: 'white' },
            { label: ['medium', '适中'], colour: 'cream' },
            { label: ['firm', '偏硬'], colour: 'grey' },
          ],
          specs: { size: '50 x 75 cm', weight: '0.9 kg' },
          pitch: [
            'Three firmness levels for front, back and side sleepers.',
            '三种软硬度，趴睡、仰睡、侧睡各有选择。',
          ],
        },
        {
          series: ['Nest', '巢'],
          noun: ['cushion', '抱枕'],
          priceCents: 2800,
          material: 'cotton',
          variants: ['mustard', 'forest', 'plum'],
          specs: { size: '45 x 45 cm' },
          pitch: [
            'A chunky weave that makes a plain sofa look finished; the cover comes off for washing.',
            '粗织纹理让素色沙发立刻有层次，外套可拆洗。',
          ],
          fault: 'fades',
        },
      ],
    },
    {
      id: 'blanket',
      silhouette: 'blanket',
      care: 'woolwash',
      models: [
        {
          series: ['Moor', '荒原'],
          noun: ['wool blanket', '羊毛毯'],
          priceCents: 8500,
          material: 'lambswool',
          variants: ['grey', 'moss', 'berry'],
          specs: { dimensions: '140 x 180 cm', weight: '1.1 kg' },
          pitch: [
            'A herringbone throw for the sofa in the evening and the garden in September.',
            '人字纹盖毯，晚上窝沙发、九月坐院子都合适。',
          ],
          fault: 'pills',
        },
        {
          series: ['Moor', '荒原'],
          noun: ['baby blanket', '婴儿毯'],
          priceCents: 4200,
          material: 'wool',
          variants: ['cream', 'sky', 'rose'],
          specs: { dimensions: '75 x 100 cm', weight: '0.3 kg' },
          pitch: [
            'So fine that it does not scratch, and small enough for the pram.',
            '纤维细软不扎皮肤，大小正好放进婴儿车。',
          ],
        },
      ],
    },
    {
      id: 'towel',
      silhouette: 'towel',
      care: 'machine40',
      models: [
        {
          series: ['Shore', '海岸'],
          noun: ['bath towel', '浴巾'],
          priceCents: 2600,
          material: 'cotton',
          variants: ['white', 'sage', 'ink'],
          specs: { dimensions: '70 x 140 cm', weight: '600 gsm' },
          pitch: [
            'Thick loops that dry you at once and are dry themselves by evening.',
            '厚实毛圈，一擦即干，到晚上自己也干了。',
          ],
        },
        {
          series: ['Shore', '海岸'],
          noun: ['waffle hand towels, set of two', '华夫格毛巾两条装'],
          priceCents: 1800,
          material: 'cotton',
          variants: ['oat', 'rose', 'charcoal'],
          specs: { dimensions: '50 x 80 cm', weight: '320 gsm' },
          pitch: [
            'Light waffle weave that takes little room and dries quickly.',
            '轻薄华夫格织法，不占地方，干得快。',
          ],
          fault: 'thin',
        },
      ],
    },
    {
      id: 'robe',
      silhouette: 'robe',
      care: 'machine40',
      models: [
        {
          series: ['Slow Sunday', '慢周日'],
          noun: ['bathrobe', '浴袍'],
          priceCents: 6900,
          material: 'cotton',
          variants: ['white', 'grey', 'forest'],
          specs: { size: 'S/M, L/XL', weight: '1.2 kg' },
          pitch: [
            'Deep pockets, a long belt and a collar that can be turned up.',
            '口袋够深、腰带够长，领子还能立起来。',
          ],
        },
        {
          series: ['Slow Sunday', '慢周日'],
          noun: ['pyjamas', '睡衣套装'],
          priceCents: 5900,
          silhouette: 'shirt',
          material: 'cotton',
          variants: ['navy', 'lavender', 'oat'],
          specs: { size: 'XS to XL' },
          pitch: [
            'Piped edges and a drawstring waist; loose enough to sleep in.',
            '滚边细节、抽绳裤腰，宽松好睡。',
          ],
          fault: 'runs_small',
        },
      ],
    },
    {
      id: 'candle',
      silhouette: 'candle',
      care: 'wipe',
      models: [
        {
          series: ['Still', '静物'],
          noun: ['scented candle', '香薰蜡烛'],
          priceCents: 2200,
          material: 'wax',
          variants: [
            { label: ['Fig and Cedar', '无花果雪松'], colour: 'forest' },
            { label: ['Sea Salt', '海盐'], colour: 'sky' },
            { label: ['Amber', '琥珀'], colour: 'mustard' },
          ],
          specs: { weight: '220 g', 'burns for': '45 hours' },
          pitch: ['Fills a living room without shouting.', '香气足够充满客厅，却不浓烈。'],
          fault: 'smells',
        },
        {
          series: ['Still', '静物'],
          noun: ['soap dispenser', '皂液瓶'],
          priceCents: 1700,
          silhouette: 'dispenser',
          material: 'stoneware',
          variants: ['oat', 'charcoal', 'sage'],
          specs: { capacity: '300 ml', height: '18 cm' },
          pitch: ['A steady bottle with a brass pump that does not drip.', '瓶身稳重，黄铜泵头不滴液。'],
        },
      ],
    },
  ],
};
