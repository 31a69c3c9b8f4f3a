import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consoleBadges } from '../../../../adapters/http/console/console-badges.ts';
import { consoleRouter } from '../../../../adapters/http/console/console-router.ts';
import { badgesRouter } from '../../../../adapters/http/staff/badges-router.ts';
import { PostgresMoneyDesk } from '../../../../adapters/postgres/money-desk.ts';
import type {
  Approval,
  BudgetView,
  ChangeResult,
  DecisionDetail,
  DecisionRow,
  ExperimentView,
  GrantDetail,
  KeyedPage,
  LedgerLine,
  OfferView,
  RulesPage,
} from '../../../../core/contracts/console-money.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startImports } from '../../../support/import-parts.ts';
import { createMember, StaffBrowser, type StaffServer, startStaffServer } from '../../../support/staff.ts';
import { addDriftingShopper, addShop, decideRequest, engine, now } from '../../postgres/money-world.ts';

let store: TestDatabase;
let imports: Awaited<ReturnType<typeof startImports>>;
let server: StaffServer;
/** Two marketers: whoever asks, the other one is the second person. */
let ada: StaffBrowser;
let ben: StaffBrowser;
let shops = 0;
let shopId: string;

beforeAll(async () => {
  store = await createTestDatabase();
  imports = await startImports(store);
  const clock = { now: () => now };
  server = await startStaffServer(store.database, (gate) => [
    {
      path: '/api/badges',
      router: gate.behind([], badgesRouter(consoleBadges({ database: store.database, clock }))),
    },
    {
      path: '/api/console',
      router: gate.behind(
        ['marketer'],
        consoleRouter({ database: store.database, rules: engine, clock, imports: imports.parts }),
      ),
    },
  ]);
  for (const [name, role] of [
    ['Ada', 'marketer'],
    ['Ben', 'marketer'],
    ['Cleo', 'agent'],
  ] as const)
    await createMember(store.database, { name, role, email: `${name.toLowerCase()}@example.com` });
  ada = await signedIn('ada@example.com');
  ben = await signedIn('ben@example.com');
});

afterAll(async () => {
  await server.stop();
  await imports.stop();
  await store.drop();
});

beforeEach(async () => {
  shopId = await addShop(store.database, `console-${++shops}`);
});

async function signedIn(email: string): Promise<StaffBrowser> {
  const browser = new StaffBrowser(server.origin);
  await browser.signIn(email);
  return browser;
}

const at = (path: string) => `/api/console/shops/${shopId}${path}`;
const get = <T>(path: string) => ada.ask<T>('GET', at(path));

const badges = (browser: StaffBrowser) => browser.ask<Record<string, number>>('GET', '/api/badges');

async function refusal(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, ...error };
}

async function budget(id = 'arm-single-best'): Promise<BudgetView> {
  const { rows } = await get<{ rows: BudgetView[] }>('/budgets');
  return rows.find((row) => row.id === id)!;
}

/** Draws for drifting shoppers until so many were granted something. */
async function grants(count: number): Promise<void> {
  const desk = new PostgresMoneyDesk({ rules: engine });
  for (let granted = 0, i = 0; granted < count; i++) {
    if (i > 200) throw new Error('hardly anybody was granted anything');
    const shopperId = await addDriftingShopper(store.database, shopId);
    const decision = await store.database.transaction((tx) =>
      desk.decide(tx, decideRequest(shopId, shopperId, now)),
    );
    if (decision?.grant) granted++;
  }
}

async function decide(browser: StaffBrowser, approval: Approval, decision: string): Promise<Response> {
  return browser.send('POST', at(`/approvals/${approval.id}`), { decision });
}

function asked(result: ChangeResult): Approval {
  if (result.state !== 'asked') throw new Error('it was done without a second person');
  return result.approval;
}

test('an agent is kept out, and so is a marketer of another shop', async () => {
  const cleo = await signedIn('cleo@example.com');
  expect((await cleo.send('GET', at('/budgets'))).status).toBe(403);
  await createMember(store.database, {
    name: 'Dan',
    role: 'marketer',
    email: `dan${shops}@example.com`,
    shopId,
  });
  const dan = await signedIn(`dan${shops}@example.com`);
  expect((await dan.send('GET', at('/budgets'))).status).toBe(200);
  const other = await addShop(store.database, `console-${++shops}`);
  expect((await dan.send('GET', `/api/console/shops/${other}/budgets`)).status).toBe(403);
});

