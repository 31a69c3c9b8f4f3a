/** Whether an answer goes to the address that a shopper left. */
export const mailWords = {
  en: {
    theirAddress: 'their address',
    will: 'What is not read within {n} min also goes to {to}.',
    waiting: 'Goes to {to} at {at} unless it is read before.',
    sending: 'Is being sent to {to}.',
    sent: 'Sent to {to} at {at}.',
    read: 'Read in the chat at {at}; no e-mail was needed.',
    failed: 'The e-mail to {to} could not be sent ({at}). The answer waits in the chat.',
    unknown: 'Nobody knows whether the e-mail to {to} arrived ({at}). The answer waits in the chat.',
    noAddress: 'The shopper left no address: the answer waits in the chat.',
    notSet: 'No mail server is set up: nothing goes to {to}. The answer waits in the chat.',
    chatOnly: 'No mail server is set up: the answer waits in the chat.',
  },
  zh: {
    theirAddress: '顾客的邮箱',
    will: '{n}分钟内未读的回复也会发到 {to}。',
    waiting: '如未读，将于{at}发到 {to}。',
    sending: '正在发到 {to}。',
    sent: '已于{at}发到 {to}。',
    read: '顾客已于{at}在聊天中读到，无需发送邮件。',
    failed: '未能发到 {to}（{at}）。回复仍在聊天中。',
    unknown: '无法确认邮件是否送达 {to}（{at}）。回复仍在聊天中。',
    noAddress: '顾客没有留下邮箱：回复只在聊天中。',
    notSet: '尚未设置邮件服务器：不会发到 {to}，回复只在聊天中。',
    chatOnly: '尚未设置邮件服务器：回复只在聊天中。',
  },
} as const;
