import type { Category } from './product-type.ts';

export const kitchen: Category = {
  id: 'kitchen',
  name: ['Kitchen', '厨房'],
  hue: 28,
  types: [
    {
      id: 'knife',
      silhouette: 'knife',
      care: 'handwash',
      models: [
        {
          series: ['Sheffield', '谢菲尔德'],
          noun: ["chef's knife", '主厨刀'],
          priceCents: 5900,
          material: 'carbonSteel',
          variants: ['walnut', 'black', 'forest'],
          specs: { blade: '20 cm', weight: '190 g' },
          pitch: [
            'One knife for nearly everything: it slices tomatoes without pressure and rocks through herbs.',
            '一把刀应付大多数食材：切番茄不用使劲，剁香草干净利落。',
          ],
        },
        {
          series: ['Petty', '佩蒂'],
          noun: ['paring knife', '水果刀'],
          priceCents: 2400,
          material: 'steel',
          variants: ['oak', 'berry', 'sky'],
          specs: { blade: '9 cm', weight: '70 g' },
          pitch: [
            'A nimble little blade for peeling, trimming and everything that is done in the hand.',
            '小巧灵活，削皮、去蒂这类手上活最顺手。',
          ],
          fault: 'blunt',
        },
      ],
    },
    {
      id: 'casserole',
      silhouette: 'pot',
      care: 'handwash',
      models: [
        {
          series: ['Hearthstone', '炉石'],
          noun: ['round casserole', '圆形炖锅'],
          priceCents: 11900,
          material: 'castIron',
          variants: ['terracotta', 'forest', 'cream'],
          specs: { capacity: '4.2 l', diameter: '24 cm', weight: '5.1 kg' },
          pitch: [
            'Stews, bread and Sunday roasts go from hob to oven to table in the same pot.',
            '炖肉、烤面包、周末大餐，从灶台到烤箱再到餐桌，一锅完成。',
          ],
          fault: 'heavy',
        },
        {
          series: ['Little Hearth', '小炉石'],
          noun: ['casserole for two', '二人炖锅'],
          priceCents: 7900,
          material: 'castIron',
          variants: ['mustard', 'ink', 'rose'],
          specs: { capacity: '1.8 l', diameter: '18 cm', weight: '2.9 kg' },
          pitch: [
            'The small sister of our casserole: right for two bowls of soup or one loaf.',
            '炖锅的小号版本，两碗汤或一只小面包刚刚好。',
          ],
        },
      ],
    },
    {
      id: 'pan',
      silhouette: 'pan',
      care: 'handwash',
      models: [
        {
          series: ['Ember', '余烬'],
          noun: ['frying pan', '煎锅'],
          priceCents: 4500,
          material: 'carbonSteel',
          variants: ['black', 'copper', 'steel'],
          specs: { diameter: '26 cm', weight: '1.4 kg' },
          pitch: [
            'Sears a steak properly and becomes more non-stick the more you cook in it.',
            '煎牛排外焦里嫩，越用越不粘。',
          ],
        },
        {
          series: ['Ember', '余烬'],
          noun: ['wok with lid', '带盖炒锅'],
          priceCents: 6900,
          material: 'carbonSteel',
          variants: ['charcoal', 'steel', 'walnut'],
          specs: { diameter: '32 cm', weight: '1.8 kg' },
          pitch: [
            'Flat at the base for induction and steep at the sides for tossing.',
            '平底适合电磁炉，锅壁陡直方便颠炒。',
          ],
          fault: 'wobbles',
        },
      ],
    },
    {
      id: 'board',
      silhouette: 'board',
      care: 'handwash',
      models: [
        {
          series: ['Grain', '木纹'],
          noun: ['chopping board', '砧板'],
          priceCents: 3800,
          material: 'oakWood',
          variants: ['oak', 'walnut', 'charcoal'],
          specs: { dimensions: '40 x 28 x 3 cm', weight: '2.1 kg' },
          pitch: [
            'End-grain that is kind to blades, with a groove that catches the juices.',
            '端面拼接不伤刀刃，四周凹槽可接住汁水。',
          ],
        },
        {
          series: ['Grain', '木纹'],
          noun: ['serving board', '餐盘木板'],
          priceCents: 2900,
          material: 'bamboo',
          variants: ['oak', 'tan', 'black'],
          specs: { dimensions: '45 x 18 x 2 cm', weight: '0.8 kg' },
          pitch: [
            'For cheese, bread and whatever is shared; the handle also hangs it up.',
            '摆奶酪、面包和一切适合分享的食物，手柄还可悬挂。',
          ],
        },
      ],
    },
    {
      id: 'bowl',
      silhouette: 'bowl',
      care: 'dishwasher',
      models: [
        {
          series: ['Harrow', '哈罗'],
          noun: ['set of four bowls', '四件套碗'],
          priceCents: 3600,
          material: 'stoneware',
          variants: ['oat', 'moss', 'ink'],
          specs: { capacity: '600 ml', diameter: '15 cm' },
          pitch: [
            'Deep enough for noodles and wide enough for salad, with a speckled glaze.',
            '盛面够深、拌沙拉够宽，釉面带有细密的斑点。',
          ],
          fault: 'chips',
        },
        {
          series: ['Batter', '面糊'],
          noun: ['mixing bowl', '搅拌盆'],
          priceCents: 2600,
          material: 'steel',
          variants: ['steel', 'sage', 'cream'],
          specs: { capacity: '3 l', diameter: '24 cm' },
          pitch: [
            'A rubber foot keeps it still while you whisk, and the lip pours without dripping.',
            '底部防滑圈让打蛋时盆不乱跑，倾倒口不滴漏。',
          ],
        },
      ],
    },
    {
      id: 'jar',
      silhouette: 'jar',
      care: 'dishwasher',
      models: [
        {
          series: ['Larder', '食橱'],
          noun: ['storage jar', '密封储物罐'],
          priceCents: 1600,
          material: 'glass',
          variants: ['oak', 'sage', 'white'],
          specs: { capacity: '1 l', dimensions: '11 x 11 x 15 cm' },
          pitch: [
            'Keeps pasta crisp and coffee fragrant; square, so that no shelf space is lost.',
            '意面不受潮、咖啡不跑香，方形设计不浪费橱柜空间。',
          ],
        },
        {
          series: ['Larder', '食橱'],
          noun: ['set of three spice jars', '三件套调料瓶'],
          priceCents: 1900,
          material: 'glass',
          variants: ['brass', 'black', 'terracotta'],
          specs: { capacity: '120 ml', dimensions: '5 x 5 x 9 cm' },
          pitch: [
            'Three jars that open with one hand while the other one stirs.',
            '单手即可打开，另一只手继续翻炒。',
          ],
          fault: 'leaks',
        },
      ],
    },
    {
      id: 'apron',
      silhouette: 'apron',
      care: 'machine40',
      models: [
        {
          series: ['Baker', '面包师'],
          noun: ['apron', '围裙'],
          priceCents: 3200,
          material: 'linen',
          variants: ['charcoal', 'oat', 'terracotta'],
          specs: { dimensions: '70 x 85 cm' },
          pitch: [
            'Cross-back straps that do not pull on the neck, and a pocket big enough for a recipe.',
            '后背交叉肩带不勒脖子，口袋大得能放下一本食谱。',
          ],
        },
        {
          series: ['Baker', '面包师'],
          noun: ['pair of tea towels', '茶巾两条装'],
          priceCents: 1500,
          silhouette: 'towel',
          material: 'cotton',
          variants: ['sky', 'mustard', 'sage'],
          specs: { dimensions: '50 x 70 cm' },
          pitch: ['Woven thick and thirsty, with a loop for the hook.', '织得厚实、吸水力强，配有挂环。'],
          fault: 'fades',
        },
      ],
    },
  ],
};
