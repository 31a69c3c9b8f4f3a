type Pair = readonly [en: string, zh: string];

/** Name of the material, and a sentence about it for descriptions. */
export const materials = {
  stoneware: [
    ['stoneware', '粗陶'],
    [
      'Fired twice at 1,250 °C, so the glaze does not craze with daily use.',
      '经 1250℃ 两次烧制，釉面日常使用不易开裂。',
    ],
  ],
  porcelain: [
    ['porcelain', '瓷'],
    ['Fine porcelain, fired at 1,300 °C and glazed inside and out.', '细瓷经 1300℃ 高温烧成，内外施釉。'],
  ],
  glass: [
    ['borosilicate glass', '高硼硅玻璃'],
    ['Borosilicate glass, light and resistant to heat.', '高硼硅玻璃，轻盈耐热。'],
  ],
  castIron: [
    ['enamelled cast iron', '珐琅铸铁'],
    [
      'Cast iron holds heat long after the hob is off, and the enamel needs no seasoning.',
      '铸铁锅体蓄热持久，珐琅内壁无需开锅养护。',
    ],
  ],
  steel: [
    ['stainless steel', '不锈钢'],
    ['18/10 stainless steel that does not rust.', '采用 18/10 不锈钢，不易生锈。'],
  ],
  carbonSteel: [
    ['high-carbon steel', '高碳钢'],
    ['High-carbon steel that gets better with use.', '高碳钢材质，越用越趁手。'],
  ],
  oakWood: [
    ['oiled oak', '橡木'],
    [
      'Solid oak from managed European forests, finished with natural oil.',
      '选用欧洲可持续林场的实心橡木，表面涂天然木蜡油。',
    ],
  ],
  bamboo: [
    ['bamboo', '竹'],
    [
      'Bamboo grows back within five years and is lighter than it looks.',
      '竹材五年即可再生，比看上去更轻便。',
    ],
  ],
  cotton: [
    ['organic cotton', '有机棉'],
    [
      'Organic cotton, certified by GOTS from field to seam.',
      '通过 GOTS 认证的有机棉，从田间到成衣全程可追溯。',
    ],
  ],
  linen: [
    ['linen', '亚麻'],
    ['Stonewashed European linen, softer after every wash.', '欧洲亚麻经石洗处理，越洗越柔软。'],
  ],
  wool: [
    ['merino wool', '美利奴羊毛'],
    [
      'Mulesing-free merino: warm, breathable and kind to the skin.',
      '来自善待动物牧场的美利奴羊毛，保暖透气，贴肤不扎。',
    ],
  ],
  lambswool: [
    ['lambswool', '羔羊毛'],
    [
      'Lambswool spun in Yorkshire, springy and warm without bulk.',
      '约克郡纺制的羔羊毛，蓬松有弹性，保暖不臃肿。',
    ],
  ],
  down: [
    ['feather and down', '羽绒'],
    [
      'Responsibly sourced filling in a tightly woven cotton case.',
      '负责任来源的填充物，外罩高密棉布，不易钻绒。',
    ],
  ],
  canvas: [
    ['waxed canvas', '蜡帆布'],
    ['Waxed canvas shrugs off showers and grows handsome with wear.', '蜡帆布防小雨，越用越有味道。'],
  ],
  nylon: [
    ['recycled nylon', '再生尼龙'],
    ['Woven from recycled nylon, light and hard to tear.', '由再生尼龙织成，轻便耐撕扯。'],
  ],
  leather: [
    ['vegetable-tanned leather', '植鞣革'],
    [
      'Vegetable-tanned leather that darkens beautifully with the years.',
      '植鞣革会随着使用慢慢加深，形成自己的光泽。',
    ],
  ],
  polycarbonate: [
    ['polycarbonate', '聚碳酸酯'],
    ['A polycarbonate shell that flexes instead of cracking.', '聚碳酸酯外壳受到撞击会回弹，不易开裂。'],
  ],
  brassMetal: [
    ['brass', '黄铜'],
    ['Solid brass, lacquered so that it keeps its shine.', '实心黄铜并覆保护漆，光泽持久。'],
  ],
  aluminium: [
    ['powder-coated aluminium', '喷粉铝材'],
    ['Powder-coated aluminium: light, and it does not chip easily.', '喷粉铝材，轻巧且不易掉漆。'],
  ],
  galvanised: [
    ['galvanised steel', '镀锌钢'],
    ['Galvanised steel that does not mind the weather.', '镀锌钢材质，不怕潮湿日晒。'],
  ],
  clay: [
    ['frost-proof clay', '防冻陶土'],
    ['Thick, frost-proof clay that lets roots breathe.', '厚实防冻的陶土，让根系自由呼吸。'],
  ],
  paper: [
    ['100 gsm paper', '100 克纸'],
    [
      '100 gsm paper from recycled fibre, smooth and free of show-through.',
      '100 克再生纸，书写顺滑，不易透墨。',
    ],
  ],
  resin: [
    ['resin', '树脂'],
    ['Made from solid resin, smooth to the touch.', '整块树脂成型，手感温润顺滑。'],
  ],
  felt: [
    ['wool felt', '羊毛毡'],
    ['Dense wool felt, cut clean so that it needs no hem.', '高密度羊毛毡，切边利落，无需包边。'],
  ],
  paperShade: [
    ['washi paper', '和纸'],
    ['Washi paper spreads the light evenly, with no glare.', '和纸让光线均匀散开，没有眩光。'],
  ],
  tea: [
    ['loose-leaf tea', '散装茶叶'],
    ['Whole leaves, packed within weeks of harvest.', '整叶茶，采摘后数周内即封装。'],
  ],
  beans: [
    ['arabica beans', '阿拉比卡咖啡豆'],
    ['Roasted every Tuesday in small batches and sent whole.', '每周二小批量烘焙，整豆寄出。'],
  ],
  wax: [
    ['soy wax', '大豆蜡'],
    ['Soy wax with a cotton wick burns cleanly.', '大豆蜡配棉芯，燃烧干净少烟。'],
  ],
} as const satisfies Record<string, readonly [Pair, Pair]>;

