import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../adapters/postgres/money-world.ts';
import { type OutreachWorld, openOutreachWorld } from '../app/outreach-world.ts';
import { spawnScript } from '../support/child-process.ts';

let world: OutreachWorld;
beforeAll(async () => {
  world = await openOutreachWorld();
});
afterAll(() => world.close());

const script = new URL('./outreach-process.ts', import.meta.url).pathname;
const people = 60;
const minuteMs = 60_000;

interface Progress {
  readonly planned: number;
  readonly sent: number;
  readonly mailed: number;
}

async function progress(shopId: string): Promise<Progress> {
  const { rows } = await world.database.query<Progress>(
    `select count(*) as planned, count(*) filter (where state = 'sent') as sent,
       count(*) filter (where mail_state in ('sending', 'sent')) as mailed from outreach where shop_id = $1`,
    [shopId],
  );
  return rows[0]!;
}

/** Runs outreach in a process and kills it (SIGKILL) once the tables say so. @returns false when it was done first. */
async function killedAt(shopId: string, at: Date, reached: (seen: Progress) => boolean): Promise<boolean> {
  const child = await spawnScript(script, [
    world.connectionString,
    shopId,
    world.mails.url,
    at.toISOString(),
  ]);
  let done = false;
  createInterface({ input: child.process.stdout! }).on('line', (line) => {
    done ||= line === 'done';
  });
  while (!done && child.process.exitCode === null && !reached(await progress(shopId)))
    await new Promise((resolve) => setTimeout(resolve, 2));
  const killed = !done && child.process.exitCode === null;
  await child.kill();
  return killed;
}

test('killed while it chooses, writes and mails: nobody is contacted twice, nobody who should be is forgotten', async () => {
  const shopId = await world.shop('killed', { perRun: people, contactShare: 0.8 });
  const shoppers = [];
  for (let i = 0; i < people; i++)
    shoppers.push(await world.shopper(shopId, ['outreach_chat', 'outreach_email']));

  const kills = [
    ({ planned }: Progress) => planned >= 7,
    ({ planned }: Progress) => planned >= 30,
    ({ sent }: Progress) => sent >= 3,
    ({ sent }: Progress) => sent >= 20,
    ({ mailed }: Progress) => mailed >= 4,
    ({ mailed }: Progress) => mailed >= 20,
  ];
  let hits = 0;
  for (const [i, reached] of kills.entries())
    if (await killedAt(shopId, new Date(now.getTime() + i * minuteMs), reached)) hits++;
  expect(hits).toBeGreaterThanOrEqual(4);

  // A run that nobody kills, and one more: what is lost on the way to the mail server is given up after an hour.
  for (const minutes of [10, 90]) {
    const last = await spawnScript(script, [
      world.connectionString,
      shopId,
      world.mails.url,
      new Date(now.getTime() + minutes * minuteMs).toISOString(),
    ]);
    last.process.stdout!.resume();
    if (last.process.exitCode === null) await once(last.process, 'exit');
  }

  const rows = await world.rows(shopId);
  expect(rows).toHaveLength(people);
  expect(new Set(rows.map(({ shopper_id }) => shopper_id)).size).toBe(people);
  let lost = 0;
  for (const { shopperId, conversationId } of shoppers) {
    const row = rows.find(({ shopper_id }) => shopper_id === shopperId)!;
    const mails = world.mails.mails.filter(({ to }) => to.includes(`${shopperId}@shoppers.example`));
    const messages = await world.written(conversationId);
    if (row.arm === 'control') {
      expect([row.state, messages.length, mails.length]).toEqual(['control', 0, 0]);
      continue;
    }
    expect([row.state, messages.length]).toEqual(['sent', 1]);
    // A mail whose sender died over it may be out or not: it is not sent again, and says "failed".
    expect(mails.length).toBeLessThanOrEqual(1);
    if (row.mail_state === 'failed') lost++;
    else expect([row.mail_state, mails.length]).toEqual(['sent', 1]);
  }
  expect(lost).toBeLessThanOrEqual(2);
  // Everybody's arm is written once, and the log of what was recommended too.
  const { rows: assigned } = await world.database.query(
    `select 1 from assignments where shop_id = $1 and experiment_id = 'outreach'`,
    [shopId],
  );
  expect(assigned).toHaveLength(people);
  const decisions = rows.flatMap(({ decision_id }) => decision_id ?? []);
  expect(new Set(decisions).size).toBe(rows.filter(({ arm }) => arm === 'contact').length);
}, 240_000);
