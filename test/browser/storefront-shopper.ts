import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { complaintsOf } from '../support/browser.ts';

/** One shopper in the demo shop, with the chat open. */
export class StorefrontShopper {
  readonly page: Page;
  readonly complaints: string[];

  private constructor(page: Page) {
    this.page = page;
    this.complaints = complaintsOf(page);
  }

  static async enter(
    browser: Browser,
    origin: string,
    persona: string,
    width = 1440,
  ): Promise<StorefrontShopper> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en-GB' });
    const shopper = new StorefrontShopper(await context.newPage());
    await shopper.page.goto(`${origin}/`);
    await shopper.page.locator('.shop-as select').selectOption(persona);
    await shopper.page.locator('mainstay-chat .launcher').click();
    await shopper.answers.first().waitFor();
    return shopper;
  }

  get chat(): Locator {
    return this.page.locator('mainstay-chat');
  }

  get answers(): Locator {
    return this.chat.locator('.message.bot:not(.typing)');
  }

  /** Says something; resolves with what the bot said to it. */
  async say(text: string): Promise<string> {
    const before = await this.answers.count();
    await this.write(text);
    await expect.poll(() => this.answers.count(), { timeout: 15_000 }).toBeGreaterThan(before);
    return (await this.answers.allInnerTexts()).slice(before).join('\n');
  }

  /** Says something, whoever answers. */
  async write(text: string): Promise<void> {
    const input = this.chat.locator('textarea');
    await input.fill(text);
    await input.press('Enter');
  }

  async leave(): Promise<void> {
    expect(this.complaints).toEqual([]);
    await this.page.context().close();
  }
}
