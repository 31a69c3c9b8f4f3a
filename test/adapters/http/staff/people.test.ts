import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAuditChain } from '../../../../adapters/postgres/audit-verify.ts';
import { firstAdminToken } from '../../../../adapters/postgres/first-admin-link.ts';
import type {
  Account,
  LinkInfo,
  PeoplePage,
  Person,
  PersonWithLink,
} from '../../../../core/contracts/people.ts';
import type { StaffMember } from '../../../../core/contracts/staff.ts';
import { createShop } from '../../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startMailServer } from '../../../support/mail-server.ts';
import {
  createMember,
  StaffBrowser,
  type StaffServer,
  startStaffServer,
  testPassword,
} from '../../../support/staff.ts';

let test_: TestDatabase;
let server: StaffServer;
let mailing: StaffServer;
let now = new Date();
let mail: Awaited<ReturnType<typeof startMailServer>>;
const removed: string[] = [];
let admin: StaffMember;
let boss: StaffBrowser;

beforeAll(async () => {
  test_ = await createTestDatabase();
  await createShop(test_.database);
  await createShop(test_.database, 'harbour');
  const clock = { now: () => now };
  server = await startStaffServer(test_.database, undefined, {
    clock,
    removed: async (_tx, userId) => ({ conversations: removed.push(userId), committed() {} }),
  });
  mail = await startMailServer();
  mailing = await startStaffServer(test_.database, undefined, {
    clock,
    settings: { SMTP_URL: mail.url, PUBLIC_ORIGIN: 'https://desk.example.com' },
  });
});

beforeEach(async () => {
  await test_.database.query('delete from staff_attempts');
  await test_.database.query(`update users set removed_at = now() where role = 'admin'`);
  now = new Date();
  admin = await createMember(test_.database, { role: 'admin', name: 'Grace' });
  boss = new StaffBrowser(server.origin);
  await boss.signIn(admin.email);
});

afterEach(() => {
  mail.mails.length = 0;
});

afterAll(async () => {
  await server.stop();
  await mailing.stop();
  await mail.stop();
  await test_.drop();
});

let invited = 0;
function invite(given: Partial<{ email: string; role: string; shopId: string | null }> = {}) {
  return boss.ask<PersonWithLink>('POST', '/api/people', {
    email: `new${invited++}@example.com`,
    role: 'agent',
    shopId: null,
    ...given,
  });
}

function tokenOf(link: string): string {
  return /^\/signin#link=([\w-]{43})$/.exec(link)![1]!;
}

async function visitor(at = server): Promise<StaffBrowser> {
  const browser = new StaffBrowser(at.origin);
  await browser.session();
  return browser;
}

async function accept(link: string, password = 'seven slow green tortoises', more: object = {}) {
  const browser = await visitor();
  const session = await browser.ask<{ csrfToken: string; member: StaffMember }>(
    'POST',
    '/api/auth/link/accept',
    {
      token: tokenOf(link),
      password,
      ...more,
    },
  );
  browser.token = session.csrfToken;
  return { browser, member: session.member };
}

async function refusal(response: Response): Promise<{ status: number; reason: unknown }> {
  const { error } = (await response.json()) as { error: { details?: { reason: string } } };
  return { status: response.status, reason: error.details?.reason };
}

