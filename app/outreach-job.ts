import { StopLinks } from '../adapters/http/outreach/stop-links.ts';
import { createMailer, type Mailer } from '../adapters/mail/mailer.ts';
import { mayTryAgain } from '../adapters/mail/may-try-again.ts';
import type { Database } from '../adapters/postgres/database.ts';
import type { Job } from '../adapters/postgres/job-runner.ts';
import { sendDueMails } from '../adapters/postgres/outreach-mails.ts';
import { planOutreach } from '../adapters/postgres/outreach-plan.ts';
import { type OutreachMailing, sendPlanned } from '../adapters/postgres/outreach-send.ts';
import { outreachSettings } from '../adapters/postgres/outreach-settings.ts';
import type { Delivery } from '../bot/ports/delivery.ts';
import type { TurnParts } from '../bot/turn-parts.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Services } from './compose-services.ts';
import type { Config } from './config.ts';
import { shopIds } from './prepare-shops.ts';
import { tokenSecret } from './token-secret.ts';

export interface OutreachParts {
  readonly database: Database;
  readonly turn: Pick<TurnParts, 'risk' | 'recommender' | 'money' | 'shopData' | 'links'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly mail: { readonly mailer: Mailer; readonly mailing: OutreachMailing } | null;
  readonly deliver: Delivery['deliver'];
}

/** One run for one shop: choose, write, send. Nothing is done, nor sent that was planned, where it is off. */
export async function runOutreach(parts: OutreachParts, shopId: string): Promise<void> {
  const { database, turn, logger, clock, mail } = parts;
  const settings = await outreachSettings(database, shopId);
  if (!settings.enabled) return;
  const now = clock.now();
  const { risk, recommender, money, shopData, links } = turn;
  const shop = await database.transaction((tx) => shopData.shop(tx, shopId));
  const given = { settings, now, shopTimeZone: shop.timeZone, mailWorks: mail !== null };
  const { chosen } = await planOutreach({ database, risk }, { ...given, shopId });
  const sendParts = { database, recommender, money, shopData, links, logger, mailing: mail?.mailing ?? null };
  const sent = await sendPlanned(sendParts, { ...given, shop });
  for (const { key, activities } of sent) parts.deliver(key, activities);
  const mails = mail ? await sendDueMails(database, { shopId, now }, mailSending(mail.mailer)) : 0;
  if (chosen.length + sent.length + mails > 0)
    logger.info('outreach', { shopId, chosen: chosen.length, messages: sent.length, mails });
}

/** With the headers by which mail programs show a button of their own (RFC 2369, RFC 8058). */
function mailSending(mailer: Mailer) {
  return {
    mayTryAgain,
    send: (mail: { to: string; subject: string; text: string; stopLink: string }) =>
      mailer.send({
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        headers: {
          'List-Unsubscribe': `<${mail.stopLink}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        },
      }),
  };
}

/** The job of every shop, each 15 minutes, and how to let go of the mail server. */
export async function outreachJob(parts: {
  config: Config;
  database: Database;
  services: Services;
  logger: Logger;
  deliver: Delivery['deliver'];
}): Promise<{ job: Job; close(): void }> {
  const { config, database, logger } = parts;
  const { SMTP_URL: url, PUBLIC_ORIGIN: origin, MAIL_FROM: from } = config;
  const mailer = url && origin ? createMailer({ url, from }) : null;
  const links = origin ? new StopLinks({ secret: await tokenSecret(config), origin }) : null;
  const mail =
    mailer && links && origin
      ? {
          mailer,
          mailing: {
            origin,
            stopLink: ({ now, ...scope }: Parameters<OutreachMailing['stopLink']>[0]) =>
              links.create(scope, now),
          },
        }
      : null;
  return {
    job: {
      name: 'outreach',
      cron: '*/15 * * * *',
      async run() {
        for (const shopId of await shopIds(database))
          await runOutreach({ ...parts, turn: parts.services.turn, clock: systemClock, mail }, shopId).catch(
            (error: unknown) =>
              // One shop's trouble is not the others'.
              logger.error('outreach of a shop failed', { shopId, error }),
          );
      },
    },
    close: () => mailer?.close(),
  };
}
