import type { Page } from 'playwright-core';
import { axeFaults } from '../support/axe.ts';

/** What is wrong with a page as it stands: serious faults that axe-core finds, and what is wider than the window. */
export async function pageFaults(page: Page, where: string): Promise<string[]> {
  const wider = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  const faults = [...(wider ? ['wider than the page'] : []), ...(await axeFaults(page))];
  return faults.map((fault) => `${where}: ${fault}`);
}
