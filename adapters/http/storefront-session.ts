import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { type PersonaKey, personas } from '../demo-shop/personas.ts';

/** Who uses the demo storefront in this browser. */
export interface ShopSession {
  readonly visitorId: string;
  readonly persona: PersonaKey;
}

export interface SessionOptions {
  readonly secret: string;
  /** True where shoppers come by https: the cookie is then sent by https alone. */
  readonly secure: boolean;
}

const cookieName = 'mainstay_shop';
const maxAgeMs = 30 * 86_400_000;

/** Reads the signed cookie into `response.locals.session`; a missing, old or forged one starts a new visitor. */
export function storefrontSession(options: SessionOptions): RequestHandler {
  return (request, response, next) => {
    const session = readSession(request.headers.cookie, options.secret);
    if (session) response.locals.session = session;
    else
      startSession(response, { visitorId: randomBytes(16).toString('hex'), persona: 'anonymous' }, options);
    next();
  };
}

export function sessionOf(response: Response): ShopSession {
  return response.locals.session as ShopSession;
}

/** Sets the cookie and goes on with this session. */
export function startSession(response: Response, session: ShopSession, options: SessionOptions): void {
  response.locals.session = session;
  const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
  // A response names a cookie once: the visitor begun for this request may be the one who chose a shopper.
  response.removeHeader('set-cookie');
  response.cookie(cookieName, `${payload}.${sign(payload, options.secret)}`, {
    httpOnly: true,
    sameSite: 'lax',
    secure: options.secure,
    path: '/',
    maxAge: maxAgeMs,
  });
}

function readSession(header: string | undefined, secret: string): ShopSession | null {
  const value = new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]+)\\.([\\w-]+)`).exec(header ?? '');
  if (!value || !isSame(value[2]!, sign(value[1]!, secret))) return null;
  const session = JSON.parse(Buffer.from(value[1]!, 'base64url').toString()) as ShopSession;
  return personas.some(({ key }) => key === session.persona) ? session : null;
}

function sign(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(`storefront:${payload}`).digest('base64url');
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