describe('invitations', () => {
  test('a link lets somebody choose a password, once, and signs them in', async () => {
    const { person, link, linkUntil } = await invite({ role: 'marketer', shopId: 'lantern' });
    expect(person).toMatchObject({ role: 'marketer', shopId: 'lantern', state: 'invited' });
    expect(new Date(linkUntil).getTime() - now.getTime()).toBe(7 * 86_400_000);
    const guest = await visitor();
    expect(await guest.ask<LinkInfo>('POST', '/api/auth/link', { token: tokenOf(link) })).toEqual({
      kind: 'invitation',
      email: person.email,
      name: person.name,
      role: 'marketer',
    });
    const { browser, member } = await accept(link, undefined, { name: ' Lin ' });
    expect(member).toMatchObject({ name: 'Lin', email: person.email, role: 'marketer', shopId: 'lantern' });
    expect((await browser.session()).shops.map(({ id }) => id)).toEqual(['lantern']);
    const again = await guest.send('POST', '/api/auth/link/accept', {
      token: tokenOf(link),
      password: testPassword,
    });
    expect(await refusal(again)).toEqual({ status: 404, reason: 'link_used' });
  });

  test('two who use one link at once: one of them gets in', async () => {
    const { link } = await invite();
    const guests = await Promise.all([visitor(), visitor(), visitor()]);
    const answers = await Promise.all(
      guests.map((guest) =>
        guest.send('POST', '/api/auth/link/accept', { token: tokenOf(link), password: testPassword }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });

  test('a link is over after seven days, and its owner can ask for another', async () => {
    const { person, link } = await invite();
    now = new Date(now.getTime() + 7 * 86_400_000 + 1);
    const guest = await visitor();
    const token = tokenOf(link);
    expect(await refusal(await guest.send('POST', '/api/auth/link', { token }))).toEqual({
      status: 404,
      reason: 'link_expired',
    });
    expect(await guest.ask('POST', '/api/auth/link/request', { token })).toEqual({ byMail: false });
    await expect.poll(async () => (await find(person.email)).linkAskedAt).not.toBeNull();
    const renewed = await boss.ask<PersonWithLink>('POST', `/api/people/${person.id}/link`, {});
    expect((await find(person.email)).linkAskedAt).toBeNull();
    expect((await accept(renewed.link)).member.email).toBe(person.email);
  });

  test('weak passwords are refused with the reason, and the link stays good', async () => {
    const { person, link } = await invite({ email: 'marguerite@example.com' });
    const guest = await visitor();
    for (const [password, reason] of [
      ['short', 'too_short'],
      ['Password1234!', 'too_common'],
      ['qwertyuiop12', 'too_common'],
      ['marguerite2026', 'too_common'],
    ])
      expect(
        await refusal(await guest.send('POST', '/api/auth/link/accept', { token: tokenOf(link), password })),
      ).toEqual({ status: 400, reason });
    expect((await accept(link)).member.id).toBe(person.id);
  });

  test('an e-mail that is here already is refused; a removed person comes back', async () => {
    const { person } = await invite();
    const again = await boss.send('POST', '/api/people', {
      email: person.email.toUpperCase(),
      role: 'agent',
      shopId: null,
    });
    expect(await refusal(again)).toEqual({ status: 409, reason: 'already_here' });
    await boss.ask('DELETE', `/api/people/${person.id}`);
    const back = await invite({ email: person.email, role: 'marketer' });
    expect(back.person).toMatchObject({ id: person.id, role: 'marketer', state: 'invited' });
  });

  test('with a mail server the link also goes by e-mail, to the configured origin', async () => {
    const mailBoss = new StaffBrowser(mailing.origin);
    await mailBoss.signIn(admin.email);
    const made = await mailBoss.ask<PersonWithLink>('POST', '/api/people', {
      email: 'posted@example.com',
      role: 'agent',
      shopId: null,
      language: 'zh',
    });
    expect(made.mailed).toBe(true);
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]).toMatchObject({ to: ['posted@example.com'], subject: '邀请您使用 Mainstay' });
    expect(mail.mails[0]!.text).toContain(`https://desk.example.com${made.link}`);
  });
});

describe('a forgotten password', () => {
  test('comes by e-mail, ends all sessions, and the answer tells nobody who works here', async () => {
    const member = await createMember(test_.database);
    const open = new StaffBrowser(mailing.origin);
    await open.signIn(member.email);
    const guest = await visitor(mailing);
    const known = await guest.send('POST', '/api/auth/link/request', { email: member.email });
    const unknown = await guest.send('POST', '/api/auth/link/request', { email: 'nobody@example.com' });
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()]);
    await expect.poll(() => mail.mails.length).toBe(1);
    const link = /https:\/\/desk\.example\.com(\S+)/.exec(mail.mails[0]!.text)![1]!;
    await accept(link, 'another long password here');
    expect((await open.session()).member).toBeNull();
    await expect(new StaffBrowser(server.origin).signIn(member.email)).rejects.toThrow('401');
    expect(
      (await new StaffBrowser(server.origin).signIn(member.email, 'another long password here')).member,
    ).not.toBeNull();
  });

  test('at most three an hour for one e-mail', async () => {
    const guest = await visitor();
    const ask = () => guest.send('POST', '/api/auth/link/request', { email: 'many@example.com' });
    for (let asked = 0; asked < 3; asked++) expect((await ask()).status).toBe(202);
    expect((await ask()).status).toBe(429);
  });
});

