import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstAdminToken } from '../../adapters/postgres/first-admin-link.ts';
import { linkPath } from '../../adapters/postgres/staff-links.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { createShop } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { createMember, type StaffServer, startStaffServer, testPassword } from '../support/staff.ts';
import { pageFaults } from './page-faults.ts';

let db: TestDatabase;
let server: StaffServer;
let browser: Browser;
let webRoot: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  webRoot = await buildPage('signin', 'console');
  server = await startStaffServer(db.database, undefined, { webRoot });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await db.drop();
  await rm(webRoot, { recursive: true, force: true });
});

const complaints = new WeakMap<Page, string[]>();

async function open(path: string, context?: BrowserContext): Promise<Page> {
  const page = await (
    context ?? (await browser.newContext({ viewport: { width: 1440, height: 900 } }))
  ).newPage();
  page.setDefaultTimeout(15_000);
  complaints.set(page, complaintsOf(page));
  await page.goto(`${server.origin}${path}`);
  return page;
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

describe('from the first link to the audit log', () => {
  let boss: Page;
  let invitation: string;
  let agent: Page;

  test('the first admin chooses a password by the link that the start prints', async () => {
    const token = await firstAdminToken(db.database, 'a secret', new Date());
    boss = await open(linkPath(token!));
    await boss.getByRole('heading', { name: 'Welcome to Mainstay' }).waitFor();
    // The token is out of the address at once.
    expect(boss.url()).toBe(`${server.origin}/signin`);
    await boss.getByLabel('E-mail', { exact: true }).fill('grace@example.com');
    await boss.getByLabel('Your name').fill('Grace Hopper');
    await boss.getByLabel('New password').fill('grace hopper 1906');
    await boss.getByRole('button', { name: 'Start working' }).click();
    await boss.getByText('among the first that are guessed').waitFor();
    await boss.getByLabel('New password').fill(testPassword);
    await boss.getByRole('button', { name: 'Start working' }).click();
    await boss.waitForURL('**/console/rules');
  });

  test('signing out and in again leads back to where one was', async () => {
    await boss.getByRole('link', { name: 'People' }).click();
    await boss.getByRole('button', { name: 'Sign out' }).click();
    await boss.waitForURL('**/signin');
    await boss.goto(`${server.origin}/console/people?sort=email`);
    await boss.waitForURL('**/signin?to=*');
    await signIn(boss, 'grace@example.com', 'not the password');
    await boss.getByText('This e-mail and password do not belong together.').waitFor();
    await signIn(boss, 'grace@example.com', testPassword);
    await boss.waitForURL('**/console/people?sort=email');
    await boss.getByRole('rowheader', { name: 'Grace Hopper (you)' }).waitFor();
  });

  test('inviting makes a link, and whoever has it comes in with the role', async () => {
    await boss.getByRole('button', { name: 'Invite' }).click();
    await boss.getByLabel('E-mail', { exact: true }).fill('lin@example.com');
    await choose(boss, 'Role', 'Marketer: offers, budgets, experiments');
    await boss.getByRole('button', { name: 'Make invitation' }).click();
    invitation = await boss.getByLabel('Hand this link on').inputValue();
    expect(invitation).toMatch(/\/signin#link=[\w-]{43}$/);
    await boss.getByRole('button', { name: 'Done' }).click();
    await boss.getByText('invited, link good until').waitFor();

    agent = await open(invitation.slice(server.origin.length));
    await agent.getByText('You are invited as Marketer. Choose a password for lin@example.com.').waitFor();
    await agent.getByLabel('Your name').fill('Lin Chen');
    await agent.getByLabel('New password').fill('seven slow green tortoises');
    await agent.getByRole('button', { name: 'Start working' }).click();
    await agent.waitForURL('**/console/rules');
    await agent.goto(`${server.origin}/account`);
    await agent.getByText('lin@example.com · Marketer · Every shop').waitFor();
    await agent.goto(`${server.origin}/console/people`);
    await agent.getByText('This page is not for your role (Marketer).').waitFor();
  });

  test('a used link says so', async () => {
    const late = await open(invitation.slice(server.origin.length));
    await late.getByText('It was used already').waitFor();
    await late.close();
  });

  test('a role is changed with two clicks', async () => {
    await boss.reload();
    await choose(boss, 'Role of Lin Chen', 'Agent');
    await boss.getByText('Lin Chen is now Agent.').waitFor();
  });

  test('a change that somebody else came before shows both and keeps one’s own', async () => {
    await db.database.query(
      `update users set role = 'marketer', version = version + 1 where email = 'lin@example.com'`,
    );
    await choose(boss, 'Role of Lin Chen', 'Admin');
    const dialog = boss.getByRole('dialog', { name: 'Changed meanwhile' });
    await dialog.getByRole('cell', { name: 'Marketer' }).waitFor();
    await dialog.getByRole('cell', { name: 'Admin' }).waitFor();
    await dialog.getByRole('button', { name: 'Take theirs' }).click();
    await expect
      .poll(() => boss.getByRole('combobox', { name: 'Role of Lin Chen' }).inputValue())
      .toBe('Marketer');
  });

  test('the last admin cannot be removed; another person can, and is out at once', async () => {
    await boss
      .getByRole('row', { name: /Grace Hopper/ })
      .getByRole('button', { name: 'Remove' })
      .click();
    await boss.getByRole('button', { name: 'Remove Grace Hopper' }).click();
    await boss.getByText('This is the last admin of every shop.').waitFor();
    await boss.getByRole('button', { name: 'Cancel' }).click();
    await boss
      .getByRole('row', { name: /Lin Chen/ })
      .getByRole('button', { name: 'Remove' })
      .click();
    await boss.getByRole('button', { name: 'Remove Lin Chen' }).click();
    await boss.getByText('Lin Chen is removed.').waitFor();
    await agent.goto(`${server.origin}/account`);
    await agent.waitForURL('**/signin?to=*');
  });

  test('the audit page tells it all, is opened by keys, and verifies the chain', async () => {
    await boss.getByRole('link', { name: 'Audit' }).click();
    await boss
      .getByText(/\d entries verified until/)
      .first()
      .waitFor();
    const rows = boss.getByRole('row', { name: /Lin Chen/ });
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(4);
    await boss.getByText('changed the role').waitFor();
    await boss.keyboard.press('j');
    await boss.keyboard.press('j');
    await boss.keyboard.press('k');
    await boss.keyboard.press('Enter');
    const entry = boss.getByRole('dialog');
    await entry.getByText('conversations given back').waitFor();
    await boss.keyboard.press('Escape');
    const download = boss.waitForEvent('download');
    await boss.getByRole('link', { name: 'Export CSV' }).click();
    expect((await download).suggestedFilename()).toBe('audit.csv');
    await boss.getByLabel('Search who, what or to whom').fill('nobody at all');
    await boss.getByText('Nothing matches.').waitFor();
    expect(boss.url()).toContain('q=nobody');
    await boss.getByRole('button', { name: 'Clear filters' }).click();
    await boss.getByText('changed the role').waitFor();
  });

  test('a tampered entry is named on the page', async () => {
    const change = (actor: string) =>
      db.database.query(
        `alter table audit_log disable trigger audit_log_append_only;
         update audit_log set actor = '${actor}' where sequence = 2;
         alter table audit_log enable trigger audit_log_append_only`,
      );
    const { rows } = await db.database.query<{ actor: string }>(
      'select actor from audit_log where sequence = 2',
    );
    await change('system');
    await boss.reload();
    await boss.getByRole('button', { name: 'Verify from the first entry' }).click();
    await boss
      .getByText('Entry 2 was changed after it was written. What comes before it holds: 1 entries.')
      .waitFor();
    await change(rows[0]!.actor);
  });

  test('an error shows what is safe, a way on and the request’s id', async () => {
    await boss.route('**/api/people?*', (route) =>
      route.fulfill({
        status: 503,
        headers: { 'x-request-id': 'the-id' },
        json: { error: { code: 'unavailable', message: 'x' } },
      }),
    );
    await boss.getByRole('link', { name: 'People' }).click();
    await boss.getByText('Request the-id').waitFor({ timeout: 20_000 });
    await boss.unroute('**/api/people?*');
    await boss.getByRole('button', { name: 'Retry' }).click();
    await boss.getByRole('rowheader', { name: /Grace Hopper/ }).waitFor();
  });

  test('no page broke a rule of its content security policy', () => {
    const expected = /401|403|404|409|400|503/;
    expect(complaints.get(boss)!.filter((text) => !expected.test(text))).toEqual([]);
    expect(complaints.get(agent)!.filter((text) => !expected.test(text))).toEqual([]);
  });
});

test('an expired link asks for a new one, which the People page shows', async () => {
  const member = await createMember(db.database, { name: 'Omar', password: null });
  await db.database.query('update users set accepted_at = null where id = $1', [member.id]);
  await db.database.query(
    `insert into staff_links (id, kind, user_id, token_hash, created_at, expires_at)
     values (gen_random_uuid(), 'invitation', $1, encode(sha256('expired'), 'hex'), now(), now() - interval '1 day')`,
    [member.id],
  );
  const page = await open('/signin#link=expired');
  await page.getByText('It is too old.').waitFor();
  await page.getByRole('button', { name: 'Ask for a new link' }).click();
  await page.getByText('An admin now sees that you need a new link.').waitFor();
  const admin = await createMember(db.database, { role: 'admin' });
  const boss = await open('/signin?to=/console/people');
  await signIn(boss, admin.email, testPassword);
  await boss.getByText('asks for a link').waitFor();
  await boss.getByRole('link', { name: /People 1 waiting/ }).waitFor();
  await boss.getByRole('row', { name: /Omar/ }).getByRole('button', { name: 'New link' }).click();
  await boss.getByLabel('Hand this link on').waitFor();
  // One that is good is replaced by nobody's slip of the hand.
  const link = async () =>
    (
      await db.database.query('select id from staff_links where user_id = $1 and used_at is null', [
        member.id,
      ])
    ).rows;
  const good = await link();
  await boss.keyboard.press('Escape');
  await boss.getByRole('row', { name: /Omar/ }).getByRole('button', { name: 'New link' }).click();
  await boss.getByText(/the old one stops working/).waitFor();
  await boss.getByRole('button', { name: 'Cancel' }).click();
  expect(await link()).toEqual(good);
  await boss.getByRole('row', { name: /Omar/ }).getByRole('button', { name: 'New link' }).click();
  await boss.getByRole('button', { name: 'Make a new link' }).click();
  await boss.getByLabel('Hand this link on').waitFor();
  expect(await link()).not.toEqual(good);
});

describe.each([
  ['en', 'light', 1440],
  ['zh', 'dark', 1440],
  ['zh', 'light', 1024],
  ['en', 'dark', 1024],
  ['en', 'light', 390],
  ['zh', 'dark', 390],
] as const)('%s, %s, %i px', (language, colorScheme, width) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({
      viewport: { width, height: width < 600 ? 844 : 900 },
      colorScheme,
      reducedMotion: 'reduce',
      ...(width < 600 && { hasTouch: true, isMobile: true }),
    });
  });
  afterAll(() => context.close());

  test('axe-core finds no serious fault, and nothing is wider than the page', async () => {
    const admin = await createMember(db.database, { role: 'admin', name: 'Grace', shopId: null });
    const page = await open(`/signin?lang=${language}&to=/console/people`, context);
    const faults: string[] = [];
    const look = async (where: string) => void faults.push(...(await pageFaults(page, where)));
    await page.locator('form').waitFor();
    await look('sign-in');
    await page.locator('input[name=email]').fill(admin.email);
    await page.locator('input[name=password]').fill(testPassword);
    await page.locator('button[type=submit]').click();
    await page.locator('table').waitFor();
    await look('people');
    await page.getByRole('button', { name: /^(Invite|邀请)$/ }).click();
    await page.getByRole('dialog').locator('input[name=email]').waitFor();
    await look('invite');
    await page.getByRole('dialog').getByRole('combobox').first().click();
    await page.getByRole('option').first().waitFor();
    await look('role menu');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /^(Remove|移除)$/ })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
    await look('remove');
    await page.goto(`${server.origin}/console/audit`);
    await page.locator('table').waitFor();
    await look('audit');
    await page.locator('tbody tr').first().click();
    await page.getByRole('dialog').waitFor();
    await look('audit entry');
    await page.goto(`${server.origin}/account`);
    await page.locator('.session').first().waitFor();
    await look('account');
    if (width < 600) {
      await page.getByRole('button', { name: /^(Menu|菜单)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await look('menu');
    }
    expect(faults).toEqual([]);
    expect(complaints.get(page)).toEqual([]);
  });
});
