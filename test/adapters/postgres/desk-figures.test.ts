import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskFigures } from '../../../adapters/postgres/desk-figures.ts';
import { newId } from '../../../core/ids.ts';
import { createShop } from '../../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createMember } from '../../support/staff.ts';

let db: TestDatabase;
const now = new Date('2026-11-20T12:00:00Z');
const shopId = 'figures';
let ada: string;
let ben: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database, shopId);
  await createShop(db.database, 'quiet');
  ({ id: ada } = await createMember(db.database, { name: 'Ada', shopId }));
  ({ id: ben } = await createMember(db.database, { name: 'Ben', shopId }));
  // Ada's first replies are 10, 20 ... 100 s, her resolutions ten times as long; every fifth missed a deadline.
  for (let i = 1; i <= 10; i++)
    await handoff({
      agent: 'Ada',
      daysAgo: i / 2,
      state: 'resolved',
      firstReplyS: i * 10,
      resolutionS: i * 100,
      breached: i % 5 === 0,
      rating: i <= 4 ? i : null,
    });
  await handoff({ agent: 'Ada', daysAgo: 0.1, state: 'accepted', firstReplyS: 50, dueInS: -60 });
  // Ben holds one that is older than the days, and has nothing else.
  await handoff({ agent: 'Ben', daysAgo: 40, state: 'accepted', dueInS: 600 });
  await handoff({ agent: null, daysAgo: 0.2, state: 'requested', dueInS: 600 });
  await handoff({ agent: null, daysAgo: 60, state: 'cancelled' });
});

afterAll(() => db.drop());

async function handoff(given: {
  agent: 'Ada' | 'Ben' | null;
  daysAgo: number;
  state: string;
  firstReplyS?: number;
  resolutionS?: number;
  breached?: boolean;
  rating?: number | null;
  dueInS?: number;
}): Promise<void> {
  const {
    agent,
    state,
    firstReplyS = null,
    resolutionS = null,
    breached = false,
    rating = null,
    dueInS,
  } = given;
  const conversationId = newId();
  await db.database.query(
    `insert into conversations (shop_id, id, channel, visitor_id) values ($1, $2, 'directline', $3)`,
    [shopId, conversationId, conversationId],
  );
  const due = dueInS === undefined ? null : new Date(now.getTime() + dueInS * 1_000);
  await db.database.query(
    `insert into handoffs (shop_id, id, conversation_id, state, reason, requested_at, accepted_at, agent_id, agent_name,
       first_reply_seconds, resolution_seconds, breached, rating, resolution_due_at)
     values ($1, $2, $3, $4, 'asked', $5::timestamptz, case when $4 <> 'requested' and $4 <> 'cancelled' then $5::timestamptz end, $6, $7, $8,
       $9, $10, $11, $12)`,
    [
      shopId,
      newId(),
      conversationId,
      state,
      new Date(now.getTime() - given.daysAgo * 86_400_000),
      agent && (agent === 'Ada' ? ada : ben),
      agent,
      firstReplyS,
      resolutionS,
      breached,
      rating,
      due,
    ],
  );
}

test('the team together and each agent: open now, times by percentile, deadlines missed, ratings', async () => {
  const figures = await deskFigures(db.database, { shopId, days: 7, now, onlyAgentId: null });
  expect(figures.open).toEqual({ waiting: 1, held: 2, breached: 1 });
  expect(figures.team).toMatchObject({ asked: 12, handled: 11, resolved: 10, breached: 3 });
  expect(figures.agents.map(({ agent }) => agent.name)).toEqual(['Ada', 'Ben']);
  const [first, second] = figures.agents;
  // Eleven replies of 10 ... 100 s and one of 50 s: the sixth is 50 s, the tenth 90 s.
  expect(first!.firstReplyS).toEqual({ p50: 50, p90: 90, count: 11 });
  // Ten resolutions of 100 ... 1,000 s: between the fifth and the sixth, and a tenth of the way from the ninth.
  expect(first!.resolutionS).toEqual({ p50: 550, p90: 910, count: 10 });
  expect(first!.rating).toEqual({ mean: 2.5, count: 4 });
  expect(first).toMatchObject({ asked: 11, breached: 3, open: { waiting: 0, held: 1, breached: 1 } });
  expect(second).toMatchObject({
    asked: 0,
    open: { waiting: 0, held: 1, breached: 0 },
    firstReplyS: { p50: null, p90: null, count: 0 },
    rating: { mean: null, count: 0 },
  });
});

test('a longer time takes in what is older; one agent is told alone', async () => {
  const figures = await deskFigures(db.database, { shopId, days: 90, now, onlyAgentId: ben });
  expect(figures.team.asked).toBe(14);
  expect(figures.agents).toHaveLength(1);
  expect(figures.agents[0]).toMatchObject({ agent: { id: ben, name: 'Ben' }, asked: 1, handled: 1 });
});

test('a shop where nobody asked has zeros and no shares', async () => {
  const figures = await deskFigures(db.database, { shopId: 'quiet', days: 7, now, onlyAgentId: null });
  expect(figures).toMatchObject({ open: { waiting: 0, held: 0, breached: 0 }, agents: [] });
  expect(figures.team).toMatchObject({
    asked: 0,
    breached: 0,
    firstReplyS: { p50: null, p90: null, count: 0 },
  });
});