describe('roles and removal', () => {
  test('a changed role is logged with before and after; a stale change is refused with what stands', async () => {
    const { person } = await invite();
    const changed = await boss.ask<Person>('PATCH', `/api/people/${person.id}`, {
      role: 'marketer',
      shopId: 'harbour',
      version: person.version,
    });
    expect(changed).toMatchObject({ role: 'marketer', shopId: 'harbour', version: person.version + 1 });
    const stale = await boss.send('PATCH', `/api/people/${person.id}`, {
      role: 'admin',
      shopId: null,
      version: person.version,
    });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({
      error: { details: { reason: 'changed_meanwhile', theirs: { role: 'marketer', shopId: 'harbour' } } },
    });
    const { rows } = await test_.database.query(
      `select shop_id, actor, before, after from audit_log where action = 'user.role_changed' and subject = $1 order by shop_id`,
      [`user:${person.id}`],
    );
    const entry = {
      actor: `user:${admin.id}`,
      before: { role: 'agent', shopId: null },
      after: { role: 'marketer', shopId: 'harbour' },
    };
    expect(rows).toEqual([
      { shop_id: '*', ...entry },
      { shop_id: 'harbour', ...entry },
    ]);
  });

  test('a removed person is out at once, their links are void, and what they hold is given back', async () => {
    const { person, link } = await invite();
    const { browser } = await accept(link);
    const spare = await boss.ask<PersonWithLink>('POST', `/api/people/${person.id}/link`, {});
    const answer = await boss.ask<{ conversationsGivenBack: number }>('DELETE', `/api/people/${person.id}`);
    expect(answer.conversationsGivenBack).toBeGreaterThan(0);
    expect(removed).toContain(person.id);
    expect((await browser.session()).member).toBeNull();
    const { rows } = await test_.database.query(`select 1 from staff_sessions where sess ->> 'userId' = $1`, [
      person.id,
    ]);
    expect(rows).toHaveLength(0);
    const guest = await visitor();
    const used = await guest.send('POST', '/api/auth/link', { token: tokenOf(spare.link) });
    expect(await refusal(used)).toEqual({ status: 404, reason: 'link_used' });
    await expect(
      new StaffBrowser(server.origin).signIn(person.email, 'seven slow green tortoises'),
    ).rejects.toThrow('401');
  });

  test('the last admin stays, also when two remove each other at once', async () => {
    expect(await refusal(await boss.send('DELETE', `/api/people/${admin.id}`))).toEqual({
      status: 409,
      reason: 'last_admin',
    });
    const demote = await boss.send('PATCH', `/api/people/${admin.id}`, {
      role: 'agent',
      shopId: null,
      version: 1,
    });
    expect(await refusal(demote)).toEqual({ status: 409, reason: 'last_admin' });
    const narrow = await boss.send('PATCH', `/api/people/${admin.id}`, {
      role: 'admin',
      shopId: 'lantern',
      version: 1,
    });
    expect(await refusal(narrow)).toEqual({ status: 409, reason: 'last_admin' });
    // An invited admin who never came in would leave nobody who can.
    await invite({ role: 'admin' });
    expect((await boss.send('DELETE', `/api/people/${admin.id}`)).status).toBe(409);
    const second = await createMember(test_.database, { role: 'admin' });
    const other = new StaffBrowser(server.origin);
    await other.signIn(second.email);
    const answers = await Promise.all([
      boss.send('DELETE', `/api/people/${second.id}`),
      other.send('DELETE', `/api/people/${admin.id}`),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { rows } = await test_.database.query(
      `select 1 from users where role = 'admin' and shop_id is null and accepted_at is not null and removed_at is null`,
    );
    expect(rows).toHaveLength(1);
  });

  test('an admin of one shop manages, sees and audits that shop alone', async () => {
    const local = await createMember(test_.database, { role: 'admin', shopId: 'lantern' });
    const elsewhere = await invite({ shopId: 'harbour' });
    const browser = new StaffBrowser(server.origin);
    await browser.signIn(local.email);
    const { rows: people } = await browser.ask<PeoplePage>('GET', '/api/people');
    expect(new Set(people.map(({ shopId }) => shopId))).toEqual(new Set(['lantern']));
    for (const [method, path, body] of [
      ['POST', '/api/people', { email: 'wide@example.com', role: 'agent', shopId: null }],
      ['POST', `/api/people/${elsewhere.person.id}/link`, {}],
      ['PATCH', `/api/people/${elsewhere.person.id}`, { role: 'agent', shopId: 'lantern', version: 1 }],
      ['PATCH', `/api/people/${local.id}`, { role: 'admin', shopId: null, version: 1 }],
      ['DELETE', `/api/people/${admin.id}`, undefined],
      ['GET', '/api/audit?shop=harbour', undefined],
      ['GET', '/api/audit/export.csv?shop=*', undefined],
    ] as const)
      expect({ path, status: (await browser.send(method, path, body)).status }).toEqual({
        path,
        status: 403,
      });
    const { rows: entries } = await browser.ask<{ rows: { shopId: string }[] }>('GET', '/api/audit');
    expect(entries.every(({ shopId }) => shopId === 'lantern')).toBe(true);
    const { chains } = await browser.ask<{ chains: { shopId: string }[] }>('GET', '/api/audit/chains');
    expect(chains.every(({ shopId }) => shopId === 'lantern')).toBe(true);
  });

  test('the list is sorted, searched and paged by key', async () => {
    for (let at = 0; at < 55; at++)
      await createMember(test_.database, {
        name: `Paged ${String(at).padStart(2, '0')}`,
        shopId: 'harbour',
        password: null,
      });
    const first = await boss.ask<PeoplePage>('GET', '/api/people?q=paged&sort=-name');
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]!.name).toBe('Paged 54');
    const second = await boss.ask<PeoplePage>('GET', `/api/people?q=paged&sort=-name&after=${first.next}`);
    expect(second.rows.map(({ name }) => name)).toEqual([
      'Paged 04',
      'Paged 03',
      'Paged 02',
      'Paged 01',
      'Paged 00',
    ]);
    expect(second.next).toBeNull();
    expect((await boss.send('GET', '/api/people?sort=password_hash')).status).toBe(400);
  });
});

