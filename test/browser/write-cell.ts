import type { Page } from 'playwright-core';

/** Writes a cell of the rule editor as people do: onto it, Enter, text, Enter. */
export async function writeCell(page: Page, row: number, column: string, text: string): Promise<void> {
  await page.getByRole('grid').waitFor();
  const titles = await page.getByRole('grid').getByRole('columnheader').allTextContents();
  const at = titles.findIndex((title) => title.includes(column));
  await page.locator(`[data-place="${row - 1}:${at}"]`).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(`${column}, row ${row}`, { exact: true }).fill(text);
  await page.keyboard.press('Enter');
}
