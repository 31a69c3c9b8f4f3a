import type { Language } from '../../../core/contracts/staff.ts';
import type { Mail } from '../../mail/mailer.ts';

const texts = {
  en: {
    invitation: {
      subject: 'Your invitation to Mainstay',
      text: (link: string) =>
        `You have been invited to work with Mainstay. Choose a password here; the link is good for seven days and works once:\n\n${link}\n`,
    },
    reset: {
      subject: 'A new password for Mainstay',
      text: (link: string) =>
        `Choose a new password here; the link is good for one day and works once:\n\n${link}\n\nIf you did not ask for it, leave it unused: your password stays as it is.\n`,
    },
  },
  zh: {
    invitation: {
      subject: '邀请您使用 Mainstay',
      text: (link: string) =>
        `您受邀使用 Mainstay。请通过以下链接设置密码，链接七天内有效，只能使用一次：\n\n${link}\n`,
    },
    reset: {
      subject: '重设 Mainstay 密码',
      text: (link: string) =>
        `请通过以下链接设置新密码，链接一天内有效，只能使用一次：\n\n${link}\n\n如果不是您本人申请，请忽略此邮件，您的密码不会改变。\n`,
    },
  },
} as const;

/** The e-mail that carries a one-time link. */
export function linkMail(mail: {
  to: string;
  kind: 'invitation' | 'reset';
  link: string;
  language: Language;
}): Mail {
  const { subject, text } = texts[mail.language][mail.kind];
  return { to: mail.to, subject, text: text(mail.link) };
}