describe('the first admin', () => {
  test('has one link, the same at each start, until somebody has used it', async () => {
    const fresh = await createTestDatabase();
    const alone = await startStaffServer(fresh.database);
    const token = await firstAdminToken(fresh.database, 'a secret', now);
    expect(await firstAdminToken(fresh.database, 'a secret', now)).toBe(token);
    const guest = await visitor(alone);
    expect(await guest.ask('POST', '/api/auth/link', { token })).toMatchObject({
      kind: 'first_admin',
      role: 'admin',
      email: null,
    });
    const body = { token, password: testPassword, name: 'Ada', email: 'First@Example.com' };
    const { member } = await guest.ask<{ member: StaffMember }>('POST', '/api/auth/link/accept', body);
    expect(member).toMatchObject({ email: 'first@example.com', role: 'admin', shopId: null });
    expect(await firstAdminToken(fresh.database, 'a secret', now)).toBeNull();
    const late = await visitor(alone);
    expect(
      (await late.send('POST', '/api/auth/link/accept', { ...body, email: 'second@example.com' })).status,
    ).toBe(404);
    await alone.stop();
    await fresh.drop();
  });

  test('another secret makes the link printed before void', async () => {
    const fresh = await createTestDatabase();
    const alone = await startStaffServer(fresh.database);
    const before = await firstAdminToken(fresh.database, 'a secret', now);
    const after = await firstAdminToken(fresh.database, 'another secret', now);
    const guest = await visitor(alone);
    expect((await guest.send('POST', '/api/auth/link', { token: before })).status).toBe(404);
    expect((await guest.send('POST', '/api/auth/link', { token: after })).status).toBe(200);
    await alone.stop();
    await fresh.drop();
  });
});

