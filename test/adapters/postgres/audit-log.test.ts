import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendAudit } from '../../../adapters/postgres/audit-log.ts';
import { AuditVerifier } from '../../../adapters/postgres/audit-verifier.ts';
import { verifyAuditChain } from '../../../adapters/postgres/audit-verify.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(() => test_.drop());

function append(
  shopId: string | null,
  subject: string,
  after: unknown = { z: 1, a: ['x', null, { d: 1.5, b: '灯' }] },
) {
  return test_.database.transaction((tx) =>
    appendAudit(tx, { shopId, actor: 'system', action: 'test.done', subject, before: null, after }),
  );
}

/** Changes what the database itself refuses to change: as its owner could. */
async function tamper(statement: string): Promise<void> {
  await test_.database.query('alter table audit_log disable trigger audit_log_append_only');
  await test_.database.query(statement);
  await test_.database.query('alter table audit_log enable trigger audit_log_append_only');
}

test('writers at once make one chain without gaps, and each shop has its own', async () => {
  await Promise.all([
    ...Array.from({ length: 30 }, (_, at) => append('lantern', `thing:${at}`)),
    ...Array.from({ length: 5 }, (_, at) => append(null, `thing:${at}`)),
  ]);
  expect(await verifyAuditChain(test_.database, 'lantern')).toMatchObject({ verified: 30, fault: null });
  const system = await verifyAuditChain(test_.database, null);
  expect(system).toMatchObject({ shopId: null, verified: 5, fault: null });
  expect(system.until).toBeInstanceOf(Date);
  expect(await verifyAuditChain(test_.database, 'none')).toEqual({
    shopId: 'none',
    verified: 0,
    until: null,
    hash: null,
    fault: null,
  });
});

test('an entry is written with its change or not at all', async () => {
  const undone = test_.database.transaction(async (tx) => {
    await appendAudit(tx, {
      shopId: 'undone',
      actor: 'system',
      action: 'a.b',
      subject: 'c:d',
      before: 1,
      after: 2,
    });
    throw new Error('the change failed');
  });
  await expect(undone).rejects.toThrow('the change failed');
  expect(await verifyAuditChain(test_.database, 'undone')).toMatchObject({ verified: 0, fault: null });
});

test('values survive the way through jsonb: odd numbers, empty things, key order, emoji', async () => {
  await append('values', 'a:1', {
    n: [1e21, -0, 1.1, 0.1 + 0.2, 123456789012345680000],
    e: {},
    l: [],
    u: undefined,
    '': '🏮',
    '10': 1,
    '9': 2,
  });
  await append('values', 'a:2', 'text');
  await append('values', 'a:3', false);
  expect(await verifyAuditChain(test_.database, 'values')).toMatchObject({ verified: 3, fault: null });
});

test('longer chains than one batch are followed to their end', async () => {
  await test_.database.transaction(async (tx) => {
    for (let at = 0; at < 2_300; at++)
      await appendAudit(tx, {
        shopId: 'long',
        actor: 'system',
        action: 'a.b',
        subject: `c:${at}`,
        before: null,
        after: at,
      });
  });
  expect(await verifyAuditChain(test_.database, 'long')).toMatchObject({ verified: 2_300, fault: null });
});

test('the database refuses to change or delete an entry', async () => {
  await append('kept', 'a:1');
  await expect(
    test_.database.query(`update audit_log set actor = 'x' where shop_id = 'kept'`),
  ).rejects.toThrow('append-only');
  await expect(test_.database.query(`delete from audit_log where shop_id = 'kept'`)).rejects.toThrow(
    'append-only',
  );
});

test.each([
  [
    'a changed value',
    `update audit_log set after = '{"limit": 5}' where shop_id = $ and sequence = 3`,
    3,
    'changed',
  ],
  [
    'a changed actor',
    `update audit_log set actor = 'user:x' where shop_id = $ and sequence = 1`,
    1,
    'changed',
  ],
  [
    'a changed time',
    `update audit_log set at = at + interval '1 ms' where shop_id = $ and sequence = 2`,
    2,
    'changed',
  ],
  ['a removed entry', `delete from audit_log where shop_id = $ and sequence = 2`, 2, 'missing'],
  ['a cut-off end', `delete from audit_log where shop_id = $ and sequence = 4`, 4, 'cut_off'],
  ['everything gone', `delete from audit_log where shop_id = $`, 1, 'cut_off'],
])('%s is found, with what still holds before it', async (name, statement, sequence, reason) => {
  const shopId = name.replaceAll(' ', '-');
  for (let at = 0; at < 4; at++) await append(shopId, `a:${at}`);
  await tamper(statement.replace('$', `'${shopId}'`));
  const state = await verifyAuditChain(test_.database, shopId);
  expect(state.fault).toEqual({ sequence, reason });
  expect(state.verified).toBe(sequence - 1);
});

describe('for whoever looks at the page', () => {
  let clock = new Date('2026-11-24T12:00:00Z');
  const verifier = () => new AuditVerifier({ database: test_.database, clock: { now: () => clock } });

  test('a later look goes on behind what held, and finds what was appended and what was cut off', async () => {
    const looking = verifier();
    for (let at = 0; at < 3; at++) await append('watched', `a:${at}`);
    expect(await looking.verify('watched')).toMatchObject({ verified: 3, fault: null });
    await append('watched', 'a:3');
    expect(await looking.verify('watched')).toMatchObject({ verified: 4, fault: null });
    expect(await looking.verify('watched')).toEqual(await verifyAuditChain(test_.database, 'watched'));
    await tamper(`delete from audit_log where shop_id = 'watched' and sequence > 2`);
    await test_.database.query(
      `update audit_heads set sequence = 2, hash = (select hash from audit_log where shop_id = 'watched' and sequence = 2)
       where shop_id = 'watched'`,
    );
    // A chain that was cut back with its head is whole by itself; who has seen more of it knows better, twice over.
    expect(await verifyAuditChain(test_.database, 'watched')).toMatchObject({ verified: 2, fault: null });
    for (let look = 0; look < 2; look++)
      expect((await looking.verify('watched')).fault).toEqual({ sequence: 5, reason: 'cut_off' });
  });

  test('what was rewritten before the last look is found ten minutes later', async () => {
    const looking = verifier();
    for (let at = 0; at < 3; at++) await append('rewritten', `a:${at}`);
    await looking.verify('rewritten');
    await tamper(`update audit_log set after = '{"limit": 5}' where shop_id = 'rewritten' and sequence = 1`);
    expect((await looking.verify('rewritten')).fault).toBeNull();
    clock = new Date(clock.getTime() + 10 * 60_000);
    expect((await looking.verify('rewritten')).fault).toEqual({ sequence: 1, reason: 'changed' });
  });
});
