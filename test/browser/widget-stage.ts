import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Page as ServedPage } from '../../adapters/http/pages.ts';
import type { PostgresConversationStore } from '../../adapters/postgres/conversation-store.ts';
import type { ActivityBody } from '../../bot/ports/conversation-store.ts';
import type { TurnHandler } from '../../bot/turn-handler.ts';
import type { WidgetSettings } from '../../core/contracts/widget.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildWidget } from '../support/build-widget.ts';
import { type ChannelServer, startChannelServer } from '../support/channel-server.ts';
import { createShop, testShopId } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ScriptedHandler } from '../support/scripted-handler.ts';
import { widgetScript } from './widget-script.ts';

/** A shop's page that allows no style sheet, no inline script but its own, and no string to become markup. */
const shopPage: ServedPage = {
  path: '/',
  file: 'shop.html',
  policy: {
    'style-src': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  },
};

const shopHtml = (shopId: string) => `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Lantern</title><link rel="icon" href="data:,">
<main><h1>Lantern</h1><button id="before">A button of the page</button></main>
<script nonce="__NONCE__">window.mainstaySettings={shop:'${shopId}',language:'en',
...Object.fromEntries(new URLSearchParams(location.search))}</script>
<script async src="/widget.js"></script></html>`;

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#89a" d="M0 0h1v1H0z"/></svg>';

/** Server, database and browser for the tests of the widget. */
export interface Stage {
  readonly db: Backstage;
  readonly browser: Browser;
  server: ChannelServer;
  /** Stops the server, as a deployment that fails would. */
  takeDown(): Promise<void>;
  /** Starts it again at the same port. */
  bringUp(): Promise<void>;
  visit(settings?: Partial<WidgetSettings>, context?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** What stands behind the widget; without it a scripted bot of a shop that has nothing else. */
export interface Backstage extends Omit<TestDatabase, 'drop'> {
  readonly shopId: string;
  readonly handler: (store: PostgresConversationStore) => TurnHandler;
  drop(): Promise<void>;
}

async function scripted(): Promise<Backstage> {
  const db = await createTestDatabase();
  await createShop(db.database);
  return { ...db, shopId: testShopId, handler: (store) => new ScriptedHandler(store, widgetScript) };
}

export async function setStage(given?: Backstage): Promise<Stage> {
  const db = given ?? (await scripted());
  const webRoot = await buildWidget();
  await writeFile(join(webRoot, 'shop.html'), shopHtml(db.shopId));
  await writeFile(join(webRoot, 'picture.svg'), picture);
  const start = (port?: number) =>
    startChannelServer(db.database, db.connectionString, {
      webRoot,
      pages: [shopPage],
      handler: db.handler,
      ...(port !== undefined && { port }),
    });
  const browser = await launchBrowser();
  const stage: Stage = {
    db,
    browser,
    server: await start(),
    takeDown: () => stage.server.stop(),
    async bringUp() {
      stage.server = await start(Number(new URL(stage.server.origin).port));
    },
    async visit(settings = {}, options = {}) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      const visit = new Visit(stage, context, page);
      await page.goto(`${stage.server.origin}/?${new URLSearchParams(settings as Record<string, string>)}`);
      await visit.ready();
      return visit;
    },
    async close() {
      await browser.close();
      await stage.server.stop();
      await db.drop();
      await rm(webRoot, { recursive: true, force: true });
    },
  };
  return stage;
}

/** One shopper's tab. */
export class Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  readonly #stage: Stage;

  constructor(stage: Stage, context: BrowserContext, page: Page) {
    this.#stage = stage;
    this.context = context;
    this.page = page;
    this.complaints = complaintsOf(page);
  }

  get launcher(): Locator {
    return this.page.locator('mainstay-chat .launcher');
  }

  get input(): Locator {
    return this.page.locator('mainstay-chat textarea');
  }

  get log(): Locator {
    return this.page.locator('mainstay-chat [role=log]');
  }

  /** Texts of all bubbles, in order. */
  bubbles(): Promise<string[]> {
    return this.page.locator('mainstay-chat .message:not(.typing) .bubble').allTextContents();
  }

  async ready(): Promise<void> {
    await this.page.locator('mainstay-chat .launcher').waitFor({ state: 'attached' });
  }

  /** Opens the chat and waits for the greeting. */
  async open(): Promise<void> {
    await this.launcher.click();
    await this.log.locator('.bubble').first().waitFor();
  }

  async say(text: string): Promise<void> {
    await this.input.fill(text);
    await this.input.press('Enter');
  }

  /** Conversation id, as the browser keeps it. */
  async conversation(): Promise<{ shopId: string; conversationId: string }> {
    const { conversationId } = JSON.parse(
      await this.page.evaluate<string>(
        "localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(':session')))",
      ),
    );
    return { shopId: this.#stage.db.shopId, conversationId };
  }

  /** Something that the bot says on its own, stored and delivered as every message is. */
  async push(activity: ActivityBody): Promise<void> {
    const { server } = this.#stage;
    const key = await this.conversation();
    server.channel.sockets.deliver(key, [await server.store.appendOutbound(key, 'bot', activity)]);
  }

  /** What the server holds of the shopper: texts, or names of events. */
  async stored(): Promise<string[]> {
    const stored = await this.#stage.server.store.activitiesSince(await this.conversation(), 0, 500);
    return stored
      .filter(({ direction }) => direction === 'inbound')
      .map(({ activity }) => String(activity.text ?? activity.name ?? JSON.stringify(activity.value)));
  }

  /** Serious faults that axe-core finds. */
  async faults(): Promise<string[]> {
    await this.page.evaluate(
      await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
    return this.page.evaluate<string[]>(`axe.run('mainstay-chat', {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ' ' + node.failureSummary)))`);
  }
}
