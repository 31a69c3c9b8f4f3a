import type { HttpAppParts } from '../adapters/http/app.ts';
import { consoleBadges } from '../adapters/http/console/console-badges.ts';
import { accountRouter } from '../adapters/http/staff/account-router.ts';
import { auditRouter } from '../adapters/http/staff/audit-router.ts';
import { authRouter } from '../adapters/http/staff/auth-router.ts';
import { badgesRouter } from '../adapters/http/staff/badges-router.ts';
import { LinkPost } from '../adapters/http/staff/link-post.ts';
import { peopleRouter } from '../adapters/http/staff/people-router.ts';
import { type StaffGate, staffGate } from '../adapters/http/staff/staff-gate.ts';
import { createMailer } from '../adapters/mail/mailer.ts';
import type { Database } from '../adapters/postgres/database.ts';
import { countLinkRequests } from '../adapters/postgres/people.ts';
import type { PersonRemoved } from '../adapters/postgres/people-changes.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Config } from './config.ts';

export interface StaffSide {
  /** What other routers for people who work here are mounted behind. */
  readonly gate: StaffGate;
  readonly routers: HttpAppParts['routers'];
  stop(): void;
}

/** Sign-in, account, People and Audit. */
export function composeStaff(parts: {
  config: Config;
  database: Database;
  clock: Clock;
  /** Signs cookies. */
  secret: string;
  https: boolean;
  logger: Logger;
  /** Gives back what a removed person holds. */
  removed: PersonRemoved;
  /** How often a live stream is held against who may read it; default: every 15 s. */
  checkEveryMs?: number;
}): StaffSide {
  const { config, database, clock, logger } = parts;
  const gate = staffGate(parts);
  const mailer = config.SMTP_URL ? createMailer({ url: config.SMTP_URL, from: config.MAIL_FROM }) : null;
  const publicOrigin = config.PUBLIC_ORIGIN ?? null;
  if (mailer && publicOrigin === null)
    logger.warn('SMTP_URL is set and PUBLIC_ORIGIN is not: links cannot be sent by e-mail');
  const post = new LinkPost({ mailer, origin: publicOrigin, logger });
  const auth = authRouter({ database, clock, logger, post, oidc: oidcSettings(config), publicOrigin });
  const badges = badgesRouter({
    ...consoleBadges({ database, clock }),
    people: { role: 'admin', count: (member) => countLinkRequests(database, member.shopId) },
  });
  return {
    gate,
    routers: [
      { path: '/api/auth', router: gate.open(auth) },
      { path: '/api/account', router: gate.behind([], accountRouter({ database, clock })) },
      { path: '/api/badges', router: gate.behind([], badges) },
      {
        path: '/api/people',
        router: gate.behind(['admin'], peopleRouter({ database, clock, post, removed: parts.removed })),
      },
      { path: '/api/audit', router: gate.behind(['admin'], auditRouter({ database, clock })) },
    ],
    stop() {
      gate.stop();
      mailer?.close();
    },
  };
}

function oidcSettings({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
}: Config) {
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : null;
}
