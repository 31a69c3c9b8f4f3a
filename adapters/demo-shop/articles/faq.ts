import type { Article } from './article.ts';
import { faq } from './faq-article.ts';

/** What shoppers ask most; figures agree with demo-settings.ts and policies.ts. */
export const faqs: readonly Article[] = [
  faq(
    'delivery-time',
    [
      'How long does delivery take?',
      'Within the United Kingdom 2 to 4 working days, to Germany and France 4 to 6, to the United States 6 to 10, to China 7 to 12. You see the promised day at checkout and in your order history.',
    ],
    [
      '配送需要多久？',
      '英国境内 2 至 4 个工作日，德国和法国 4 至 6 个工作日，美国 6 至 10 个工作日，中国 7 至 12 个工作日。结账页面和订单记录中都会显示预计送达日期。',
    ],
  ),
  faq(
    'delivery-cost',
    [
      'What does delivery cost?',
      '£3.95 within the United Kingdom, £7.95 to Germany and France, £11.95 to the United States and China. Orders of £50 or more are delivered free, and so is every order of members with 500 points.',
    ],
    [
      '运费是多少？',
      '英国境内 £3.95，德国和法国 £7.95，美国和中国 £11.95。订单满 £50 免运费；积分达到 500 分的会员每单都免运费。',
    ],
  ),
  faq(
    'where-order',
    [
      'Where is my order?',
      'Ask in the chat with your order number, or open your order history: each order shows where the parcel is and when it should arrive.',
    ],
    ['我的订单到哪里了？', '在聊天中提供订单号，或打开订单记录，即可看到包裹位置和预计送达时间。'],
  ),
  faq(
    'late',
    [
      'My parcel is late. What now?',
      'Tell us in the chat. We check with the carrier; if the parcel is more than ten days late or lost, we send a new one or refund you, as you like.',
    ],
    [
      '包裹延误了怎么办？',
      '请在聊天中告诉我们，我们会向承运商查询；如果延误超过十天或包裹丢失，我们会按您的意愿补发或退款。',
    ],
  ),
  faq(
    'damaged',
    [
      'Something arrived broken or is the wrong item.',
      'We are sorry. Send a photo in the chat within 30 days, and we replace it or refund you; you need not send a broken item back.',
    ],
    [
      '收到的商品破损或发错了怎么办？',
      '非常抱歉。请在 30 天内通过聊天发来照片，我们会补发或退款，破损商品无需寄回。',
    ],
  ),
  faq(
    'missing',
    [
      'A part of my order is missing.',
      'Larger orders may travel in two parcels. If the other one does not come within two working days, tell us and we send what is missing.',
    ],
    [
      '订单里少了东西怎么办？',
      '较大的订单可能分两个包裹寄出。如果另一个包裹两个工作日内仍未送达，请告诉我们，我们会补寄。',
    ],
  ),
  faq(
    'how-return',
    [
      'How do I return something?',
      'Say in the chat which item you want to return, or use your order history. We e-mail you a label; pack the item and drop it at any parcel shop of the carrier within 30 days of delivery.',
    ],
    [
      '怎么退货？',
      '在聊天中告诉我们要退哪件商品，或在订单记录中申请。我们会把退货标签发到您的邮箱，请在送达后 30 天内打包交到承运商的任一网点。',
    ],
  ),
  faq(
    'refund-when',
    [
      'When do I get my money back?',
      'Within 5 working days of your return reaching us, to the way you paid. Your bank may take two more days to show it.',
    ],
    ['退款多久到账？', '我们收到退货后 5 个工作日内原路退款，银行入账可能还需两天。'],
  ),
  faq(
    'exchange',
    [
      'Can I exchange an item for another size or colour?',
      'Yes: return the one you have and order the other one. If it is sold out meanwhile, ask us in the chat and we put one aside for you.',
    ],
    [
      '可以换尺码或颜色吗？',
      '可以：把现有的退回，再下单您想要的款式。如果担心缺货，可以在聊天中联系我们预留。',
    ],
  ),
  faq(
    'cancel',
    [
      'Can I cancel or change my order?',
      'You can cancel until it leaves the warehouse, in the chat. We cannot change a placed order; cancel it and order again.',
    ],
    ['可以取消或修改订单吗？', '出库前可以在聊天中取消。已下的订单无法修改，请取消后重新下单。'],
  ),
  faq(
    'address',
    [
      'Can I change the delivery address?',
      'Until the parcel leaves us, yes: ask in the chat. After that, the carrier can often redirect it with the tracking number.',
    ],
    ['可以修改收货地址吗？', '发货前可以，请在聊天中告诉我们。发货后通常可以凭运单号联系承运商改派。'],
  ),
  faq(
    'payment-methods',
    [
      'How can I pay?',
      'By Visa, Mastercard or American Express, PayPal, Apple Pay, Google Pay, Alipay or WeChat Pay.',
    ],
    [
      '支持哪些支付方式？',
      '支持 Visa、万事达卡、美国运通卡、PayPal、Apple Pay、Google Pay、支付宝和微信支付。',
    ],
  ),
  faq(
    'payment-failed',
    [
      'My payment did not go through.',
      'Please check the card details and that your bank allows payments to the United Kingdom, then try again or choose another way to pay. Nothing is charged for an order that was not placed.',
    ],
    [
      '付款失败怎么办？',
      '请检查卡片信息，并确认银行允许向英国付款，然后重试或更换支付方式。未成功的订单不会扣款。',
    ],
  ),
  faq(
    'charged-twice',
    [
      'I was charged twice.',
      'One of the two is usually a reservation that your bank releases within three working days. If both stay, send us the order number and we refund one at once.',
    ],
    [
      '为什么扣了两次款？',
      '其中一笔通常是银行的预授权，三个工作日内会自动释放。如果两笔都没有释放，请提供订单号，我们立即退还一笔。',
    ],
  ),
  faq(
    'invoice',
    [
      'Where do I find my invoice?',
      'It comes by e-mail when the order is sent. Ask in the chat with the order number and we send it again, also with a company name.',
    ],
    ['发票在哪里？', '发票会在发货时发送到您的邮箱。在聊天中提供订单号，我们可以补发，也可以开具公司抬头。'],
  ),
  faq(
    'customs',
    [
      'Do I pay customs duties?',
      'No. The price you see is what you pay: we settle duties and taxes for every country that we deliver to.',
    ],
    ['需要缴纳关税吗？', '不需要。您看到的价格就是最终价格，所有配送国家的关税和税费都由我们承担。'],
  ),
  faq(
    'code',
    [
      'How do I use a code?',
      'Paste it in the cart and press Apply. One code per order; if a code is refused, the cart says which condition is not met.',
    ],
    [
      '优惠码怎么用？',
      '在购物车中粘贴优惠码并点击“使用”。每单限用一个；如果无法使用，购物车会说明未满足的条件。',
    ],
  ),
  faq(
    'discounts',
    [
      'Are there discounts at the moment?',
      'Public promotions are shown at the top of the shop: free delivery from £50, the code of the season, and 5% for students with STUDENT5.',
    ],
    [
      '现在有什么优惠？',
      '公开优惠显示在商店页面顶部：满 £50 免运费、当季优惠码，以及学生专享的 STUDENT5（减 5%）。',
    ],
  ),
  faq(
    'points',
    [
      'How do loyalty points work?',
      'You earn one point for each pound. From 500 points on, standard delivery is always free. Ask in the chat how many you have.',
    ],
    ['积分怎么用？', '每消费 1 英镑积 1 分，满 500 分后标准配送永久免费。在聊天中可以查询您的积分。'],
  ),
  faq(
    'gift',
    [
      'Can you wrap it as a gift?',
      'We do not gift-wrap, but no price is on anything in the parcel, and the invoice goes to you by e-mail only.',
    ],
    ['可以礼品包装吗？', '目前不提供礼品包装，但包裹内没有任何价格标签，发票也只会发到您的邮箱。'],
  ),
  faq(
    'stock',
    [
      'When will a sold-out item be back?',
      'Most come back within three weeks. Tell us in the chat which one you want and we write to you when it is here.',
    ],
    ['缺货商品什么时候补货？', '大多数商品三周内补货。在聊天中告诉我们您想要的商品，到货后我们会通知您。'],
  ),
  faq(
    'sizes',
    [
      'Which size should I take?',
      'Our clothes are cut true to size; between two sizes take the larger one for knitwear. Each product page lists the sizes there are.',
    ],
    [
      '尺码怎么选？',
      '服装为标准尺码；如果介于两个尺码之间，针织类建议选大一码。商品页面列出了所有可选尺码。',
    ],
  ),
  faq(
    'dishwasher',
    [
      'Which tableware is safe for the dishwasher?',
      'Mugs, bowls, teapots, jars and drippers are. Knives, boards, cast iron and insulated flasks are washed by hand.',
    ],
    ['哪些餐具可以用洗碗机？', '马克杯、碗、茶壶、储物罐和滤杯都可以。刀具、砧板、铸铁锅和保温杯请手洗。'],
  ),
  faq(
    'wool-care',
    [
      'How do I wash wool so that it does not shrink?',
      'On the wool cycle at 30 °C or by hand with wool detergent, then dry it flat and away from heat. New knitwear pills a little at first; a comb takes it off.',
    ],
    [
      '羊毛怎么洗才不缩水？',
      '用 30℃ 羊毛程序或用羊毛洗涤剂手洗，然后平铺阴干、远离热源。新针织品初期会轻微起球，用除球梳梳掉即可。',
    ],
  ),
  faq(
    'cast-iron',
    [
      'Does the casserole work on induction?',
      'Yes. The casseroles, the frying pan and the wok work on every hob, induction included, and the casseroles go into the oven up to 250 °C.',
    ],
    [
      '炖锅可以用电磁炉吗？',
      '可以。炖锅、煎锅和炒锅适用于包括电磁炉在内的所有炉灶，炖锅还可进 250℃ 以内的烤箱。',
    ],
  ),
  faq(
    'cabin',
    [
      'Is the cabin suitcase allowed on every airline?',
      'It measures 55 x 36 x 22 cm with wheels, which fits most airlines. A few low-cost ones allow less in their cheapest fare; please check your ticket.',
    ],
    [
      '登机箱所有航空公司都能带吗？',
      '含轮尺寸为 55 × 36 × 22 厘米，符合大多数航空公司的规定。少数廉价航空的最低票价限制更严，请核对您的机票。',
    ],
  ),
  faq(
    'bulb',
    [
      'Is a bulb included with the lamps?',
      'Lamps with a socket (E27 or E14) come without a bulb; desk lamps, night lights and lanterns have their light built in.',
    ],
    ['灯具含灯泡吗？', '带灯座（E27 或 E14）的灯具不含灯泡；工作台灯、小夜灯和露营灯为内置光源。'],
  ),
  faq(
    'account-delete',
    [
      'How do I delete my account or get a copy of my data?',
      'Ask in the chat while you are signed in. We send a copy within a day, and delete within 30 days what the law does not make us keep.',
    ],
    [
      '如何注销账号或获取个人数据？',
      '登录后在聊天中提出即可。我们会在一天内发送数据副本；注销申请会在 30 天内完成，法律要求保留的记录除外。',
    ],
  ),
  faq(
    'password',
    [
      'I cannot sign in.',
      'Use "Forgotten password" and open the link within an hour. If no mail comes, look in the spam folder or write to us in the chat.',
    ],
    [
      '无法登录怎么办？',
      '请点击“忘记密码”，并在一小时内打开邮件中的链接。如果没有收到邮件，请检查垃圾邮件箱或在聊天中联系我们。',
    ],
  ),
  faq(
    'person',
    [
      'Can I talk to a person?',
      'Always: press "Talk to a person" in the chat. Our team is there Monday to Friday from 9:00 to 18:00 London time; outside these hours it answers by e-mail the next working day.',
    ],
    [
      '可以找人工客服吗？',
      '随时可以：在聊天中点击“转人工”。人工客服时间为伦敦时间周一至周五 9:00 至 18:00，其余时间会在下一个工作日通过邮件回复。',
    ],
  ),
];
