import { Router } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requireRole } from '../../../../adapters/http/staff/require-role.ts';
import { requireShop } from '../../../../adapters/http/staff/require-shop.ts';
import { actorOf, staffOf } from '../../../../adapters/http/staff/staff-member.ts';
import { appendAudit } from '../../../../adapters/postgres/audit-log.ts';
import type { StaffMember } from '../../../../core/contracts/staff.ts';
import { createShop } from '../../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import {
  createMember,
  StaffBrowser,
  type StaffServer,
  startStaffServer,
  testPassword,
} from '../../../support/staff.ts';

let test_: TestDatabase;
let server: StaffServer;
let now = new Date();
let ada: StaffMember;

beforeAll(async () => {
  test_ = await createTestDatabase();
  await createShop(test_.database);
  ada = await createMember(test_.database, { name: 'Ada', email: 'ada@example.com', role: 'agent' });
  server = await startStaffServer(
    test_.database,
    (gate) => [
      { path: '/api/desk', router: gate.behind(['agent'], deskOfTheTest()) },
      { path: '/api/console', router: gate.behind(['marketer'], Router()) },
    ],
    { clock: { now: () => now } },
  );
});

afterAll(async () => {
  await server.stop();
  await test_.drop();
});

beforeEach(async () => {
  now = new Date();
  await test_.database.query('delete from staff_attempts');
});

function deskOfTheTest(): Router {
  const router = Router();
  router.get('/me', (_request, response) => {
    response.json(staffOf(response));
  });
  router.post('/notes', async (request, response) => {
    await test_.database.transaction((tx) =>
      appendAudit(tx, {
        shopId: 'lantern',
        actor: actorOf(staffOf(response)),
        action: 'note.written',
        subject: 'note:1',
        before: null,
        after: request.body,
      }),
    );
    response.status(201).json(request.body);
  });
  router.get('/stream', (_request, response) => {
    response.type('text/event-stream').write('data: 1\n\n');
  });
  router.get('/people-only', requireRole('admin'), (_request, response) => {
    response.json({});
  });
  router.get('/shops/:shopId', (request, response) => {
    requireShop(response, request.params.shopId);
    response.json({});
  });
  return router;
}

function browser(): StaffBrowser {
  return new StaffBrowser(server.origin);
}