describe('a budget', () => {
  test('is lowered at once and raised by a second person only', async () => {
    const before = await budget();
    const raise = { limitCents: before.limitCents + 100_000, version: before.version, reason: 'Black Week' };
    const approval = asked(await ada.ask<ChangeResult>('PUT', at('/budgets/arm-single-best/limit'), raise));
    expect(approval).toMatchObject({ kind: 'budget.raise', mayDecide: false, reason: 'Black Week' });
    expect((await budget()).limitCents).toBe(before.limitCents);
    expect(await refusal(await decide(ada, approval, 'approved'))).toMatchObject({
      status: 403,
      message: expect.stringContaining('second person'),
    });
    expect((await badges(ada)).budgets).toBe(0);
    expect((await badges(ben)).budgets).toBe(1);

    expect((await decide(ben, approval, 'approved')).status).toBe(204);
    const raised = await budget();
    expect(raised).toMatchObject({ limitCents: before.limitCents + 100_000, openApproval: null });
    expect((await refusal(await decide(ben, approval, 'approved'))).status).toBe(409);

    const lower = { limitCents: 1_000, version: raised.version };
    expect(await ada.ask('PUT', at('/budgets/arm-single-best/limit'), lower)).toEqual({ state: 'done' });
    const stale = { limitCents: 900, version: raised.version };
    expect((await ada.send('PUT', at('/budgets/arm-single-best/limit'), stale)).status).toBe(409);
    const { rows } = await store.database.query<{ action: string }>(
      'select action from audit_log where shop_id = $1 order by sequence',
      [shopId],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'approval.asked',
      'approval.approved',
      'budget.limited',
      'budget.limited',
    ]);
  });

  test('that was changed after the asking is not raised by the old request', async () => {
    const before = await budget();
    const approval = asked(
      await ada.ask<ChangeResult>('PUT', at('/budgets/arm-single-best/limit'), {
        limitCents: before.limitCents * 2,
        version: before.version,
      }),
    );
    await ben.ask('PUT', at('/budgets/arm-single-best/limit'), {
      limitCents: 5_000,
      version: before.version,
    });
    expect((await decide(ben, approval, 'approved')).status).toBe(409);
    expect((await budget()).limitCents).toBe(5_000);
  });

  test('is never set below what is reserved, and not raised while the ledger differs', async () => {
    await grants(2);
    const { rows } = await get<{ rows: BudgetView[] }>('/budgets');
    const used = rows.find(({ reservedCents }) => reservedCents > 0)!;
    expect(used.ledgerAgrees).toBe(true);
    const tooLow = { limitCents: used.reservedCents - 1, version: used.version };
    expect((await ada.send('PUT', at(`/budgets/${used.id}/limit`), tooLow)).status).toBe(400);
    await store.database.query('update budgets set spent_cents = 7 where shop_id = $1 and id = $2', [
      shopId,
      used.id,
    ]);
    const raise = { limitCents: used.limitCents + 1, version: used.version };
    expect(await refusal(await ada.send('PUT', at(`/budgets/${used.id}/limit`), raise))).toMatchObject({
      status: 409,
      message: expect.stringContaining('ledger'),
    });
    expect((await badges(ada)).budgets).toBe(1);
  });

  test('explains every figure: its ledger pages add up to what is free, and lead to the grant', async () => {
    await grants(6);
    for (const { id, limitCents, reservedCents, spentCents } of (
      await get<{ rows: BudgetView[] }>('/budgets')
    ).rows) {
      const lines: LedgerLine[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const page: KeyedPage<LedgerLine> = await get(
          `/budgets/${id}/ledger?limit=2${after && `&after=${after}`}`,
        );
        lines.push(...page.rows);
        after = page.next;
      }
      expect(new Set(lines.map(({ transactionId }) => transactionId)).size).toBe(lines.length);
      if (lines.length === 0) continue;
      expect(lines[0]!.freeCents).toBe(limitCents - reservedCents - spentCents);
      for (const [i, line] of lines.entries())
        expect(line.freeCents - line.amountCents).toBe(lines[i + 1]?.freeCents ?? limitCents);
      const grant = await get<GrantDetail>(`/grants/${lines[0]!.grantId}`);
      expect(grant.ledger.map(({ transactionId }) => transactionId)).toContain(lines[0]!.transactionId);
      expect(grant.budgetId).toBe(id);
    }
  });
});

