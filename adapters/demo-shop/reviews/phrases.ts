import type { FaultId } from '../catalogue/product-type.ts';

export type Phrases = Readonly<Record<'en' | 'zh', readonly string[]>>;

/** What a fault sounds like in a review. */
export const faultPhrases: Readonly<Record<FaultId, Phrases>> = {
  leaks: {
    en: [
      'it leaks if it is not perfectly upright',
      'the seal lets liquid through',
      'had a puddle in my bag after the first trip',
      'drips every single time I pour',
    ],
    zh: ['稍微倾斜就漏', '密封圈漏水', '第一次带出门包里就湿了一片', '每次倒水都会滴漏'],
  },
  chips: {
    en: [
      'the rim chipped within a week',
      'one arrived with a chip in the glaze',
      'it chips far too easily',
      'a piece came off when it touched the tap',
    ],
    zh: ['用了一周边缘就磕了个口', '到货时釉面就有缺口', '太容易磕碰掉瓷', '轻轻碰到水龙头就缺了一块'],
  },
  fades: {
    en: [
      'the colour washed out after two washes',
      'it faded by the window in a month',
      'the dye came off in the machine',
      'looks years old already',
    ],
    zh: ['洗两次就掉色了', '放窗边一个月就褪色', '机洗时染了其他衣服', '颜色很快就旧了'],
  },
  pills: {
    en: [
      'it pills badly under the arms',
      'little balls of fluff everywhere after a few days',
      'the surface went bobbly at once',
      'sheds on everything',
    ],
    zh: ['腋下起球很严重', '没几天就到处是毛球', '表面很快就起毛', '掉毛沾得到处都是'],
  },
  shrinks: {
    en: [
      'it shrank a whole size although I followed the label',
      'came out of the wash too short',
      'no longer fits after one wash',
      'the sheet does not reach the corners any more',
    ],
    zh: ['按洗标洗还是缩了一码', '洗完就短了一截', '洗一次就穿不下了', '洗后四个角都套不上了'],
  },
  runs_small: {
    en: [
      'it runs at least one size small',
      'far too tight across the shoulders',
      'my usual size does not fit',
      'order one size up',
    ],
    zh: ['尺码至少偏小一码', '肩膀那里太紧', '平时的尺码穿不上', '建议买大一号'],
  },
  zip_sticks: {
    en: [
      'the zip gets stuck on the lining',
      'the zip broke in the second month',
      'you need two hands and luck to close the zip',
      'the puller came off',
    ],
    zh: ['拉链老是卡住内衬', '第二个月拉链就坏了', '拉链很难拉上', '拉链头掉了'],
  },
  wobbles: {
    en: [
      'it wobbles whatever I do',
      'the joint came loose after a week',
      'does not stand level',
      'the screws need tightening all the time',
    ],
    zh: ['怎么放都晃', '一周后接口就松了', '放不平', '螺丝总是要重新拧'],
  },
  dim: {
    en: [
      'it is much too dim to read by',
      'gives hardly any light',
      'one of the bulbs was dead on arrival',
      'the light is weaker than in the pictures',
    ],
    zh: ['太暗了没法看书', '几乎没什么亮度', '到货就有一个灯泡不亮', '亮度比图片差很多'],
  },
  smells: {
    en: [
      'it has a strong chemical smell',
      'the smell does not go away even after airing',
      'smells like plastic',
      'the scent gave me a headache',
    ],
    zh: ['有刺鼻的化学味', '晾了好几天还是有味道', '一股塑料味', '味道闻得头疼'],
  },
  thin: {
    en: [
      'the material is thinner than I expected',
      'you can see right through it',
      'feels flimsy for the price',
      'it tore at the edge',
    ],
    zh: ['料子比想象的薄', '薄得透光', '这个价格来说太单薄了', '边上一扯就裂'],
  },
  stains: {
    en: [
      'every drop of water leaves a stain',
      'it stained on the first day and the mark stays',
      'picks up dirt terribly',
      'the colour rubbed off on my coat',
    ],
    zh: ['滴一滴水就留印', '第一天就弄脏了洗不掉', '特别不耐脏', '颜色蹭到外套上了'],
  },
  heavy: {
    en: [
      'it is so heavy that I hardly use it',
      'too heavy to lift with one hand when full',
      'weighs a ton',
      'heavier than it needs to be',
    ],
    zh: ['太重了，不太想用', '装满后一只手根本端不动', '死沉死沉的', '没必要做这么重'],
  },
  bland: {
    en: [
      'it tastes of very little',
      'weak even after five minutes',
      'no aroma at all',
      'the second brew is just hot water',
    ],
    zh: ['味道太淡了', '泡五分钟还是没味', '完全没有香气', '第二泡就跟白水一样'],
  },
  blunt: {
    en: [
      'it went blunt within a month',
      'does not cut clean',
      'the edge is uneven',
      'crushes instead of cutting',
    ],
    zh: ['一个月就钝了', '切不利落', '刃口不平整', '是压断而不是剪断'],
  },
};

