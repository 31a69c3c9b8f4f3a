import type { StaffBrowser } from '../test/support/staff.ts';

/** One request of a page: what it is for, and its address in run i. */
export type Endpoint = readonly [name: string, path: (run: number) => string];

/** Another one in each run. */
export function any<T>(list: readonly T[], run: number): T {
  return list[(run * 7) % list.length]!;
}

/** The address of a page of a list after so many others, by the keys that they give. */
export async function deepPage(browser: StaffBrowser, path: string, pages: number): Promise<string> {
  let at = path;
  for (let page = 0; page < pages; page++) {
    const { next } = await browser.ask<{ next: string | null }>('GET', at);
    if (next === null) break;
    at = `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(next)}`;
  }
  return at;
}
