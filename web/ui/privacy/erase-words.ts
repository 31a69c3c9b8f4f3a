/** What an erasure takes and leaves, as everybody reads it who may ask for one. */
export const eraseWords = {
  en: {
    title: 'Erase {name}?',
    visitorTitle: 'Erase this conversation?',
    goes: 'Goes for good',
    goesShopper:
      'name, e-mail, customer number, language and region; words and files of all their chats, and notes about them; browsing and carts; risks and alerts',
    goesVisitor: 'the words and files of this conversation, what was understood in them, and notes about it',
    stays: 'Stays without the person',
    staysShopper:
      'orders and returns, because tax law demands it; grants and their ledger; decisions that experiments are read from; reviews, without a name; which consent was given; the audit log',
    staysVisitor: 'that a conversation took place, decisions that experiments are read from, the audit log',
    final: 'This cannot be undone.',
    typeName: 'Type {name} to go on',
    action: 'Erase for good',
    done: '{name} is erased.',
    visitorDone: 'The conversation is erased.',
    askTitle: 'Ask for {name} to be erased?',
    askVisitorTitle: 'Ask for this conversation to be erased?',
    askFinal: 'An admin carries it out. Nothing goes before that.',
    askAction: 'Ask for it',
    askDone: 'Asked for. It waits for an admin on the page Privacy.',
  },
  zh: {
    title: '删除 {name}？',
    visitorTitle: '删除这次会话？',
    goes: '永久删除',
    goesShopper:
      '姓名、邮箱、客户编号、语言和地区；所有聊天的内容和文件，以及相关备注；浏览记录和购物车；风险和提醒',
    goesVisitor: '这次会话的内容和文件、对内容的理解，以及相关备注',
    stays: '去除个人身份后保留',
    staysShopper:
      '订单和退货（税法要求）；优惠及其账本；实验所依据的决策；不带姓名的评价；曾给出的同意；审计日志',
    staysVisitor: '会话发生过这一事实、实验所依据的决策、审计日志',
    final: '此操作无法撤销。',
    typeName: '输入 {name} 以继续',
    action: '永久删除',
    done: '已删除 {name}。',
    visitorDone: '已删除这次会话。',
    askTitle: '申请删除 {name}？',
    askVisitorTitle: '申请删除这次会话？',
    askFinal: '由管理员执行；在此之前不会删除任何内容。',
    askAction: '提出申请',
    askDone: '已提出申请，等待管理员在“隐私”页面处理。',
  },
} as const;
