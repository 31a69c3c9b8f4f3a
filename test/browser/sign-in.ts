import type { Page } from 'playwright-core';
import { testPassword } from '../support/staff.ts';

/** Signs somebody who works here in, in a page of theirs, and waits for the page that they wanted. */
export async function signIn(
  page: Page,
  origin: string,
  who: { email: string; to: string; language?: 'en' | 'zh' },
): Promise<void> {
  page.setDefaultTimeout(20_000);
  const asked = new URLSearchParams({ lang: who.language ?? 'en', to: who.to });
  await page.goto(`${origin}/signin?${asked}`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(testPassword);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`**${who.to.split('?')[0]}*`);
}
