import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Logger } from '../../../core/logger.ts';
import type { Database } from '../../postgres/database.ts';

declare module 'express-session' {
  interface SessionData {
    userId: string;
    /** The member's session epoch when this session began. */
    epoch: number;
    /** Epoch milliseconds of the sign-in. */
    startedAtMs: number;
    /** Browser and address of the sign-in, for the list of one's own sessions. */
    agent: string;
    address: string;
    /** What the identity provider's answer is held against. */
    oidc: { state: string; nonce: string; codeVerifier: string; startedAtMs: number; to: string | null };
  }
}

export const sessionLimits = {
  /** Without a request for so long, a session is over. */
  idleMs: 12 * 3_600_000,
  /** Whatever happens, a session is over after so long. */
  absoluteMs: 30 * 86_400_000,
  /** A browser that has not signed in is remembered for so long. */
  visitorMs: 3_600_000,
} as const;

export interface StaffSessions {
  /** Reads the session of a request, and stores it when it was changed. */
  readonly handler: RequestHandler;
  stop(): void;
}

/** Sessions in Postgres, by a signed cookie that scripts cannot read and other sites' forms do not carry. */
export function staffSessions(options: {
  database: Database;
  secret: string;
  /** True where browsers come by https: the cookie is then sent by https alone. */
  https: boolean;
  logger: Logger;
}): StaffSessions {
  const Store = connectPgSimple(session);
  const store = new Store({
    pool: options.database.pool,
    tableName: 'staff_sessions',
    errorLog: (message: unknown) => options.logger.warn('the session store failed', { message }),
  });
  const read = session({
    name: 'mainstay_staff',
    secret: options.secret,
    store,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: options.https,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: options.https,
      path: '/api',
      maxAge: sessionLimits.visitorMs,
    },
  });
  return {
    handler(request, response, next) {
      // Browsers come by https even where the proxy that ends it does not say so: else no cookie would be set.
      if (options.https) request.headers['x-forwarded-proto'] = 'https';
      read(request, response, next);
    },
    stop: () => store.close(),
  };
}

/** Gives the browser a session with a new id, so that one planted before the sign-in is worth nothing after it. */
export async function beginSession(
  request: Request,
  member: { id: string; sessionEpoch: number },
  now: Date,
) {
  await renewSession(request);
  const begun = request.session;
  begun.userId = member.id;
  begun.epoch = member.sessionEpoch;
  begun.startedAtMs = now.getTime();
  begun.agent = (request.headers['user-agent'] ?? '').slice(0, 300);
  begun.address = request.ip ?? '';
  begun.cookie.maxAge = sessionLimits.idleMs;
  await saveSession(request);
}

/**
 * Stores the session now. Before a redirect this is a must: the headers leave while the session is still on its way to
 * the database, and the browser's next request would not find it.
 */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error) => (error ? reject(error) : resolve()));
  });
}

/** Ends the browser's session, in the store as well, and gives it an empty one with a new id. */
export function renewSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => (error ? reject(error) : resolve()));
  });
}