/** Praise of the thing itself, by category; then of what comes with it. */
export const praise: Readonly<Record<string, Phrases>> = {
  kitchen: {
    en: [
      'feels solid in the hand',
      'I use it every single day',
      'cleans up in seconds',
      'looks as good as it cooks',
      'the weight is just right',
      'my old one never worked this well',
    ],
    zh: ['拿在手里很有分量', '现在每天都在用', '很好清洗', '好看又好用', '重量刚刚好', '比以前那个好用太多'],
  },
  'tea-coffee': {
    en: [
      'makes my mornings better',
      'the flavour is wonderful',
      'smells lovely when you open it',
      'keeps everything warm for ages',
      'pours beautifully',
      'best cup I have had at home',
    ],
    zh: [
      '早晨的心情都变好了',
      '味道很棒',
      '一打开就很香',
      '保温效果特别好',
      '出水很顺',
      '在家喝过最好的一杯',
    ],
  },
  'bed-bath': {
    en: [
      'so soft that I ordered a second one',
      'I sleep better since it came',
      'washes well and keeps its shape',
      'feels like a hotel',
      'dries quickly',
      'the fabric is lovely against the skin',
    ],
    zh: ['太软了又买了一件', '用了之后睡得更好', '洗后不变形', '有酒店的感觉', '干得快', '贴着皮肤很舒服'],
  },
  lighting: {
    en: [
      'the light is warm and even',
      'makes the whole room cosier',
      'was put up in five minutes',
      'looks more expensive than it was',
      'no flicker at all',
      'exactly the glow I wanted',
    ],
    zh: [
      '光线温暖均匀',
      '整个房间都温馨了',
      '五分钟就装好了',
      '看起来比价格贵',
      '完全没有频闪',
      '正是我想要的氛围',
    ],
  },
  clothing: {
    en: [
      'fits perfectly',
      'I get compliments every time',
      'warm without being bulky',
      'the cut is lovely',
      'the wool does not scratch',
      'has become my favourite',
    ],
    zh: ['非常合身', '每次穿都有人夸', '保暖又不臃肿', '版型很好', '羊毛一点也不扎', '成了我最爱的一件'],
  },
  'bags-travel': {
    en: [
      'holds more than you would think',
      'has been through three trips without a scratch',
      'light and well thought out',
      'the pockets are where you need them',
      'rolls silently',
      'looks better with every month',
    ],
    zh: [
      '比看起来能装',
      '出差三次一点没刮花',
      '轻便、设计周到',
      '口袋位置都很顺手',
      '轮子很安静',
      '越用越好看',
    ],
  },
  'desk-stationery': {
    en: [
      'makes my desk a calmer place',
      'writes smoothly',
      'the paper takes ink without bleeding',
      'beautifully made',
      'everything has its place now',
      'a pleasure to use',
    ],
    zh: ['桌面一下子清爽了', '书写很顺滑', '纸张不洇墨', '做工很精致', '东西都有地方放了', '用起来很享受'],
  },
  'garden-outdoor': {
    en: [
      'survived a whole winter outside',
      'sturdy and easy to carry',
      'my plants are happier',
      'folds up in no time',
      'did not mind the rain at all',
      'just what our balcony needed',
    ],
    zh: [
      '放室外过了一个冬天也没事',
      '结实又好拿',
      '植物都长得更好了',
      '收纳很快',
      '淋雨完全没问题',
      '正适合我们的阳台',
    ],
  },
};

/** Mild complaints of a product that has no fault. */
export const quibbles: Phrases = {
  en: [
    'the colour is a little darker than in the picture',
    'a bit expensive for what it is',
    'slightly smaller than I imagined',
    'the instructions could be clearer',
    'the box was dented',
    'wish there were more colours',
  ],
  zh: [
    '颜色比图片深一点',
    '价格小贵',
    '比想象的小一点',
    '说明书写得不清楚',
    '盒子有点压坏了',
    '希望颜色再多些',
  ],
};

export const latePhrases: Phrases = {
  en: [
    'delivery took far longer than promised',
    'arrived days late and nobody told me',
    'the parcel sat in a depot for a week',
  ],
  zh: ['物流比承诺的慢太多', '晚到了好几天也没人通知', '包裹在中转站停了一周'],
};

export const servicePhrases: Phrases = {
  en: [
    'delivery was quick',
    'nicely packed',
    'arrived a day early',
    'customer service was friendly',
    'good value for the money',
    'would order again',
  ],
  zh: ['发货很快', '包装很用心', '提前一天就到了', '客服很友好', '性价比高', '会回购'],
};

export const openings: Readonly<Record<'good' | 'mixed' | 'bad', Phrases>> = {
  good: {
    en: [
      'Love it',
      'Very happy with this',
      'Great buy',
      'Exactly what I was looking for',
      'Bought it as a gift and nearly kept it',
      'Can only recommend it',
    ],
    zh: ['非常喜欢', '很满意', '买得很值', '正是我想要的', '本来是送人的，差点自己留下', '强烈推荐'],
  },
  mixed: {
    en: ['It is all right', 'Good, but not perfect', 'Mixed feelings', 'Three stars from me', 'Nice idea'],
    zh: ['还可以', '不错，但不完美', '感受有点复杂', '给个中评', '想法不错'],
  },
  bad: {
    en: ['Disappointed', 'Not worth the money', 'Would not buy again', 'I had expected more', 'Sent it back'],
    zh: ['很失望', '不值这个价', '不会再买了', '期望太高了', '已经退货了'],
  },
};
