import { afterEach, expect, test, vi } from 'vitest';
import type { LoggedDecision } from '../../../adapters/postgres/money-decisions.ts';
import { whyCommand } from '../../../app/commands/why.ts';
import { drawMoney } from '../../../retention/money/draw-money.ts';
import { someInputs } from '../../retention/money/draw-world.ts';

const conversation = '0198c1f2-7a4b-7c3d-9e5f-0123456789ab';
const inputs = someInputs();
const decision: LoggedDecision = {
  id: '0198c1f2-7a4b-7c3d-9e5f-aaaaaaaaaaaa',
  kind: 'money',
  conversationId: conversation,
  sequence: 3,
  createdAt: new Date('2026-11-20T12:00:00Z'),
  record: {
    version: 1,
    kind: 'money',
    inputs: { ...inputs, assignment: { ...inputs.assignment, holdout: true } },
    choice: drawMoney({ ...inputs, assignment: { ...inputs.assignment, holdout: true } }),
    reservation: { state: 'none' },
  },
  outcomes: [],
};

async function run(args: string[], decisions: LoggedDecision[] = [decision]) {
  const written: string[] = [];
  const close = vi.fn(async () => {});
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  const open = vi.fn(async () => ({ decisionsOf: async () => decisions, close }));
  await whyCommand(open)
    .exitOverride()
    .parseAsync(args, { from: 'user' })
    .finally(() => vi.restoreAllMocks());
  return { text: written.join(''), close };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('a holdout’s silence is explained in words, and the database is let go', async () => {
  const { text, close } = await run([conversation]);
  expect(text).toContain('The shopper is in the holdout');
  expect(text).toContain('Drawn: nothing, logged with propensity 100%');
  expect(text).toContain('Nothing was to be reserved.');
  expect(close).toHaveBeenCalledOnce();
  expect((await run([conversation, '--language', 'zh'])).text).toContain('对照保留组');
});

test('records come as JSON lines for other programs', async () => {
  const { text } = await run([conversation, '--json']);
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!).record.choice.action).toBe('nothing');
});

test('a conversation without decisions and a text that is no id are told so', async () => {
  expect((await run([conversation], [])).text).toBe('No decision was made in this conversation.\n');
  await expect(run(['42'])).rejects.toThrow(/"42" is no conversation id/);
});