describe('one’s own account', () => {
  test('a changed password ends every other session and keeps this one', async () => {
    const member = await createMember(test_.database);
    const here = new StaffBrowser(server.origin);
    await here.signIn(member.email);
    const there = new StaffBrowser(server.origin);
    await there.signIn(member.email);
    const next = 'a quite different password';
    const wrong = await here.send('PUT', '/api/account/password', { current: 'wrong wrong wrong', next });
    expect(await refusal(wrong)).toEqual({ status: 400, reason: 'wrong_password' });
    const { csrfToken } = await here.ask<{ csrfToken: string }>('PUT', '/api/account/password', {
      current: testPassword,
      next,
    });
    here.token = csrfToken;
    expect((await there.session()).member).toBeNull();
    expect(await here.ask('PATCH', '/api/account', { name: 'Renamed' })).toMatchObject({ name: 'Renamed' });
    expect((await new StaffBrowser(server.origin).signIn(member.email, next)).member?.name).toBe('Renamed');
  });

  test('sessions are listed without their ids, and ended one by one or all at once', async () => {
    const member = await createMember(test_.database);
    const here = new StaffBrowser(server.origin);
    await here.signIn(member.email);
    const there = new StaffBrowser(server.origin);
    await there.signIn(member.email);
    const stranger = new StaffBrowser(server.origin);
    await stranger.signIn((await createMember(test_.database)).email);
    const { sessions } = await here.ask<Account>('GET', '/api/account');
    expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(here.cookie).not.toContain(sessions[0]!.key);
    const other = sessions.find(({ current }) => !current)!;
    expect((await stranger.send('DELETE', `/api/account/sessions/${other.key}`)).status).toBe(404);
    await here.ask('DELETE', `/api/account/sessions/${other.key}`);
    expect((await there.session()).member).toBeNull();
    await there.signIn(member.email);
    await here.ask('DELETE', '/api/account/sessions');
    expect((await there.session()).member).toBeNull();
    expect((await here.session()).member).toBeNull();
  });
});

describe('the audit page', () => {
  test('tells who did what to whom, page by page, and every chain holds', async () => {
    for (let at = 0; at < 60; at++) await boss.ask('PATCH', '/api/account', { name: `Grace ${at}` });
    const first = await boss.ask<{ rows: Record<string, unknown>[]; next: string }>(
      'GET',
      `/api/audit?q=${admin.id}`,
    );
    expect(first.rows).toHaveLength(50);
    expect(first.rows[0]).toMatchObject({
      actorName: 'Grace 59',
      subjectName: 'Grace 59',
      action: 'user.renamed',
      after: { name: 'Grace 59' },
    });
    const second = await boss.ask<{ rows: Record<string, unknown>[]; next: null }>(
      'GET',
      `/api/audit?q=${admin.id}&after=${encodeURIComponent(first.next)}`,
    );
    expect(second.rows.map(({ after }) => after)).toEqual(
      Array.from({ length: 10 }, (_, at) => ({ name: `Grace ${9 - at}` })),
    );
    const { chains } = await boss.ask<{ chains: { fault: unknown; verified: number }[] }>(
      'GET',
      '/api/audit/chains',
    );
    expect(chains.length).toBeGreaterThan(1);
    expect(chains.every(({ fault }) => fault === null)).toBe(true);
    expect(await verifyAuditChain(test_.database, null)).toMatchObject({ fault: null });
  });

  test('its CSV has every entry that the filter lets through, and no formula', async () => {
    await boss.ask('PATCH', '/api/account', { name: '=cmd|"/c calc"!A1' });
    const response = await boss.send('GET', `/api/audit/export.csv?q=${admin.id}`);
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''audit.csv");
    const text = Buffer.from(await response.arrayBuffer()).toString();
    expect(text.startsWith('\uFEFFat,shopId,sequence,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(2);
    expect(text).toContain(`,"'=cmd|""/c calc""!A1",user.renamed,`);
  });

  test('is for admins', async () => {
    const agent = new StaffBrowser(server.origin);
    await agent.signIn((await createMember(test_.database)).email);
    for (const path of ['/api/audit', '/api/audit/chains', '/api/audit/export.csv', '/api/people'])
      expect((await agent.send('GET', path)).status).toBe(403);
  });
});

async function find(email: string): Promise<Person> {
  const { rows: people } = await boss.ask<PeoplePage>('GET', `/api/people?q=${encodeURIComponent(email)}`);
  return people[0]!;
}
