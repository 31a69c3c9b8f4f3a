import type { Language } from '../../core/contracts/widget.ts';
import { uploadMegabytes } from './upload-rules.ts';

/** The widget's own words, English and Chinese side by side; what bot and people say comes from the server. */
const phrases = {
  chat: ['Chat', '聊天'],
  openChat: ['Open chat', '打开聊天'],
  /** After a number. */
  unread: ['unread', '条未读'],
  closeChat: ['Close chat', '关闭聊天'],
  iAmABot: ['I am a bot', '我是机器人'],
  /** After a person's name. */
  answers: ['answers', '正在为您服务'],
  talkToPerson: ['Talk to a person', '转人工'],
  switchLanguage: ['切换到中文', 'Switch to English'],
  conversation: ['Messages', '消息'],
  connecting: ['Connecting…', '正在连接…'],
  reconnecting: ['Reconnecting…', '正在重新连接…'],
  /** Before a time of day. */
  asOf: ['as of', '截至'],
  notAvailable: ['The chat is not available on this page.', '此页面无法使用聊天。'],
  you: ['You', '您'],
  bot: ['Bot', '机器人'],
  person: ['A colleague', '客服'],
  isTyping: ['is typing', '正在输入'],
  newMessages: ['New messages', '新消息'],
  message: ['Message', '输入消息'],
  send: ['Send', '发送'],
  attach: ['Send a picture or a PDF', '发送图片或 PDF'],
  sending: ['Sending…', '发送中…'],
  sent: ['Sent', '已发送'],
  unsent: ['Not sent', '未发送'],
  retry: ['Retry', '重试'],
  refused: ['Not accepted.', '未被接受。'],
  /** After "10,200 / 10,000". */
  tooLong: ['characters', '字'],
  fileType: ['PNG, JPEG, GIF, WebP or PDF only.', '仅限 PNG、JPEG、GIF、WebP 和 PDF。'],
  fileSize: [`At most ${uploadMegabytes} MB a file.`, `文件不能超过 ${uploadMegabytes} MB。`],
  /** Before a percentage. */
  uploading: ['Uploading', '正在上传'],
  file: ['File', '文件'],
  sources: ['Source: ', '来源：'],
  suggestions: ['Suggestions', '建议'],
  view: ['View', '查看'],
  add: ['Add', '加入'],
  added: ['Added', '已加入'],
  soldOut: ['Sold out', '已售罄'],
  code: ['Code', '优惠码'],
  copy: ['Copy', '复制'],
  copied: ['Copied', '已复制'],
  /** Before a date. */
  until: ['Valid until', '有效期至'],
  accept: ['Accept', '接受'],
  decline: ['Decline', '拒绝'],
  accepted: ['You accepted this offer', '您已接受此优惠'],
  declined: ['You declined this offer', '您已拒绝此优惠'],
  stopMessages: ['Stop these messages', '停止这类消息'],
  refusePersonal: ['No personalised offers, please', '不要个性化优惠'],
  askProduct: ['Tell me more about this product', '请介绍一下这件商品'],
  /** Before its number. */
  order: ['Order', '订单'],
  /** Before a date. */
  placed: ['Placed', '下单于'],
  total: ['Total', '合计'],
  done: ['done', '已完成'],
  toCome: ['to come', '未到'],
  email: ['E-mail address', '电子邮箱'],
} as const;

export type Wording = Readonly<Record<keyof typeof phrases, string>>;

function wordingAt(index: 0 | 1): Wording {
  return Object.fromEntries(Object.entries(phrases).map(([key, phrase]) => [key, phrase[index]])) as Wording;
}

export const wording: Readonly<Record<Language, Wording>> = { en: wordingAt(0), zh: wordingAt(1) };