describe('an offer', () => {
  test('gets cheaper at once and dearer by a second person; a new one starts switched off', async () => {
    const offer = async (id: string) =>
      (await get<{ rows: OfferView[] }>('/offers')).rows.find((row) => row.id === id)!;
    const ten = await offer('percent-10');
    const changed = (over: Partial<OfferView>) => {
      const { name, percent, perkPoints, maximumCents, validityDays, active, version } = { ...ten, ...over };
      return { name, percent, perkPoints, maximumCents, validityDays, active, version };
    };
    expect(await ada.ask('PUT', at('/offers/percent-10'), changed({ maximumCents: 500 }))).toEqual({
      state: 'done',
    });
    const approval = asked(
      await ada.ask<ChangeResult>(
        'PUT',
        at('/offers/percent-10'),
        changed({ percent: 12, maximumCents: 500, version: ten.version + 1 }),
      ),
    );
    expect((await offer('percent-10')).percent).toBe(10);
    await decide(ben, approval, 'approved');
    expect(await offer('percent-10')).toMatchObject({ percent: 12, maximumCents: 500 });

    const bad = { ...changed({ percent: null }), version: ten.version + 2 };
    expect((await ada.send('PUT', at('/offers/percent-10'), bad)).status).toBe(400);
    const added = {
      id: 'spring',
      kind: 'percent',
      name: { en: '7% off', zh: '93 折' },
      percent: 7,
      perkPoints: null,
      maximumCents: 700,
      validityDays: 7,
    };
    await ada.ask('POST', at('/offers'), added);
    expect((await ada.send('POST', at('/offers'), added)).status).toBe(409);
    expect((await offer('spring')).active).toBe(false);
  });
});

describe('the rules', () => {
  const rules = () => get<RulesPage>('/rules');

  test('are drafted, refused while a cell or a sample case is broken, published, and rolled back', async () => {
    const { live } = await rules();
    let page = await ada.ask<RulesPage>('POST', at('/rules/draft'), { from: live!.version });
    const row = page.draft!.table.rows[0]!;
    const column = page.draft!.table.inputs[0]!.id;
    const edited = (cell: string) => ({
      ...page.draft!.table,
      rows: page.draft!.table.rows.map((old) =>
        old.id === row.id ? { ...old, cells: { ...old.cells, [column]: cell } } : old,
      ),
    });
    const save = async (cell: string) => {
      page = await ada.ask<RulesPage>('PUT', at('/rules/draft'), {
        table: edited(cell),
        revision: page.draft!.revision,
      });
    };
    const publish = () => ada.send('POST', at('/rules/publish'), { revision: page.draft!.revision });

    await save('>= oops(');
    expect(page.draft!.problems).toMatchObject([{ severity: 'error', row: 1 }]);
    expect(await refusal(await publish())).toMatchObject({
      status: 400,
      message: expect.stringContaining('row 1'),
    });

    await save('<= 0.1');
    const { id } = await ada.ask<{ id: string }>('POST', at('/rules/cases'), {
      name: 'At risk, one order',
      facts: { churnRisk: 0.5, orderCount: 1, daysSinceLastOrder: 5 },
      expected: ['loyalty-perk'],
    });
    expect((await rules()).cases).toMatchObject([{ id, holds: false, got: [] }]);
    expect(await refusal(await publish())).toMatchObject({
      message: expect.stringContaining('At risk, one order'),
    });
    await ada.ask('PUT', at(`/rules/cases/${id}`), {
      name: 'At risk, one order',
      facts: { churnRisk: 0.5, orderCount: 1, daysSinceLastOrder: 5 },
      expected: [],
    });
    // Narrower than what is live: no second person.
    expect(await (await publish()).json()).toEqual({ state: 'done' });
    page = await rules();
    expect(page).toMatchObject({ draft: null, live: { version: live!.version + 1 } });

    // Back to the version before: that gives more again.
    await ada.ask('DELETE', at(`/rules/cases/${id}`));
    page = await ada.ask<RulesPage>('POST', at('/rules/draft'), { from: live!.version });
    expect(page.draft!.widenings).toEqual([{ row: 1, offerIds: ['loyalty-perk'] }]);
    const approval = asked((await (await publish()).json()) as ChangeResult);
    expect((await rules()).live!.version).toBe(live!.version + 1);
    await decide(ben, approval, 'approved');
    page = await rules();
    expect(page.live!.version).toBe(live!.version + 2);
    expect(page.live!.table).toEqual(live!.table);
  });

  test('two who edit one draft: the second sees the first one’s table, and nothing is overwritten', async () => {
    const { live } = await rules();
    const page = await ada.ask<RulesPage>('POST', at('/rules/draft'), { from: live!.version });
    const { table, revision } = page.draft!;
    const without = (row: number) => ({ ...table, rows: table.rows.filter((_, i) => i !== row) });
    await ada.ask('PUT', at('/rules/draft'), { table: without(0), revision });
    const late = await ben.send('PUT', at('/rules/draft'), { table: without(1), revision });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({
      error: {
        message: expect.stringContaining('Ada'),
        details: { theirs: { revision: revision + 1, editedBy: 'Ada', table: without(0) } },
      },
    });
    expect((await rules()).draft!.table).toEqual(without(0));
  });

  test('an approval is void once the draft is edited', async () => {
    const { live } = await rules();
    const page = await ada.ask<RulesPage>('POST', at('/rules/draft'), { from: live!.version });
    const { table, revision } = page.draft!;
    const open = { ...table, rows: table.rows.map((row) => ({ ...row, cells: {} })) };
    const wide = await ada.ask<RulesPage>('PUT', at('/rules/draft'), { table: open, revision });
    const approval = asked(
      await ada.ask<ChangeResult>('POST', at('/rules/publish'), { revision: wide.draft!.revision }),
    );
    await ada.ask('PUT', at('/rules/draft'), { table: open, revision: wide.draft!.revision });
    expect(await refusal(await decide(ben, approval, 'approved'))).toMatchObject({
      status: 409,
      message: expect.stringContaining('void'),
    });
    expect((await rules()).live!.version).toBe(live!.version);
  });
});

