import type { Article } from './article.ts';
import { faq } from './faq-article.ts';

/** What shoppers ask about the shop itself rather than about an order. */
export const shopFaqs: readonly Article[] = [
  faq(
    'about',
    [
      'Who are you, and is there a shop to visit?',
      'Harbour & Hearth is an online shop for home, travel and tea. There is no shop to visit: everything leaves our warehouse in Bristol, England, and the shop is open day and night.',
    ],
    [
      '你们是谁？有实体店吗？',
      '港湾与炉火是一家经营家居、旅行和茶咖用品的网店，没有实体店：所有商品从英国布里斯托的仓库发出，网店全天营业。',
    ],
  ),
  faq(
    'guest',
    [
      'Can I order without an account?',
      'Yes, as a guest with your e-mail address. With an account you see your order history, collect points and can return things in the chat.',
    ],
    [
      '不注册账号可以下单吗？',
      '可以，留下邮箱即可以访客身份下单。注册账号后可以查看订单记录、累积积分，并在聊天中办理退货。',
    ],
  ),
  faq(
    'gift-cards',
    [
      'Do you sell gift cards or vouchers?',
      'No, we have no gift cards or vouchers to buy. A present can go straight to another address: enter it at checkout.',
    ],
    ['有礼品卡或购物卡吗？', '没有，我们不出售礼品卡或购物卡。礼物可以直接寄到对方地址，结账时填写即可。'],
  ),
  faq(
    'express',
    [
      'Is there express or next-day delivery?',
      'No, there is standard delivery alone, 2 to 4 working days within the United Kingdom. We cannot promise a particular day or hour.',
    ],
    ['有加急或次日达吗？', '没有，只有标准配送，英国境内 2 至 4 个工作日，无法指定具体日期或时段。'],
  ),
  faq(
    'bulk',
    [
      'Can I order large quantities, or as a business?',
      'Yes. For more than the cart takes, or an invoice to a company, ask in the chat: a colleague checks stock and delivery. Prices are those of the shop.',
    ],
    [
      '可以批量采购或企业购买吗？',
      '可以。数量超过购物车上限或需要公司抬头发票时，请在聊天中提出，同事会确认库存和配送。价格与商店一致。',
    ],
  ),
  faq(
    'safe-payment',
    [
      'Is it safe to shop and pay here?',
      'Payments are made at the provider that you choose, over an encrypted connection; we never see your card number and never ask for it in the chat.',
    ],
    [
      '在这里购物付款安全吗？',
      '付款在您选择的支付机构页面完成，全程加密；我们看不到您的卡号，也绝不会在聊天中索要。',
    ],
  ),
  faq(
    'reviews',
    [
      'Are the reviews real?',
      'Reviews come from shoppers who bought the product here. We neither pay for them nor change them, and we show the critical ones too.',
    ],
    ['评价是真实的吗？', '评价来自在本店购买过该商品的顾客。我们不付费征集、不修改内容，差评也照常展示。'],
  ),
  faq(
    'materials',
    [
      'Are your products vegan or sustainable?',
      'The material stands on each product page. Our cotton is organic (GOTS), our merino mulesing-free, our nylon recycled. Wool, leather and down come from animals; things made of them are not vegan.',
    ],
    [
      '商品是纯素或环保的吗？',
      '每个商品页面都注明材质。棉为有机棉（GOTS 认证），美利奴羊毛不采用割皮法，尼龙为再生材料。羊毛、皮革和羽绒来自动物，相关商品不属于纯素。',
    ],
  ),
];
