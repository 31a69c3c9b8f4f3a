import { DirectLineTokens } from '../adapters/direct-line/tokens.ts';
import { mailVerdict } from '../adapters/mail/mail-verdict.ts';
import { createMailer, type Mailer } from '../adapters/mail/mailer.ts';
import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { type AnswerMail, sendAnswerMails } from '../adapters/postgres/send-answer-mails.ts';
import { answerMail } from '../bot/handoff/answer-mail.ts';
import type { TurnParts } from '../bot/turn-parts.ts';
import { systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config.ts';
import { tokenSecret } from './token-secret.ts';

export interface AnswerMailParts {
  readonly database: Database;
  readonly turn: Pick<TurnParts, 'shopData' | 'links'>;
  readonly mailer: Mailer;
  readonly tokens: DirectLineTokens;
  /** Of this server's pages. */
  readonly origin: string;
  readonly logger: Logger;
}

/** Sends the answers that are due, of all shops. @returns how many went out. */
export function runAnswerMails(parts: AnswerMailParts): Promise<number> {
  const { database, logger } = parts;
  return sendAnswerMails(database, {
    verdict(error) {
      // Its message may name the address; its code does not.
      logger.warn('an answer was not taken by the mail server', { code: (error as { code?: string }).code });
      return mailVerdict(error);
    },
    send: (mail, handOver) => sendOne(parts, mail, handOver),
  });
}

async function sendOne(
  { database, turn, mailer, tokens, origin }: AnswerMailParts,
  mail: AnswerMail,
  handOver: () => Promise<void>,
): Promise<void> {
  const { language, replies } = mail;
  const shop = await database.transaction((tx) => turn.shopData.shop(tx, mail.shopId));
  const home = turn.links.home(shop);
  const page = (url: string) => (url.startsWith('/') ? origin + url : url);
  const token = await tokens.issue(
    {
      shopId: mail.shopId,
      conversationId: mail.conversationId,
      userId: mail.visitorId,
      userName: null,
      shopperId: mail.shopperId,
      identityVerified: mail.shopperId !== null,
      language,
    },
    'thread',
  );
  const { subject, text } = answerMail({
    shopName: shop.name[language],
    language,
    replies,
    // Behind the #: it reaches neither the shop's server nor its logs.
    link: home === '' ? null : `${page(home)}#mainstay=${token}`,
    signIn: mail.shopperId !== null,
    page,
  });
  await mailer.send(
    {
      to: mail.to,
      subject,
      text,
      messageId: `<answer-${mail.id}@${new URL(origin).hostname}>`,
      ...(shop.support && { replyTo: shop.support.email }),
    },
    handOver,
  );
}

/** The job, each minute, and how to let go of the mail server; null where none is configured. */
export async function answerMailJob(parts: {
  config: Config;
  database: Database;
  services: Services;
  logger: Logger;
}): Promise<{ job: Job; close(): void } | null> {
  const { config, database, services, logger } = parts;
  const { SMTP_URL: url, PUBLIC_ORIGIN: origin, MAIL_FROM: from } = config;
  if (!url || !origin) return null;
  const mailer = createMailer({ url, from });
  const tokens = new DirectLineTokens({
    secret: Buffer.from(await tokenSecret(config)),
    clock: systemClock,
  });
  const run = { database, turn: services.turn, mailer, tokens, origin, logger };
  return {
    job: {
      name: 'send_answer_mails',
      cron: '* * * * *',
      async run() {
        const count = await runAnswerMails(run);
        if (count > 0) logger.info('answers went out by e-mail', { count });
      },
    },
    close: () => mailer.close(),
  };
}