describe('decisions', () => {
  test('are found by shopper, code and slice, page by page, each explained and replayed', async () => {
    await grants(3);
    const all: DecisionRow[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: KeyedPage<DecisionRow> = await get(
        `/decisions?limit=2${after && `&after=${encodeURIComponent(after)}`}`,
      );
      all.push(...page.rows);
      after = page.next;
    }
    const { rows } = await store.database.query<{ id: string }>(
      'select id from decisions where shop_id = $1',
      [shopId],
    );
    expect(all.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());

    const given = all.find(({ action }) => action !== 'nothing')!;
    const detail = await get<DecisionDetail>(`/decisions/${given.id}`);
    expect(detail.replaysSame).toBe(true);
    expect(detail.actions.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(detail.why.length).toBeGreaterThan(5);
    // Budgets and experiments by their names, percentages as the language writes them.
    const said = detail.why.join(' ');
    expect(said).toMatch(/Budget [A-Z]/);
    expect(said).not.toMatch(/\d %/);
    const inChinese = await get<DecisionDetail>(`/decisions/${given.id}?language=zh`);
    expect(inChinese.why.join('')).toMatch(/\p{Script=Han}/u);

    const code = detail.grant!.code;
    const byCode = await get<KeyedPage<DecisionRow>>(`/decisions?text=${code.toLowerCase()}`);
    expect(byCode.rows.map(({ id }) => id)).toEqual([given.id]);
    await store.database.query(
      `update shoppers set display_name = case when id = $2 then 'Grace O''Bell' else 'Otto Frey' end
       where shop_id = $1 and id in (select shopper_id from decisions where shop_id = $1)`,
      [
        shopId,
        (
          await store.database.query<{ id: string }>('select shopper_id as id from decisions where id = $1', [
            given.id,
          ])
        ).rows[0]!.id,
      ],
    );
    for (const text of ['grace', 'gra bel', "O'Bell", 'bell GRACE'])
      expect(
        (await get<KeyedPage<DecisionRow>>(`/decisions?text=${encodeURIComponent(text)}`)).rows.map(
          ({ id }) => id,
        ),
      ).toEqual([given.id]);
    for (const text of ['race', "' | x:* & !(", '%', '＇'])
      expect((await get<KeyedPage<DecisionRow>>(`/decisions?text=${encodeURIComponent(text)}`)).rows).toEqual(
        [],
      );
    const bySlice = await get<KeyedPage<DecisionRow>>(
      `/decisions?slice=${given.slice}&action=${given.action}`,
    );
    expect(bySlice.rows.map(({ id }) => id)).toContain(given.id);
    expect((await ada.send('GET', at('/decisions?after=1;drop'))).status).toBe(400);
  });

  test('leave as a file that no spreadsheet runs', async () => {
    await grants(1);
    await store.database.query(
      `update shoppers set external_id = '=cmd|'' /C calc''!A0' where shop_id = $1 and id = (select shopper_id from decisions where shop_id = $1 limit 1)`,
      [shopId],
    );
    const response = await ada.send('GET', at('/decisions.csv'));
    expect(response.headers.get('content-type')).toContain('text/csv');
    const bytes = Buffer.from(await response.arrayBuffer());
    const [head, ...lines] = bytes.toString('utf8').trim().split('\r\n');
    expect(head).toMatch(
      /^\uFEFF?id,at,kind,shopperExternalId,conversationId,periodStart,experimentId,arm,slice,action,propensity$/,
    );
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(lines.some((line) => line.includes(`,'=cmd|`))).toBe(true);
    expect(lines.some((line) => /,=/.test(line))).toBe(false);
  });
});

test('an experiment shows who is in it and whether the split is as planned', async () => {
  await grants(3);
  const [view] = (await get<{ rows: ExperimentView[] }>('/experiments')).rows;
  const { rows } = await store.database.query<{ count: number }>(
    `select count(*) as count from assignments where shop_id = $1 and experiment_id = 'money-policy'`,
    [shopId],
  );
  expect(view!.arms.reduce((sum, { shoppers }) => sum + shoppers, 0)).toBe(rows[0]!.count);
  expect(view!.arms.reduce((sum, { grants: granted }) => sum + granted, 0)).toBe(3);
  expect(view!.sampleRatio!.asPlanned).toBe(true);
});
