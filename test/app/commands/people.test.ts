import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { peopleCommand } from '../../../app/commands/people.ts';
import { systemClock } from '../../../core/clock.ts';
import { createShop } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let test_: TestDatabase;
let printed: string[] = [];

beforeAll(async () => {
  test_ = await createTestDatabase();
  await createShop(test_.database);
});
afterAll(() => test_.drop());
beforeEach(() => {
  printed = [];
});

function run(...words: string[]) {
  const command = peopleCommand(async () => ({
    database: test_.database,
    clock: systemClock,
    origin: 'https://desk.example.com',
    print: (line) => printed.push(line),
    close: async () => {},
  }));
  for (const part of [command, ...command.commands])
    part.exitOverride().configureOutput({ writeErr: () => {} });
  return command.parseAsync(words, { from: 'user' });
}

test('inviting prints a link, and is logged as done at the command line', async () => {
  await run('invite', 'Ada@Example.com', '--role', 'marketer', '--shop', 'lantern', '--name', 'Ada');
  expect(printed[0]).toMatch(/^https:\/\/desk\.example\.com\/signin#link=[\w-]{43}$/);
  expect(printed[1]).toMatch(/^good once, until \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
  const { rows } = await test_.database.query('select shop_id, actor, action, after from audit_log');
  expect(rows).toEqual([
    {
      shop_id: 'lantern',
      actor: 'command line',
      action: 'user.invited',
      after: { email: 'ada@example.com', role: 'marketer', shopId: 'lantern' },
    },
  ]);
});

test('inviting again makes another link, and says that the role stays', async () => {
  await run('invite', 'ada@example.com', '--role', 'admin');
  expect(printed[0]).toBe(
    'ada@example.com was invited before as marketer; that stays. Change it on the page People.',
  );
  expect(printed[1]).toContain('#link=');
  const { rows } = await test_.database.query('select 1 from staff_links where used_at is null');
  expect(rows).toHaveLength(1);
});

test('the list shows everybody, also as JSON lines', async () => {
  await run('list');
  expect(printed).toHaveLength(1);
  expect(printed[0]).toMatch(/^ada@example\.com +marketer +lantern +invited +Ada$/);
  printed = [];
  await run('list', '--json');
  expect(JSON.parse(printed[0]!)).toMatchObject({ email: 'ada@example.com', state: 'invited' });
});

test.each([
  [['invite', 'no address'], 'that is no e-mail address'],
  [['invite', 'a@example.com', '--role', 'boss'], 'Allowed choices are agent, marketer, admin'],
  [['invite', 'a@example.com', '--shop', 'nowhere'], 'there is no shop "nowhere"; there is lantern'],
])('%j is refused with what would be right', async (words, sentence) => {
  await expect(run(...words)).rejects.toThrow(sentence);
});