async function refusal(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

describe('signing in', () => {
  test('the right pair gives a session that other routes know', async () => {
    const session = await browser().signIn('Ada@Example.com ');
    expect(session.member).toEqual(ada);
    expect(session.shops).toEqual([
      { id: 'lantern', name: { en: 'Lantern', zh: '灯笼' }, currency: 'GBP', timeZone: 'UTC' },
    ]);
    const agent = browser();
    await agent.signIn(ada.email);
    expect(await agent.ask('GET', '/api/desk/me')).toEqual(ada);
  });

  test('the cookie is out of reach of scripts and of other sites’ forms', async () => {
    const response = await browser().send('GET', '/api/auth/session');
    expect(response.headers.get('set-cookie')).toMatch(
      /^mainstay_staff=.+; Path=\/api; .*HttpOnly; SameSite=Lax$/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('behind https it is sent by https alone, whatever the proxy says', async () => {
    const secure = await startStaffServer(test_.database, undefined, {
      settings: { PUBLIC_ORIGIN: 'https://shop.example.com' },
    });
    const response = await new StaffBrowser(secure.origin).send('GET', '/api/auth/session');
    expect(response.headers.get('set-cookie')).toContain('; Secure');
    await secure.stop();
  });

  test('every wrong pair gets the same answer', async () => {
    const noPassword = await createMember(test_.database, { password: null });
    const removed = await createMember(test_.database);
    await test_.database.query('update users set removed_at = now() where id = $1', [removed.id]);
    const answers = [];
    for (const [email, password] of [
      [ada.email, 'not her password'],
      ['nobody@example.com', testPassword],
      [noPassword.email, testPassword],
      [removed.email, testPassword],
      ['no e-mail at all', testPassword],
    ]) {
      const visitor = browser();
      await visitor.session();
      answers.push(await refusal(await visitor.send('POST', '/api/auth/sign-in', { email, password })));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, code: 'unauthenticated' });
  });

  test('a session planted before the sign-in is worth nothing after it', async () => {
    const attacker = browser();
    await attacker.session();
    const victim = browser();
    victim.cookie = attacker.cookie;
    victim.token = attacker.token;
    await victim.ask('POST', '/api/auth/sign-in', { email: ada.email, password: testPassword });
    expect(victim.cookie).not.toBe(attacker.cookie);
    expect((await attacker.session()).member).toBeNull();
    expect((await victim.session()).member).toEqual(ada);
  });

  test('signing out ends the session in the store', async () => {
    const agent = browser();
    await agent.signIn(ada.email);
    const { cookie } = agent;
    await agent.ask('POST', '/api/auth/sign-out', {});
    agent.cookie = cookie;
    expect((await agent.session()).member).toBeNull();
  });
});

describe('the gate', () => {
  test('nobody signed in is 401, another role 403, and admins pass everywhere', async () => {
    const agent = browser();
    expect(await refusal(await agent.send('GET', '/api/desk/me'))).toMatchObject({ status: 401 });
    expect(await refusal(await agent.send('POST', '/api/desk/notes', {}))).toMatchObject({ status: 401 });
    await agent.signIn(ada.email);
    expect(await refusal(await agent.send('GET', '/api/console/x'))).toEqual({
      status: 403,
      code: 'forbidden',
      message: 'this is for the role marketer or admin; yours is agent',
    });
    expect((await agent.send('GET', '/api/desk/people-only')).status).toBe(403);
    const admin = await createMember(test_.database, { role: 'admin' });
    const boss = browser();
    await boss.signIn(admin.email);
    expect((await boss.send('GET', '/api/desk/people-only')).status).toBe(200);
    expect((await boss.send('GET', '/api/console/x')).status).toBe(404);
  });

  test('what changes something needs the session’s own token', async () => {
    const agent = browser();
    await agent.signIn(ada.email);
    const other = browser();
    await other.signIn(ada.email);
    for (const headers of [{}, { 'x-csrf-token': other.token }, { 'x-csrf-token': '' }])
      expect(await refusal(await agent.send('POST', '/api/desk/notes', { a: 1 }, headers))).toMatchObject({
        status: 403,
        code: 'csrf',
      });
    expect(await agent.ask('POST', '/api/desk/notes', { a: 1 })).toEqual({ a: 1 });
    const { rows } = await test_.database.query('select actor, after from audit_log');
    expect(rows).toEqual([{ actor: `user:${ada.id}`, after: { a: 1 } }]);
    const form = await agent.send(
      'POST',
      '/api/auth/sign-in',
      { email: ada.email, password: testPassword },
      {},
    );
    expect(form.status).toBe(403);
  });

  test('somebody of one shop stays in it', async () => {
    const own = await createMember(test_.database, { shopId: 'lantern' });
    const agent = browser();
    await agent.signIn(own.email);
    expect((await agent.send('GET', '/api/desk/shops/lantern')).status).toBe(200);
    expect((await agent.send('GET', '/api/desk/shops/other')).status).toBe(403);
  });

  test('a changed role counts at once, a removed person is out at once', async () => {
    const member = await createMember(test_.database, { role: 'agent' });
    const agent = browser();
    await agent.signIn(member.email);
    await test_.database.query(`update users set role = 'marketer' where id = $1`, [member.id]);
    expect((await agent.send('GET', '/api/desk/me')).status).toBe(403);
    await test_.database.query('update users set removed_at = now() where id = $1', [member.id]);
    expect((await agent.send('GET', '/api/desk/me')).status).toBe(401);
  });

  test('a live stream is cut off when its reader is removed or gets another role', async () => {
    for (const change of ['removed_at = now()', `role = 'marketer'`, 'session_epoch = session_epoch + 1']) {
      const member = await createMember(test_.database, { role: 'agent' });
      const agent = browser();
      await agent.signIn(member.email);
      const stream = (await agent.send('GET', '/api/desk/stream')).body!.getReader();
      expect(new TextDecoder().decode((await stream.read()).value)).toBe('data: 1\n\n');
      await test_.database.query(`update users set ${change} where id = $1`, [member.id]);
      await expect(stream.read()).rejects.toThrow('terminated');
    }
  });

  test('a session is over after 30 days, and when the epoch moves on', async () => {
    const member = await createMember(test_.database);
    const agent = browser();
    await agent.signIn(member.email);
    now = new Date(Date.now() + 31 * 86_400_000);
    expect((await agent.send('GET', '/api/desk/me')).status).toBe(401);
    now = new Date();
    await agent.signIn(member.email);
    await test_.database.query('update users set session_epoch = session_epoch + 1 where id = $1', [
      member.id,
    ]);
    expect((await agent.send('GET', '/api/desk/me')).status).toBe(401);
  });

  test('a session without requests for 12 hours is over', async () => {
    const agent = browser();
    await agent.signIn(ada.email);
    const { rows } = await test_.database.query<{ hours: number }>(
      `select extract(epoch from expire - now())::float8 / 3600 as hours from staff_sessions
       where sess ->> 'userId' = $1 order by expire desc limit 1`,
      [ada.id],
    );
    expect(rows[0]!.hours).toBeGreaterThan(11.9);
    expect(rows[0]!.hours).toBeLessThan(12.1);
    await test_.database.query(`update staff_sessions set expire = now() - interval '1 second'`);
    expect((await agent.send('GET', '/api/desk/me')).status).toBe(401);
  });
});

describe('guessing', () => {
  const guess = async (email: string, password = 'a wrong password') => {
    const visitor = browser();
    await visitor.session();
    return visitor.send('POST', '/api/auth/sign-in', { email, password });
  };

  test('after ten wrong passwords an account rests, also for the right one, and the answer says until when', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess(ada.email)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), 429, 429]);
    const limited = await guess(ada.email, testPassword);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(800);
    expect((await refusal(limited)).code).toBe('rate_limited');
    // An unknown e-mail rests just the same: the limit tells nobody who works here.
    const unknown = await Promise.all(Array.from({ length: 11 }, () => guess('nobody@example.com')));
    expect(unknown.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  test('one address cannot try one password on everybody', async () => {
    for (let tried = 0; tried < 40; tried++)
      expect((await guess(`person${tried}@example.com`)).status).toBe(401);
    expect((await guess('another@example.com')).status).toBe(429);
  });

  test('the right password starts the account anew', async () => {
    for (let tried = 0; tried < 9; tried++) await guess(ada.email);
    expect((await guess(ada.email, testPassword)).status).toBe(200);
    for (let tried = 0; tried < 10; tried++) expect((await guess(ada.email)).status).toBe(401);
  });
});
