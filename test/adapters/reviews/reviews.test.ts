import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestReviews } from '../../../adapters/reviews/digest-reviews.ts';
import { painPoint } from '../../../adapters/reviews/pain-point.ts';
import {
  caseOwners,
  changeCase,
  openCase,
  painPointCases,
} from '../../../adapters/reviews/pain-point-cases.ts';
import { type ReadsReviews, readReviews } from '../../../adapters/reviews/read-reviews.ts';
import { reviewList } from '../../../adapters/reviews/review-list.ts';
import { reviewsPage } from '../../../adapters/reviews/reviews-page.ts';
import { openEncoder } from '../../../app/commands/open-encoder.ts';
import type { PainPointKey } from '../../../core/contracts/console-reviews.ts';
import { ConflictError, NotFoundError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { openReviewHeads } from '../../../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../../../nlp/reviews/review-reader.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createMember } from '../../support/staff.ts';
import { addReview, addReviewedShop, now } from './review-world.ts';

let db: TestDatabase;
let encoder: Awaited<ReturnType<typeof openEncoder>>;
let reader: ReviewReader;
const shopId = 'reviewed';
const socks: PainPointKey = { scope: 'product', scopeId: 'socks', aspect: 'size_fit' };
const digest = () => digestReviews(db.database, shopId, { now, modelVersion: reader.version });

beforeAll(async () => {
  db = await createTestDatabase();
  encoder = await openEncoder();
  reader = new ReviewReader(encoder.embedder, openReviewHeads());
  await addReviewedShop(db.database, shopId);
}, 120_000);

afterAll(async () => {
  await encoder?.close();
  await db?.drop();
});

it('shows that nothing was read before the first run', async () => {
  const page = await reviewsPage(db.database, shopId, { now, days: 365 });
  expect(page).toMatchObject({ readAt: null, reviews: 90, unread: 90, painPoints: [], alarms: 0 });
});

it('reads each review once, and again when its text or the models change', async () => {
  const read = (by: ReadsReviews = reader) => readReviews(db.database, by, shopId, { now });
  expect(await read()).toBe(90);
  expect(await read()).toBe(0);
  const id = await addReview(db.database, shopId, 'kettle', ['en', 5, 'A good kettle.'], now);
  expect(await read()).toBe(1);
  await db.database.query('update reviews set body = $2 where id = $1', [id, 'A bad kettle, it leaks.']);
  expect(await read()).toBe(1);
  const other: ReadsReviews = { version: 'another', readMany: (texts) => reader.readMany(texts) };
  expect(await read(other)).toBe(91);
  // Pages go on showing the version that was digested; a digest drops the others.
  await digest();
  const { rows } = await db.database.query<{ n: number }>(
    'select count(*)::int as n from review_readings where shop_id = $1',
    [shopId],
  );
  expect(rows[0]!.n).toBe(91);
  await db.database.query('delete from reviews where id = $1', [id]);
});

it('finds what runs small, since when, and in which words', async () => {
  const page = await reviewsPage(db.database, shopId, { now, days: 90 });
  const [worst] = page.painPoints.filter(({ scope }) => scope === 'product');
  expect(worst).toMatchObject({ ...socks, name: { en: 'Wool socks', zh: '羊毛袜' } });
  expect(worst!.negative.count).toBeGreaterThanOrEqual(15);
  expect(worst!.weeks.at(-1)).toEqual({ week: '2026-11-23', count: 0, of: 0 });
  expect(worst!.weeks).toHaveLength(12);
  const { alarm } = worst!;
  expect(alarm).not.toBeNull();
  expect(alarm!.week).toBe('2026-11-16');
  expect(['2026-10-05', '2026-10-12', '2026-10-19']).toContain(alarm!.since);
  expect(alarm!.before.share).toBeLessThan(0.15);
  expect(alarm!.after.share).toBeGreaterThan(0.6);
  expect(page.painPoints.some(({ scopeId, alarm: of }) => scopeId === 'kettle' && of)).toBe(false);

  const view = await painPoint(db.database, shopId, socks, { now, days: 90 });
  expect(view.size!.small).toBeGreaterThan(view.size!.large);
  expect(view.periods.length).toBeGreaterThan(8);
  const phrase = view.phrases.find(({ phrase: text }) => /runs small|too tight/.test(text));
  expect(view.phrases).toContainEqual(phrase);
  const list = await reviewList(db.database, shopId, {
    limit: 5,
    from: new Date(0),
    product: 'socks',
    aspect: 'size_fit',
    phrase: phrase!.phrase,
  });
  expect(list.rows).toHaveLength(5);
  for (const { body, opinions } of list.rows) {
    expect(body.toLowerCase()).toContain(phrase!.phrase);
    const size = opinions.find(({ aspect }) => aspect === 'size_fit')!;
    expect(body.slice(size.start, size.end)).toMatch(/runs small|tight/i);
  }
  const rest = await reviewList(db.database, shopId, {
    limit: 50,
    after: list.next!,
    from: new Date(0),
    product: 'socks',
    aspect: 'size_fit',
    phrase: phrase!.phrase,
  });
  expect(rest.rows.length + 5).toBe(phrase!.reviews);
});

it('tests each closed week once', async () => {
  expect((await digest()).alarms).toBeNull();
  const next = new Date(now.getTime() + 7 * 86_400_000);
  const again = await digestReviews(db.database, shopId, { now: next, modelVersion: reader.version });
  expect(again.alarms).toBeGreaterThanOrEqual(0);
});

it('narrows the page to a category, a product, an aspect', async () => {
  const of = (filters: object) => reviewsPage(db.database, shopId, { now, days: 365, ...filters });
  const kitchen = await of({ category: 'kitchen' });
  expect(kitchen.reviews).toBe(36);
  expect(kitchen.painPoints.every(({ scopeId }) => ['kitchen', 'kettle'].includes(scopeId))).toBe(true);
  const size = await of({ aspect: 'size_fit' });
  expect(size.aspects.map(({ aspect }) => aspect)).toEqual(['size_fit']);
  const socksOnly = await of({ product: 'socks' });
  expect(socksOnly.reviews).toBe(54);
  expect(socksOnly.alarms).toBe(1);
});

it('a pain point becomes a case: one at a time, by version, with what it changed', async () => {
  const { id: owner } = await createMember(db.database, { name: 'Ada', role: 'marketer' });
  const change = { shopId, actor: `user:${owner}`, now, ownerId: owner, state: 'acting' as const };
  const write = <T>(work: Parameters<typeof db.database.transaction<T>>[0]) => db.database.transaction(work);
  const body = { ...change, action: 'New supplier', actedOn: '2026-10-14' };
  const id = await write((tx) => openCase(tx, { ...body, key: socks }));
  await expect(write((tx) => openCase(tx, { ...body, key: socks }))).rejects.toThrow(ConflictError);
  const [opened] = await painPointCases(db.database, shopId, { now, of: socks });
  expect(opened).toMatchObject({ id, owner: { name: 'Ada' }, version: 1, actedOn: '2026-10-14' });
  const { before, after, change: effect } = opened!.effect!;
  expect(before.share).toBeLessThan(0.15);
  expect(after.share).toBeGreaterThan(0.6);
  expect(effect!.low).toBeGreaterThan(0.3);
  expect(effect!.estimate).toBeCloseTo(after.share! - before.share!, 10);

  await write((tx) => changeCase(tx, { ...body, id, version: 1, state: 'done' }));
  await expect(write((tx) => changeCase(tx, { ...body, id, version: 1 }))).rejects.toThrow(ConflictError);
  await expect(write((tx) => changeCase(tx, { ...body, id: newId(), version: 1 }))).rejects.toThrow(
    NotFoundError,
  );
  await expect(write((tx) => openCase(tx, { ...body, ownerId: newId(), key: socks }))).rejects.toThrow(
    NotFoundError,
  );
  expect(await caseOwners(db.database, shopId)).toEqual([{ id: owner, name: 'Ada' }]);
  const page = await reviewsPage(db.database, shopId, { now, days: 90 });
  expect(
    page.painPoints.find(({ scopeId, aspect }) => scopeId === 'socks' && aspect === 'size_fit')!.case,
  ).toEqual({
    id,
    state: 'done',
  });
});
