import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpApp, type HttpAppParts } from '../../adapters/http/app.ts';
import { hashPassword } from '../../adapters/http/staff/passwords.ts';
import type { StaffGate } from '../../adapters/http/staff/staff-gate.ts';
import { staffPages } from '../../adapters/http/staff/staff-pages.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import type { PersonRemoved } from '../../adapters/postgres/people-changes.ts';
import { composeStaff } from '../../app/compose-staff.ts';
import { readConfig } from '../../app/config.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import type { StaffMember, StaffSession } from '../../core/contracts/staff.ts';
import { newId } from '../../core/ids.ts';
import { silentLogger } from '../../core/logger.ts';

export const testPassword = 'four ripe plums in a bowl';

let hashed: Promise<string> | undefined;

/** Somebody who works here, with testPassword. */
export async function createMember(
  database: Database,
  given: Partial<StaffMember> & { password?: string | null } = {},
): Promise<StaffMember> {
  const { password = testPassword, ...rest } = given;
  const id = rest.id ?? newId();
  const member: StaffMember = {
    id,
    name: 'Ada',
    email: `${id}@example.com`,
    role: 'agent',
    shopId: null,
    ...rest,
  };
  if (password === testPassword) hashed ??= hashPassword(password);
  const passwordHash = password === testPassword ? await hashed! : password && (await hashPassword(password));
  await database.query(
    `insert into users (id, shop_id, email, name, role, password_hash, accepted_at) values ($1, $2, $3, $4, $5, $6, now())`,
    [id, member.shopId, member.email, member.name, member.role, passwordHash],
  );
  return member;
}

export interface StaffServer {
  readonly origin: string;
  stop(): Promise<void>;
}

export interface StaffServerOptions {
  readonly clock?: Clock;
  /** As the environment would have them: PUBLIC_ORIGIN, SMTP_URL, OIDC_ISSUER ... */
  readonly settings?: Readonly<Record<string, string>>;
  readonly removed?: PersonRemoved;
  /** Folder of the built pages. */
  readonly webRoot?: string;
}

/** Everything that people who work here reach, and the given routers, on a free port of loopback. */
export async function startStaffServer(
  database: Database,
  mount: (gate: StaffGate) => HttpAppParts['routers'] = () => [],
  given: StaffServerOptions = {},
): Promise<StaffServer> {
  const config = readConfig({ ...given.settings });
  const https = config.PUBLIC_ORIGIN?.startsWith('https:') ?? false;
  const staff = composeStaff({
    config,
    database,
    clock: given.clock ?? systemClock,
    secret: 'session secret of the tests, long enough',
    https,
    logger: silentLogger,
    checkEveryMs: 100,
    removed: given.removed ?? (async () => ({ conversations: 0, committed() {} })),
  });
  const app = createHttpApp({
    logger: silentLogger,
    metrics: null,
    notFoundPage: null,
    readiness: [],
    routers: [...staff.routers, ...mount(staff.gate)],
    webRoot: given.webRoot ?? 'dist/web',
    pages: staffPages,
    https,
    trustedProxies: 0,
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      staff.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A browser as far as the API goes: it keeps its cookie and shows its token. */
export class StaffBrowser {
  readonly origin: string;
  cookie = '';
  token = '';
  constructor(origin: string) {
    this.origin = origin;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { 'x-csrf-token': this.token },
  ): Promise<Response> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0]!;
    return response;
  }

  /** The answer's JSON. @throws when the server refuses. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async session(): Promise<StaffSession> {
    return this.#keep(await this.ask<StaffSession>('GET', '/api/auth/session'));
  }

  async signIn(email: string, password = testPassword): Promise<StaffSession> {
    await this.session();
    return this.#keep(await this.ask<StaffSession>('POST', '/api/auth/sign-in', { email, password }));
  }

  #keep(session: StaffSession): StaffSession {
    this.token = session.csrfToken;
    return session;
  }
}
