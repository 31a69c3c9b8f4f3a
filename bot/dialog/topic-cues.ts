import type { TopicLabel } from '../../core/words.ts';
import type { Classified } from '../../nlp/understanding.ts';
import type { Cue } from './cue.ts';
import { englishCues, englishManners } from './english-cues.ts';

/** Whatever else stands there. */
const certain = 100_000;
const sure = 100;
const strong = 8;
const some = 3;

/**
 * What shop people hear in a few words and a model that was trained on other sentences can miss. A cue is evidence, not
 * a verdict: it multiplies the model's odds, so that a sure model outweighs it and two cues weigh each other.
 */
const cues: readonly Cue[] = [
  ['return_refund', sure, /到账(?!篷)/],
  ['complaint', sure, /赔(?:我|偿|点|钱|不赔)|补偿|\bcompensat\w+/i],
  ['cancel', strong, /取消(?:订单|这|那|了)|订单.{0,10}(?:不要|去掉|删掉)/],
  ['out_of_scope', strong, /实体店|门店|几点(?:上|下)班|营业时间|上班时间/],
  [
    'promotion',
    strong,
    /\b[A-Z]{4,12}\d{0,3}.{0,8}(?:用不|不能|无效|失效)|(?:提示|显示).{0,4}(?:无效|失效|过期)/,
  ],
  [
    'delivery',
    strong,
    /催(?:一|下|件|单|了)|帮我催|物流|快递|包裹|几天(?:能)?到|多久(?:能)?到|派送|寄到|发到/,
  ],
  ['delivery', some, /运费|邮费|包邮|配送|发货/],
  ['order_status', some, /查.{0,4}(?:订单|单子)|订单.{0,4}(?:查|状态|进度|哪)|发货(?:了)?(?:吗|没)/],
  ['return_refund', sure, /退货|退款|退换|无理由|(?:运费|邮费).{0,4}谁|谁.{0,3}(?:运费|邮费)/],
  ['return_refund', sure, /换(?:货|大|小|个?(?:码|号|尺)|个?(?:大|小)(?:的|一?点))/],
  ['return_refund', strong, /换(?:一?双|一?件)|(?:能|可以|想|要|怎么)退|退(?:了|掉|回)/],
  [
    'cancel',
    sure,
    /(?:先)?别(?:寄|发货?)(?:了|$)(?<!(?:广告|短信|邮件|消息).{0,20})|(?:不用|不要|暂停)(?:寄|发货?)了?$|拒收|拦截|\b(?:don't|do not) (?:send|ship)\b/i,
  ],
  ['payment', sure, /发票|专票|普票|抬头|税号/],
  [
    'payment',
    strong,
    /花呗|扣(?:了)?(?:我)?(?:两|2|二)(?:次|笔)|重复扣|多扣|支付宝|微信支付|付款方式|货到付款|分期/,
  ],
  [
    'promotion',
    strong,
    /便宜(?:点|一?些|一丢丢|一?点点|几)|优惠(?:点|券|码|活动)|折扣|打折|[一二三四五六七八九\d]折|砍价|少(?:点|几)|抹零|内部价|最低(?:价|多少)|降价|促销|满减|红包|立减|黑五|双十一|双11|618|年货节|让价|还价|讲价|一毛不拔/,
  ],
  [
    'recommendation',
    strong,
    /推荐|(?:送|给)(?:女|男|老|妈|爸|朋友|对象|同事|孩子|闺蜜|领导|客户|长辈|奶|爷|媳妇|太太).{0,12}(?:礼|什么|啥|好|合适)|礼物|种草|(?:\d|[一二三四五六七八九十百千])(?:元|块|镑|英镑)?(?:以内|以下|左右|之内)|预算|想买(?:个|一|条|件|双|点)|换一?批|换几款|看看(?:别的|其他)/,
  ],
  [
    'product_question',
    strong,
    /蹲.{0,6}(?:货|色|款)|到货|补货|购物车|[怎咋]么?(?:下单|买|拍)|多少钱|什么价|(?:有没有|有).{0,4}(?:色|黑|白|蓝|红|绿|灰|粉|黄|紫)的?(?:[吗么没]|$)/,
  ],
  // "How much is this thing", whatever thing: not what a parcel costs.
  ['product_question', sure, /^(?!.*(?:运费|邮费|快递|寄|发到|送到)).{2,14}多少钱[啊呀呢吗？?]*$/],
  ['promotion', sure, /不(?:便宜|优惠|打折|降价|给(?:优惠|折扣)).{0,8}(?:去|走|换|不买)/],
  [
    'product_question',
    some,
    /防水|材质|尺码|颜色|尺寸|多重|容量|有货|现货|补货|缺货|(?:有|是).{1,6}色的?(?:吗|么|没)|什么做的|区别|哪个(?:好|更)|对比|能(?:机洗|洗|放|装|用)|保修|质保/,
  ],
  [
    'account',
    strong,
    /密码|登录|注销|个人信息|隐私|(?:换|改|绑).{0,4}(?:手机|邮箱|号码)|号.{0,3}停机|验证码|算法|画像|自动化决策|(?:别|不要|不想|停止|关闭).{0,5}(?:推荐|推送|分析|追踪|跟踪)/,
  ],
  ['account', sure, /(?:广告|推销|营销|骚扰|推广)(?:短信|邮件|电话|信息|消息)?.{0,14}(?:别|不要|停|退订)/],
  ['complaint', sure, /12315|消协|工商局|假货|[退假]一赔/],
  [
    'complaint',
    strong,
    /投诉|曝光|差评|骗子|坑人|黑店|破(?:了|损)|碎了|裂了|坏了|发错|少发|漏发|踩雷|翻车|辣鸡|垃圾|起诉|律师/,
  ],
  ['leaving', some, /再也不(?:来|买)|卸载|拉黑|取关|不会再(?:来|买)/],
  [
    'person_wanted',
    strong,
    /(?:转|找|要|叫|换|来)(?:个|一个|你们)?(?:真)?人工|活人|(?:叫|找|让|换).{0,3}(?:经理|店长|老板|主管|领导|负责人)(?:来|出来|$)|别.{0,3}机器人|人工(?:客服|服务)|不想.{0,4}机器(?:人)?/,
  ],
  [
    'small_talk',
    sure,
    /你(?:是|到底是)(?:不是)?(?:个)?(?:真人|机器人|人工智能|人还是)|是(?:真人|机器人)(?:吗|么|还是)/,
  ],
  ['complaint', certain, /(?:少|漏|缺)了?[一两几二三\d][件个双本条只盒包]/],
  ['recommendation', strong, /上新|新品|新款|新货/],
  ['small_talk', strong, /yyds|绝绝子|太香了|爱了爱了|给力|好评|点赞/i],
];

/** The model's topics with what the words of the text say added; the same where no cue is found. */
export function weighTopics(topic: Classified<TopicLabel>, text: string): Classified<TopicLabel> {
  const plain = text.normalize('NFKC');
  if (plain.length > cueLength) return topic;
  const found = [...cues, ...englishCues].filter(([, , words]) => words.test(plain));
  if (found.length === 0) return topic;
  const odds = { ...topic.probabilities };
  // Few words look like small talk to a model that reads sentences; with a cue and without manners they are not.
  if (!englishManners.test(plain) && !found.some(([label]) => label === 'small_talk'))
    odds.small_talk /= strong;
  for (const [label, times] of found) odds[label] *= times;
  const sum = Object.values(odds).reduce((all, one) => all + one, 0);
  const probabilities = Object.fromEntries(
    Object.entries(odds).map(([label, value]) => [label, value / sum]),
  ) as Record<TopicLabel, number>;
  const [label] = Object.entries(probabilities).reduce((best, one) => (one[1] > best[1] ? one : best));
  return { label: label as TopicLabel, probabilities };
}

/** In a long message the words of many topics occur: the model, which reads it whole, is left alone with it. */
const cueLength = 110;