export type MaterialId = keyof typeof materials;

/** How to look after it. */
export const cares = {
  dishwasher: ['Dishwasher and microwave safe.', '可用洗碗机和微波炉。'],
  handwash: ['Wash by hand and dry at once; not for the dishwasher.', '请手洗并及时擦干，不可用洗碗机。'],
  rinse: [
    'Rinse with warm water after use; the parts come apart for cleaning.',
    '用后以温水冲洗，部件可拆开清洁。',
  ],
  machine40: ['Machine wash at 40 °C, tumble dry low.', '可 40℃ 机洗，低温烘干。'],
  machine30: ['Machine wash at 30 °C, dry flat.', '可 30℃ 机洗，平铺晾干。'],
  woolwash: [
    'Wool cycle at 30 °C or by hand; dry flat, away from heat.',
    '30℃ 羊毛程序或手洗，平铺阴干，避免暴晒。',
  ],
  wipe: ['Wipe clean with a damp cloth.', '用湿布擦拭即可。'],
  dust: ['Dust with a dry cloth; switch off before cleaning.', '断电后用干布擦拭。'],
  leatherCare: [
    'Feed with leather balm twice a year; keep out of heavy rain.',
    '每年上两次皮革护理膏，避免淋大雨。',
  ],
  coolDry: ['Keep cool, dry and closed; best within six months.', '请密封置于阴凉干燥处，六个月内风味最佳。'],
  outdoors: ['May stay outside; rinse off soil with water.', '可置于室外，泥土用清水冲净即可。'],
  paperCare: ['Keep dry and out of direct sunlight.', '请保持干燥，避免阳光直射。'],
} as const satisfies Record<string, Pair>;

export type CareId = keyof typeof cares;
