import type { Language } from '../../../core/contracts/staff.ts';

/** Why rows are left out, in Chinese, by the server's own sentences; numbers stand as N in both. */
const chinese: Readonly<Record<string, string>> = {
  'no product': '没有商品',
  'no text': '没有内容',
  'no name': '没有名称',
  'no price': '没有价格',
  'no date': '没有日期',
  'no time': '没有时间',
  'no quantity': '没有数量',
  'a quantity of 0': '数量为 0',
  'a price below 0': '价格为负数',
  'a price below 0: a correction, no sale': '价格为负数：属于更正，不是销售',
  'not a rating from 1 to 5': '不是 1 到 5 的评分',
  'the shop has no such product; import products first, or use --create-products':
    '店铺没有该商品：请先导入商品，或选择建档',
  'neither an id nor an e-mail': '既没有编号也没有邮箱',
  'an id of more than 200 characters': '编号超过 200 个字符',
  'neither a shopper nor a visitor': '既没有顾客也没有访客',
  "an entry of the shop's books, no sale": '属于店铺账务，不是销售',
  'neither a price nor a customer: a movement of stock, no sale':
    '既没有价格也没有客户：属于库存变动，不是销售',
  'nothing was given back for it: a movement of stock, no return': '没有退款金额：属于库存变动，不是退货',
  'a return that names neither an order nor a customer': '退货没有订单也没有客户',
  'a line of more than 21 million': '金额超过 2100 万',
  'not an amount': '不是金额',
  'not a whole number': '不是整数',
  'too large': '数值过大',
  'not a date that exists': '不是有效日期',
  'a date in the future': '日期在未来',
  'day and month may be either way round; --dates dmy or --dates mdy says which': '日和月的先后无法判断',
  'not a currency of ISO 4217': '不是有效的币种',
  'the file ends in the middle of a line, so that this may be incomplete; export it again':
    '文件在一行中间结束，可能不完整，请重新导出',
  'the line ends inside a quotation': '该行在引号内结束',
  'its order has no date': '所属订单没有日期',
  'a return of what its order does not hold': '退货的内容不在所属订单中',
  'a discount without an order to belong to': '优惠没有所属订单',
  'shipping without an order to belong to': '运费没有所属订单',
  'not valid JSON': '不是有效的 JSON',
  'not a JSON object': '不是 JSON 对象',
};
const patterns: readonly (readonly [RegExp, string])[] = [
  [/^the same as line N$/, '与另一行相同'],
  [/^line N says it anew$/, '后面的行有更新的内容'],
  [/^more fields than the header: N instead of \S+$/, '字段比表头多'],
  [/^fewer fields than the header: N instead of \S+$/, '字段比表头少'],
  [/^a return of what was not bought before, or not at that price: N .*$/, '退货找不到对应的购买记录或价格'],
  [/^the same as line (\S+)$/, '与第 $1 行相同'],
  [/^line (\S+) says it anew$/, '第 $1 行有更新的内容'],
  [/^more fields than the header: (\S+) instead of (\S+)$/, '字段比表头多：$1 个而不是 $2 个'],
  [/^fewer fields than the header: (\S+) instead of (\S+)$/, '字段比表头少：$1 个而不是 $2 个'],
  [/^larger than (\S+) million$/, '超过 $1 百万'],
  [/^larger than N million$/, '超过可用的范围'],
  [/^not in (\w{3}), the currency of the shop$/, '不是店铺币种 $1'],
  [
    /^in (\w{3}), and the shop counts in (\w{3}): amounts are not converted$/,
    '币种为 $1，店铺币种为 $2：不做换算',
  ],
  [
    /^a return of what was not bought before, or not at that price: (\S+) (\w{3}) of it are left over$/,
    '退货找不到对应的购买记录或价格：余下 $1 $2',
  ],
];
/** Flags of the command line have no place on a page, nor has the N that stands for many numbers. */
const english: Readonly<Record<string, string>> = {
  'day and month may be either way round; --dates dmy or --dates mdy says which':
    'day and month may be either way round: say above which comes first',
  'the shop has no such product; import products first, or use --create-products':
    'the shop has no such product: import products first, or have them made',
  'the same as line N': 'the same as another line',
  'line N says it anew': 'a later line says it anew',
};

/** A reason in the language of the page; one that stands not here is shown as the server gives it. */
export function reasonInWords(reason: string, language: Language): string {
  if (language === 'en')
    return english[reason] ?? reason.replace(/: N (\w{3} of it are left over|instead of \S+)$/, '');
  const pattern = patterns.find(([form]) => form.test(reason));
  return chinese[reason] ?? (pattern ? reason.replace(pattern[0], pattern[1]) : reason);
}
