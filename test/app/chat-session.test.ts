import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemoShop } from '../../adapters/demo-shop/load-demo-shop.ts';
import { seedMoney } from '../../adapters/postgres/money-seed.ts';
import { ZenRuleEngine } from '../../adapters/rules/zen-engine.ts';
import { chatSession } from '../../app/chat-session.ts';
import { readConfig } from '../../app/config.ts';
import { openTerminalConversation } from '../../app/terminal-conversation.ts';
import { silentLogger } from '../../core/logger.ts';
import { type ModelServer, startModelServer } from '../adapters/llm/hostile-model.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let home: string;
let model: ModelServer;
beforeAll(async () => {
  [db, model] = await Promise.all([createTestDatabase(), startModelServer()]);
  home = await mkdtemp(join(tmpdir(), 'mainstay-chat-'));
  await loadDemoShop(db.database, {
    now: new Date(),
    shopperCount: 150,
    prepare: (tx, shop) => seedMoney(tx, { ...shop, engine: new ZenRuleEngine() }),
  });
  // What a first start learns and reads is there for all that follow.
  await (await open({ shop: 'demo' })).close();
}, 300_000);
afterAll(async () => {
  await model?.close();
  await db?.drop();
  await rm(home, { recursive: true, force: true });
});

const open = (who: { shop: string; as?: string }, settings: Record<string, string> = {}) =>
  openTerminalConversation(
    readConfig({ MAINSTAY_HOME: home, DATABASE_URL: db.connectionString, ...settings }),
    silentLogger,
    who,
  );

/** Types lines, each when the session asks for the next, and returns what was printed after each. */
async function talk(as: string, typed: readonly string[], settings = {}, tty = false): Promise<string[]> {
  const conversation = await open({ shop: 'demo', as }, settings);
  const input = new PassThrough();
  const output = Object.assign(new PassThrough({ encoding: 'utf8' }), {
    isTTY: tty,
    columns: 80,
    hasColors: () => false,
  });
  const printed: string[] = [''];
  output.on('data', (text) => {
    printed[printed.length - 1] += text;
  });
  try {
    // Typed ahead while the bot greets: nothing of it is lost.
    for (const line of typed) input.write(`${line}\n`);
    input.end();
    await chatSession(conversation, { input, output });
  } finally {
    await conversation.close();
  }
  return printed;
}

test('choices are sent by their number, cards are printed, commands are told from messages', async () => {
  const [text] = await talk('demo-loyal', ['/nonsense', '/help', '1', '2', '', '99', '/quit', 'never sent']);
  expect(text).toContain('there is no /nonsense; /help lists what there is');
  expect(text).toContain('Ctrl+D');
  expect(text).toMatch(/ {2}1 Where is my order\?/);
  expect(text).toMatch(/1 \d{8}: .*\n.*2 \d{8}: /);
  expect(text).toMatch(/│ \d{8} · .* +£[\d.]+\n/);
  expect(text).toMatch(/[✔○] Delivered/);
  expect(text).not.toContain('\x1b');
  const { rows } = await db.database.query<{ text: string }>(
    `select activity->>'text' as text from activities where direction = 'inbound' and type = 'message' order by sequence`,
  );
  // A number without a choice is a message like any other.
  expect(rows.map((row) => row.text)).toEqual([
    'Where is my order?',
    expect.stringMatching(/^\d{8}: /),
    '99',
  ]);
}, 120_000);

test('a reply is shown as it is written and replaced by the whole', async () => {
  model.behave({
    kind: 'streams',
    pieces: (reply) => ['With pleasure, ', 50, 'here it is: ', 50, reply, ' So, ', 'there you are.'],
  });
  const settings = { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'test' };
  const [text] = await talk('demo-loyal', ['How long does delivery take?'], settings, true);
  // Drawn over as it grows, by whole clauses.
  const up = '\x1b[1F\x1b[0J';
  expect(text).toContain(`  With pleasure,\n${up}  With pleasure, here it is:`);
  expect(text).toMatch(/there\s+you\s+are\./);
}, 120_000);

test('a shop or a shopper that does not exist is named, and nobody is made up', async () => {
  await expect(open({ shop: 'nowhere' })).rejects.toThrow('there is no shop "nowhere"');
  await expect(open({ shop: 'demo', as: 'demo-loyall' })).rejects.toThrow('no shopper "demo-loyall"');
  const { rows } = await db.database.query("select 1 from shoppers where external_id = 'demo-loyall'");
  expect(rows).toEqual([]);
}, 120_000);
