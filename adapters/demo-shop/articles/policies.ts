import type { Article } from './article.ts';

/** The shop's rules; figures agree with demo-settings.ts. */
export const policies: readonly Article[] = [
  {
    id: 'policy-returns',
    kind: 'policy',
    title: { en: 'Returns and refunds', zh: '退货与退款政策' },
    body: {
      en: 'You may send anything back within 30 days of delivery, unused and in its original packaging. Open the return in the chat or in your order history and print the label that we send you. Returns from the United Kingdom are free; from other countries you pay the postage unless the item is faulty or wrong. We refund the price to the way you paid within 5 working days of receiving the parcel. Opened tea, coffee and candles that have been lit cannot be returned unless they are faulty.',
      zh: '商品送达后 30 天内，未使用且包装完好，均可退货。您可以在聊天中或订单记录里申请退货，并打印我们发送的退货标签。英国境内退货免运费；其他国家的退货邮费由您承担，商品有质量问题或发错货的除外。我们收到包裹后 5 个工作日内，将货款原路退回。已拆封的茶叶、咖啡以及已点燃的蜡烛，除质量问题外不支持退货。',
    },
  },
  {
    id: 'policy-delivery',
    kind: 'policy',
    title: { en: 'Delivery', zh: '配送政策' },
    body: {
      en: 'Orders placed before 14:00 on a working day usually leave our Bristol warehouse the next day. Standard delivery takes 2 to 4 working days within the United Kingdom (£3.95), 4 to 6 to Germany and France (£7.95), 6 to 10 to the United States and 7 to 12 to China (£11.95), and 7 to 14 elsewhere (£14.95). Delivery is free for orders of £50 or more, wherever they go. Every parcel can be tracked.',
      zh: '工作日 14:00 前的订单通常次日从布里斯托仓库发出。标准配送时效：英国 2 至 4 个工作日（£3.95），德国和法国 4 至 6 个工作日（£7.95），美国 6 至 10 个工作日、中国 7 至 12 个工作日（£11.95），其他地区 7 至 14 个工作日（£14.95）。订单满 £50 全球免运费。所有包裹均可追踪物流。',
    },
  },
  {
    id: 'policy-cancellation',
    kind: 'policy',
    title: { en: 'Cancelling an order', zh: '取消订单' },
    body: {
      en: 'You can cancel an order free of charge until it leaves our warehouse; ask in the chat and it is done at once. The full amount goes back to the way you paid within 5 working days. Once the parcel has left, please wait for it and send it back as a return.',
      zh: '订单出库前可随时免费取消，在聊天中告诉我们即可立即处理，全部款项会在 5 个工作日内原路退回。如果包裹已经发出，请收到后按退货流程处理。',
    },
  },
  {
    id: 'policy-payment',
    kind: 'policy',
    title: { en: 'Payment and invoices', zh: '支付与发票' },
    body: {
      en: 'We take Visa, Mastercard and American Express, PayPal, Apple Pay and Google Pay, Alipay and WeChat Pay. Prices are in pounds sterling and include tax. We charge you when you place the order. An invoice with all taxes is sent by e-mail with the dispatch note, and can be sent again at any time.',
      zh: '我们支持 Visa、万事达卡、美国运通卡、PayPal、Apple Pay、Google Pay、支付宝和微信支付。价格以英镑计，均已含税。下单时即扣款。含税发票随发货通知以电子邮件寄出，也可随时补发。',
    },
  },
  {
    id: 'policy-warranty',
    kind: 'policy',
    title: { en: 'Two-year warranty', zh: '两年质保' },
    body: {
      en: 'Everything except food and candles has a two-year warranty against faults in material and workmanship, from the day of delivery. Send us a photo in the chat; we repair, replace or refund, and pay the postage. Normal wear, drops and wrong care are not covered. Your statutory rights are not affected.',
      zh: '除食品和蜡烛外，所有商品自送达之日起享受两年质保，覆盖材料和做工问题。请在聊天中发来照片，我们会维修、更换或退款，邮费由我们承担。正常磨损、摔落和不当保养不在质保范围内。您的法定权利不受影响。',
    },
  },
  {
    id: 'policy-privacy',
    kind: 'policy',
    title: { en: 'Privacy', zh: '隐私政策' },
    body: {
      en: 'We use your data to deliver your orders, to answer you and, if you agree, to choose offers for you. We do not sell it. In the chat you can ask for a copy of your data, have your account deleted, or refuse personalised offers; a refusal takes effect at once and costs you nothing. Order records that the law makes us keep stay for six years.',
      zh: '我们使用您的数据来配送订单、回复咨询，并在您同意的情况下为您挑选优惠。我们不会出售您的数据。您可以在聊天中索取个人数据副本、注销账号，或拒绝个性化优惠；拒绝立即生效，不会有任何损失。法律要求保留的订单记录会保存六年。',
    },
  },
  {
    id: 'policy-loyalty',
    kind: 'policy',
    title: { en: 'Loyalty points', zh: '会员积分' },
    body: {
      en: 'Every pound you spend on products earns one point; points of returned items are taken off again. With 500 points or more, standard delivery is free on every order, whatever its value. Points do not expire while you order at least once in 24 months. They cannot be paid out in cash.',
      zh: '购买商品每消费 1 英镑积 1 分，退货商品的积分会相应扣除。积分达到 500 分后，任何金额的订单都免标准运费。只要 24 个月内至少下单一次，积分就不会过期。积分不可兑换现金。',
    },
  },
  {
    id: 'policy-price-match',
    kind: 'policy',
    title: { en: 'Price match', zh: '价格保护' },
    body: {
      en: 'If we lower the price of an item within 14 days of your order, tell us and we refund the difference. Sales with a code do not count, and we do not match the prices of other shops.',
      zh: '下单后 14 天内，如果我们下调了该商品的标价，告诉我们即可退还差价。使用优惠码的促销不计算在内，我们也不比照其他商家的价格。',
    },
  },
  {
    id: 'policy-promotions',
    kind: 'policy',
    title: { en: 'Codes and promotions', zh: '优惠码与促销' },
    body: {
      en: 'One code can be used per order, on the cart page. Codes cannot be combined, and free delivery comes on top. Codes that were given to you personally work for your account only and until the date that is written with them. Prices and offers are the same however you ask: our assistant cannot negotiate.',
      zh: '每个订单可在购物车页面使用一个优惠码，优惠码不可叠加，但可与免运费同时享受。专属优惠码仅限本人账号、在注明的日期前使用。无论怎么询问，价格和优惠都一样：我们的助手不议价。',
    },
  },
];
