import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostgresMoneyDesk } from '../../adapters/postgres/money-desk.ts';
import type { RulesPage } from '../../core/contracts/console-money.ts';
import { addDriftingShopper, addShop, decideRequest, engine } from '../adapters/postgres/money-world.ts';
import { StaffBrowser } from '../support/staff.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';
import { screens } from './screens.ts';
import { writeCell } from './write-cell.ts';

let stage: ConsoleStage;
const shopId = 'console';

beforeAll(async () => {
  stage = await openConsoleStage({
    members: [{ name: 'Ada' }, { name: 'Ben' }],
    async prepare(database) {
      await addShop(database, shopId);
      const desk = new PostgresMoneyDesk({ rules: engine });
      for (let i = 0; i < 12; i++) {
        const shopperId = await addDriftingShopper(database, shopId);
        await database.transaction((tx) => desk.decide(tx, decideRequest(shopId, shopperId)));
      }
    },
  });
}, 120_000);

afterAll(() => stage?.close());

async function rulesNow(): Promise<RulesPage> {
  const api = new StaffBrowser(stage.origin);
  await api.signIn('ada@example.com');
  return api.ask<RulesPage>('GET', `/api/console/shops/${shopId}/rules`);
}

const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true }).waitFor();

describe('two marketers', () => {
  let ada: Page;
  let ben: Page;

  test('a broken cell is refused by name, and mended where it stands', async () => {
    ada = await stage.open('/console/rules');
    await ada.getByText('v1 live · no draft').waitFor();
    await ada.getByText('at most 90%').first().waitFor();
    await ada.getByRole('button', { name: 'Edit', exact: true }).click();
    await writeCell(ada, 1, 'Churn risk', '>= oops(');
    const cell = ada.getByRole('gridcell', { name: /oops/ });
    await cell.getByText('cannot be evaluated').waitFor();
    expect(await cell.getAttribute('aria-invalid')).toBe('true');
    await saved(ada);
    await ada.getByRole('button', { name: 'Publish' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByText(/Row 1: Churn risk: .*oops/).waitFor();
    expect(await dialog.getByRole('button', { name: /Publish now|Ask a second/ }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    await writeCell(ada, 1, 'Churn risk', '<= 0.95');
    await ada.getByRole('gridcell', { name: 'at most 95% <= 0.95' }).waitFor();
    await saved(ada);
    expect((await rulesNow()).draft).toMatchObject({ problems: [] });
  });

  test('arrow keys move, Delete empties, undo and redo walk back and forth, a paste fills cells', async () => {
    await ada.locator('[data-place="0:1"]').focus();
    await ada.keyboard.press('ArrowRight');
    await ada.keyboard.press('ArrowDown');
    expect(await ada.evaluate('document.activeElement.dataset.place')).toBe('1:2');
    await ada.keyboard.press('Delete');
    await expect.poll(() => ada.locator('[data-place="1:2"]').textContent()).toBe('any');
    await ada.keyboard.press('Control+z');
    await expect.poll(() => ada.locator('[data-place="1:2"]').textContent()).toContain('exactly 1');
    await ada.keyboard.press('Control+Shift+z');
    await expect.poll(() => ada.locator('[data-place="1:2"]').textContent()).toBe('any');
    await ada.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '1\\t> 14\\n');
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }`);
    await expect.poll(() => ada.locator('[data-place="1:2"]').textContent()).toContain('exactly 1');
    expect(await ada.locator('[data-place="1:3"]').textContent()).toContain('more than 14 days');
    await saved(ada);
  });

  test('a sample case that does not hold keeps the draft back', async () => {
    await ada.getByRole('button', { name: 'Add case' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Nobody who never bought');
    for (const [fact, value] of [
      ['Churn risk', '0.5'],
      ['Orders', '0'],
      ['Since last order', '99999'],
      ['Lifetime value', '0'],
      ['Bought on discount', '0'],
      ['Refunded', '0'],
    ] as const)
      await dialog.getByRole('textbox', { name: fact, exact: true }).fill(value);
    await dialog.getByText('= 50%').waitFor();
    await dialog.locator('.mantine-MultiSelect-input').click();
    await ada.getByRole('option', { name: '300 extra loyalty points' }).click();
    await dialog.getByLabel('Name').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const row = ada.getByRole('row', { name: /Nobody who never bought/ });
    await row.getByText('broken').waitFor();
    await ada.getByRole('button', { name: 'Publish' }).click();
    await ada.getByText('Sample case “Nobody who never bought” does not hold.').waitFor();
    await ada.getByRole('button', { name: 'Cancel' }).click();
    await row.getByRole('button', { name: 'Edit' }).click();
    await dialog.locator('.mantine-Pill-remove').click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('holds').waitFor();
  });

  test('what gives more waits for a second person, who sees every change and approves', async () => {
    await ada.getByText('Publishing takes a second person: row 1 (300 extra loyalty points').waitFor();
    await ada.getByRole('button', { name: 'Publish' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByText('takes a second person').waitFor();
    await dialog.getByRole('cell', { name: 'at most 95% (<= 0.95)' }).waitFor();
    await dialog.getByLabel('Why').fill('Reach a few more');
    await dialog.getByRole('button', { name: 'Ask a second person' }).click();
    await ada.getByText('It waits for a second person.', { exact: true }).waitFor();
    expect((await rulesNow()).live!.version).toBe(1);

    ben = await stage.open('/console/rules', { as: 'Ben' });
    await ben.getByRole('link', { name: /Offers & rules 1 waiting/ }).waitFor();
    await ben.getByText('Reason: Reach a few more').waitFor();
    await ben.getByRole('cell', { name: 'at most 95% (<= 0.95)' }).first().waitFor();
    await ben.getByRole('button', { name: 'Approve' }).click();
    await ben.getByText('v2 live · no draft').waitFor();
    await ada.reload();
    await ada.getByText('v2 live · no draft').waitFor();
  });

  test('who edits at once sees the other’s cells beside the own ones, and loses none', async () => {
    await ada.getByRole('button', { name: 'Edit', exact: true }).click();
    await ada.getByRole('grid').waitFor();
    await ben.reload();
    await ben.getByRole('grid').waitFor();
    await writeCell(ada, 1, 'Orders', '>= 2');
    await saved(ada);
    await writeCell(ben, 1, 'Orders', '>= 3');
    const notice = ben.getByRole('alert');
    await notice.getByRole('cell', { name: 'at least 2 (>= 2)' }).waitFor();
    await notice.getByRole('cell', { name: 'at least 3 (>= 3)' }).waitFor();
    expect((await rulesNow()).draft!.table.rows[0]!.cells.orders).toBe('>= 2');
    expect(await ben.locator('[data-place="0:2"]').textContent()).toContain('at least 3');
    await notice.getByRole('button', { name: 'Save mine over it' }).click();
    await saved(ben);
    expect((await rulesNow()).draft!.table.rows[0]!.cells.orders).toBe('>= 3');
  });

  test('a draft discarded meanwhile keeps what was written in it', async () => {
    await ada.reload();
    await ada.locator('[data-place="0:2"]', { hasText: 'at least 3' }).waitFor();
    await ben.getByRole('button', { name: 'Discard draft' }).click();
    await ben.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
    await ben.getByText('v2 live · no draft').waitFor();
    await writeCell(ada, 1, 'Orders', '>= 4');
    await ada.getByText('What you wrote is still here.').waitFor();
    await ada.getByRole('button', { name: 'Begin a new draft with it' }).click();
    await expect
      .poll(async () => (await rulesNow()).draft?.table.rows[0]?.cells.orders, { timeout: 10_000 })
      .toBe('>= 4');
    // Fewer people: no second person, live at once; then back to the version before.
    await ada.getByRole('button', { name: 'Publish' }).click();
    await ada.getByText('No second person is needed').waitFor();
    await ada.getByRole('button', { name: 'Publish now' }).click();
    await ada.getByText('v3 live · no draft').waitFor();
    await ada.getByRole('button', { name: 'Roll back to it v2' }).click();
    await ada.getByText('Publishing takes a second person: row 1').waitFor();
    await ada.getByRole('button', { name: 'Discard draft' }).click();
    await ada.getByRole('dialog').getByRole('button', { name: 'Discard draft' }).click();
    await ada.getByText('v3 live · no draft').waitFor();
  });

  test('an offer is added switched off, and switching it on takes two', async () => {
    await ada.getByRole('tab', { name: 'Offers' }).click();
    await ada.getByRole('button', { name: 'New offer' }).click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByText('It starts switched off').waitFor();
    await dialog.getByLabel('Id', { exact: true }).fill('spring');
    await dialog.getByLabel('Name in English').fill('7% off in spring');
    await dialog.getByLabel('Name in Chinese').fill('春季 93 折');
    await dialog.getByLabel('Per cent off').fill('7');
    await dialog.getByLabel('At most, EUR').fill('7.50');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await ada.getByRole('button', { name: 'Switch on: 7% off in spring' }).click();
    await dialog.getByText('Switching on takes a second person').waitFor();
    await dialog.getByRole('button', { name: 'Ask for it' }).click();
    await ada.getByText('State off → on').waitFor();
    await ben.goto(`${stage.origin}/console/rules?tab=offers`);
    await ben.getByRole('button', { name: 'Approve' }).click();
    await ben.getByRole('button', { name: 'Switch off: 7% off in spring' }).waitFor();
  });

  test('a budget is raised by two', async () => {
    await ada.goto(`${stage.origin}/console/budgets`);
    await ada.getByRole('button', { name: 'Change limit' }).first().click();
    const dialog = ada.getByRole('dialog');
    await dialog.getByText('takes a second person').waitFor();
    await dialog.getByLabel(/New limit/).fill('9000');
    await dialog.getByRole('button', { name: 'Ask for more' }).click();
    await ada.getByText('It waits for a second person.', { exact: true }).waitFor();
    await ben.goto(`${stage.origin}/console/budgets`);
    await ben.getByRole('button', { name: 'Approve' }).click();
    await ben.getByText('of €9,000.00').waitFor();
  });

  test('nothing broke a rule of the content security policy', () => {
    const refusals = /409/;
    for (const page of [ada, ben])
      expect(stage.complaints(page).filter((text) => !refusals.test(text))).toEqual([]);
  });
});

/** What stands on each page once it has loaded. */
const pages = [
  ['rules', '.rule-grid'],
  ['rules?tab=offers', 'table'],
  ['budgets', '.budget-bar'],
  ['decisions', 'table'],
  ['experiments', 'table'],
  ['service', '.figures'],
  ['privacy', 'form, table, .card'],
] as const;

describe.each(screens)('$language, $colorScheme, $width px', (screen) => {
  test('axe-core finds no serious fault, and nothing is wider than the page', {
    timeout: 120_000,
  }, async () => {
    const page = await stage.open('/console/rules', { screen });
    const faults: string[] = [];
    const look = async (where: string) => void faults.push(...(await pageFaults(page, where)));
    for (const [path, shows] of pages) {
      await page.goto(`${stage.origin}/console/${path}`);
      await page.locator(shows).first().waitFor();
      await look(path);
    }
    if (screen.width > 640) {
      await page.goto(`${stage.origin}/console/rules`);
      await page
        .getByRole('button', { name: /^(Edit|编辑)$/ })
        .first()
        .click();
      await page.getByRole('grid').waitFor();
      await look('editor');
      await page.locator('[data-place="0:7"]').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('option').first().waitFor();
      await look('offers of a row');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^(Publish|发布)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await look('publish');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^(Discard draft|丢弃草稿)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Discard draft|丢弃草稿)$/ })
        .click();
      await page.getByRole('grid').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^(Add case|添加样例)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await look('case');
      await page.goto(`${stage.origin}/console/rules?tab=offers`);
      await page.getByRole('button', { name: /^(New offer|新优惠)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await look('new offer');
    }
    expect(faults).toEqual([]);
    expect(stage.complaints(page)).toEqual([]);
    await page.context().close();
  });
});
