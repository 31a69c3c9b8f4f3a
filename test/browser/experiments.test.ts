import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { watchGuardrails } from '../../adapters/postgres/watch-guardrails.ts';
import { fillExperiment } from '../adapters/postgres/experiment-world.ts';
import { addShop, now } from '../adapters/postgres/money-world.ts';
import { type ConsoleStage, openConsoleStage } from './console-stage.ts';
import { pageFaults } from './page-faults.ts';
import { screens } from './screens.ts';

let stage: ConsoleStage;
const shopId = 'trials';

beforeAll(async () => {
  stage = await openConsoleStage({
    async prepare(database) {
      await addShop(database, shopId);
      await fillExperiment(database, shopId, {
        shoppers: 900,
        effectCents: 700,
        optOuts: { 'single-best': 0.02, 'value-weighted': 0.25 },
      });
    },
  });
}, 120_000);

afterAll(() => stage?.close());

async function stateOf(id: string): Promise<string | undefined> {
  const { rows } = await stage.database.query<{ state: string }>(
    'select state from experiments where shop_id = $1 and id = $2',
    [shopId, id],
  );
  return rows[0]?.state;
}

describe('a marketer', () => {
  let page: Page;

  test('reads what is proven, by figures and over time', async () => {
    page = await stage.open('/console/experiments');
    const card = page.getByRole('region', { name: 'One offer for all, or by value' });
    await card.getByText('The split is as planned').waitFor();
    await card.getByRole('button', { name: 'Results' }).click();
    await card.getByText('Do not ship “weighted by value”: it does harm (Shoppers who opted out').waitFor();
    const primary = card.getByRole('row', { name: /Margin per shopper 90 days, decides/ });
    expect(await primary.textContent()).toMatch(/\+€\d+\.\d\d \(\+€\d+\.\d\d to \+€\d+\.\d\d\)/);
    await card.getByRole('row', { name: /Margin per shopper 30 days, an early hint/ }).waitFor();
    await card
      .getByRole('row', { name: /Shoppers who opted out 14 days, must not get worse/ })
      .getByText('harm proven beyond 1%')
      .waitFor();
    const chart = card.getByRole('slider', { name: /Difference in margin per shopper over 90 days, EUR/ });
    const newest = await chart.getAttribute('aria-valuetext');
    await chart.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await chart.getAttribute('aria-valuetext')).not.toBe(newest);
    await card.getByRole('button', { name: 'Table' }).first().click();
    await card.getByRole('columnheader', { name: 'Day' }).waitFor();
    // The address keeps what is open.
    await page.reload();
    await card.getByText('Do not ship “weighted by value”').waitFor();
  });

  test('takes the conversations along, a row each', async () => {
    const link = page.getByRole('link', { name: 'Conversations as CSV' });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('experiment-money-policy.csv');
  });

  test('sees in the menu and on the page that a guardrail stopped it', async () => {
    expect(await watchGuardrails(stage.database, shopId, now)).toHaveLength(1);
    await page.reload();
    await page.getByRole('link', { name: /Experiments 1 waiting/ }).waitFor();
    const alert = page.getByRole('alert');
    await alert
      .getByText(/A guardrail stopped it: Shoppers who opted out in arm “weighted by value” were worse by/)
      .waitFor();
    await alert.getByRole('button', { name: 'Seen' }).click();
    await page.getByRole('button', { name: 'Seen' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Experiments', exact: true }).waitFor();
  });

  test('plans the next one with the shop’s own figures, starts and stops it', async () => {
    await page.getByRole('button', { name: 'New experiment' }).click();
    const form = page.getByRole('form', { name: 'New experiment' });
    await form.getByText(/Margin over 90 days of whoever bought in the year before: €/).waitFor();
    await form.getByLabel('Name in English').fill('Winter prices');
    await form.getByLabel('Name in Chinese').fill('冬季');
    expect(await form.getByLabel('Id', { exact: true }).inputValue()).toBe('winter-prices');
    await form.getByLabel('Weight of arm 2').fill('3');
    await form.getByLabel('Together, EUR').fill('800');
    await form.getByLabel('Smallest difference worth finding, EUR a shopper').fill('10');
    await form.getByText(/\d+ shoppers find it \(\d[\d.]*% of the margin\) in four of five cases/).waitFor();
    const needed = async () => Number(await form.locator('[data-plan]').getAttribute('data-plan'));
    const first = await needed();
    await form.getByLabel('Smallest difference worth finding, EUR a shopper').fill('5');
    await expect.poll(needed).toBeGreaterThan(2 * first);
    await form.getByRole('combobox', { name: 'Shares of the arms' }).click();
    await page.getByRole('option', { name: 'move traffic to what works' }).click();
    const floor = form.getByLabel('No arm gets less than, %');
    await floor.fill('60');
    await form.getByText('At most 50% with so many arms').waitFor();
    await floor.fill('15');
    await form.getByRole('button', { name: 'Save the plan' }).click();
    const card = page.getByRole('region', { name: 'Winter prices' });
    await card.getByText(/not started/).waitFor();
    expect(await stateOf('winter-prices')).toBe('draft');
    await card.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await card.getByText(/running since/).waitFor();
    expect(await stateOf('winter-prices')).toBe('running');
    await card.getByText(/moves traffic to what works, at least 15% an arm/).waitFor();
    await card.getByRole('button', { name: 'Results' }).click();
    await card.getByText(/So far the planned shares hold/).waitFor();
    await stage.database.query(
      `insert into experiment_shares (shop_id, experiment_id, version, since, shares, best, matured)
       values ($1, 'winter-prices', 2, $2, array[0.15, 0.85], array[0.02, 0.98], array[120, 360])`,
      [shopId, new Date(now.getTime() + 86_400_000)],
    );
    await page.reload();
    const traffic = card.getByRole('slider', { name: 'Share of new shoppers that each arm gets' });
    expect(await traffic.getAttribute('aria-valuetext')).toMatch(/control 15%, value 85%/);
    await card
      .getByText(/control 15%, value 85%\. Chance to be the best by then: control 2%, value 98%/)
      .waitFor();
    expect(await pageFaults(page, 'traffic')).toEqual([]);
    await card.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('dialog').getByLabel('Why (optional)').fill('enough seen');
    await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
    await card.getByText('Stopped because: enough seen').waitFor();
    expect(await stateOf('winter-prices')).toBe('stopped');
  });

  test('nothing broke a rule of the content security policy', () => {
    expect(stage.complaints(page)).toEqual([]);
  });
});

describe.each(screens)('$language, $colorScheme, $width px', (screen) => {
  test('axe-core finds no serious fault in results and form, and nothing is wider than the page', {
    timeout: 120_000,
  }, async () => {
    const page = await stage.open('/console/experiments?open=money-policy', { screen });
    await page.locator('.chart svg').first().waitFor();
    const faults = await pageFaults(page, 'results');
    await page.goto(`${stage.origin}/console/experiments?create=yes`);
    await page.locator('.experiment-form').waitFor();
    await page.getByLabel(/^(Smallest difference|值得发现)/).fill('8');
    await page.locator('[data-plan]').waitFor();
    faults.push(...(await pageFaults(page, 'form')));
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
