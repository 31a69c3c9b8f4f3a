import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { consoleBadges } from '../../adapters/http/console/console-badges.ts';
import type { ConsoleParts } from '../../adapters/http/console/console-parts.ts';
import { consoleRouter } from '../../adapters/http/console/console-router.ts';
import { badgesRouter } from '../../adapters/http/staff/badges-router.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import { engine, now } from '../adapters/postgres/money-world.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { createTestDatabase } from '../support/database.ts';
import { startImports } from '../support/import-parts.ts';
import { createMember, startStaffServer } from '../support/staff.ts';
import { contextFor, type Screen, screens } from './screens.ts';
import { signIn } from './sign-in.ts';

export interface ConsoleStageOptions {
  /** Fills the database before anybody comes. */
  prepare(database: Database): Promise<void>;
  /** Marketers by name; their address is NAME@example.com. Default Ada, of every shop. */
  readonly members?: readonly { readonly name: string; readonly shopId?: string }[];
  /** Default money-world's. */
  now?(): Date;
  /** What the console is given beside the database. */
  parts?(database: Database): Partial<ConsoleParts>;
}

/** The console's server on a database of its own, and a browser before it. */
export interface ConsoleStage {
  readonly database: Database;
  readonly browser: Browser;
  readonly origin: string;
  /** Signs somebody in, in a window of their own, and waits for the page; its address may be left again. */
  open(path: string, visit?: { readonly as?: string; readonly screen?: Screen }): Promise<Page>;
  /** What the page complained of so far: errors, and what its content security policy forbade. */
  complaints(page: Page): readonly string[];
  close(): Promise<void>;
}

export async function openConsoleStage(options: ConsoleStageOptions): Promise<ConsoleStage> {
  const db = await createTestDatabase();
  const { database } = db;
  const imports = await startImports(db);
  await options.prepare(database);
  const clock = { now: options.now ?? (() => now) };
  const parts = { database, rules: engine, clock, imports: imports.parts, ...options.parts?.(database) };
  const webRoot = await buildPage('signin', 'console');
  const server = await startStaffServer(
    database,
    (gate) => [
      { path: '/api/badges', router: gate.behind([], badgesRouter(consoleBadges(parts))) },
      { path: '/api/console', router: gate.behind(['marketer'], consoleRouter(parts)) },
    ],
    { webRoot },
  );
  for (const { name, shopId } of options.members ?? [{ name: 'Ada' }])
    await createMember(database, {
      name,
      role: 'marketer',
      email: addressOf(name),
      ...(shopId && { shopId }),
    });
  const browser = await launchBrowser();
  const complaints = new WeakMap<Page, string[]>();
  return {
    database,
    browser,
    origin: server.origin,
    async open(path, { as = 'Ada', screen = screens[0]! } = {}) {
      const context = await contextFor(browser, screen);
      const page = await context.newPage();
      complaints.set(page, complaintsOf(page));
      await signIn(page, server.origin, { email: addressOf(as), to: path, language: screen.language });
      // A page that fell back to the other language would be looked at twice in one and never in the other.
      await page.locator(`html[lang|="${screen.language}"]`).waitFor({ state: 'attached' });
      return page;
    },
    complaints: (page) => complaints.get(page) ?? [],
    async close() {
      await browser.close();
      await server.stop();
      await imports.stop();
      await db.drop();
      await rm(webRoot, { recursive: true, force: true });
    },
  };
}

function addressOf(name: string): string {
  return `${name.toLowerCase()}@example.com`;
}
