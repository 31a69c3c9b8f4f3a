import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { webChatPage } from '../../adapters/http/webchat-page.ts';
import type { ActivityBody } from '../../bot/ports/conversation-store.ts';
import { complaintsOf, launchBrowser } from '../support/browser.ts';
import { buildPage } from '../support/build-page.ts';
import { type ChannelServer, startChannelServer } from '../support/channel-server.ts';
import { createShop, testShopId } from '../support/conversations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;
let server: ChannelServer;
let browser: Browser;
let webRoot: string;
beforeAll(async () => {
  db = await createTestDatabase();
  await createShop(db.database);
  webRoot = await buildPage('webchat');
  server = await startChannelServer(db.database, db.connectionString, { webRoot, pages: [webChatPage] });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await db.drop();
  await rm(webRoot, { recursive: true, force: true });
});

async function openChat(width = 1440): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: width < 600 ? 844 : 900 } });
  const complaints = complaintsOf(page);
  await page.goto(`${server.origin}/webchat?shop=${testShopId}&lang=en`);
  await page.getByPlaceholder('Type your message').waitFor();
  return { page, complaints };
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByPlaceholder('Type your message').fill(text);
  await page.keyboard.press('Enter');
}

const bubbles = (page: Page) => page.locator('.webchat__bubble__content');

async function newestConversation() {
  const { rows } = await db.database.query<{ id: string }>(
    'select id from conversations order by created_at desc limit 1',
  );
  return { shopId: testShopId, conversationId: rows[0]!.id };
}

async function push(activity: ActivityBody): Promise<void> {
  const key = await newestConversation();
  server.channel.sockets.deliver(key, [await server.store.appendOutbound(key, 'bot', activity)]);
}

test('Web Chat sends, receives, shows suggested actions and cards, and submits', async () => {
  const { page, complaints } = await openChat();
  // Connecting asks for the greeting, once.
  await bubbles(page).getByText('echo:').waitFor();
  await say(page, 'Where is my order?');
  await bubbles(page).getByText('echo: Where is my order?').waitFor();
  expect(await bubbles(page).count()).toBe(3);
  const said = await server.store.activitiesSince(await newestConversation(), 0, 10);
  expect(
    said
      .filter(({ direction }) => direction === 'inbound')
      .map(({ activity }) => activity.name ?? activity.text),
  ).toEqual(['webchat/join', 'Where is my order?']);

  await push({
    type: 'message',
    text: 'Which one?',
    suggestedActions: { actions: [{ type: 'imBack', title: 'The blue one', value: 'The blue one' }] },
  });
  await page.getByRole('toolbar').getByRole('button', { name: 'The blue one' }).click();
  await bubbles(page).getByText('echo: The blue one').waitFor();

  await push({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.hero',
        content: {
          title: 'Enamel mug',
          subtitle: '£12.00',
          buttons: [{ type: 'imBack', title: 'Tell me more', value: 'mug' }],
        },
      },
    ],
  });
  await page.locator('.ac-pushButton', { hasText: 'Tell me more' }).click();
  await bubbles(page).getByText('echo: mug').waitFor();

  await push({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          type: 'AdaptiveCard',
          version: '1.3',
          body: [{ type: 'TextBlock', text: 'How was it?' }],
          actions: [{ type: 'Action.Submit', title: 'Good', data: { rating: 5 } }],
        },
      },
    ],
  });
  await page.locator('.ac-pushButton', { hasText: 'Good' }).click();
  const key = await newestConversation();
  await expect
    .poll(async () =>
      (await server.store.activitiesSince(key, 0, 100)).some(
        ({ activity }) => JSON.stringify(activity.value) === '{"rating":5}',
      ),
    )
    .toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
});

test('on a phone the frame is as wide as the screen, whatever a card wants', async () => {
  const { page } = await openChat(390);
  await bubbles(page).getByText('echo:').waitFor();
  await push({
    type: 'message',
    attachmentLayout: 'carousel',
    attachments: ['Harrow mug', 'Commuter travel mug', 'Trail hiking socks'].map((title) => ({
      contentType: 'application/vnd.microsoft.card.hero',
      content: { title, buttons: [{ type: 'imBack', title: 'View', value: title }] },
    })),
  });
  await page.getByRole('button', { name: 'View' }).first().waitFor();
  const frame = await page.locator('#chat').boundingBox();
  expect(frame!.x + frame!.width).toBeLessThanOrEqual(390);
  await page.close();
});

test('Web Chat uploads a picture', async () => {
  const { page, complaints } = await openChat(390);
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: png });
  // The client prepares the picture in a worker first; what is said before that goes without it.
  await page.locator('.webchat__attachment-icon--checked').waitFor();
  await say(page, 'It came broken');
  await bubbles(page).getByText('echo: It came broken').waitFor();
  const { rows } = await db.database.query<{ name: string; content: Buffer }>(
    'select name, content from uploads',
  );
  expect(rows.map(({ name, content }) => [name, content.equals(png)])).toEqual([['broken.png', true]]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('HTML, markdown and links of a shopper or a bot run nothing', async () => {
  const { page, complaints } = await openChat();
  const attacks = [
    '<img src=x onerror="document.title=`hit`"><script>document.title="hit"</script>',
    '[click](javascript:document.title="hit") ![x](javascript:document.title="hit")',
    '<svg onload="document.title=1"><iframe srcdoc="<script>parent.document.title=`hit`</script>">',
  ];
  for (const attack of attacks) {
    await say(page, attack);
    await push({ type: 'message', textFormat: 'markdown', text: attack });
  }
  await expect.poll(() => bubbles(page).count()).toBeGreaterThanOrEqual(attacks.length * 3);
  for (const link of await page.locator('main a[href^="javascript:"]').all())
    expect(await link.count()).toBe(0);
  await expect.poll(() => page.title()).toBe("Microsoft's Web Chat on Mainstay's Direct Line");
  // Nothing ran; what the policy stopped is named in the console.
  expect(complaints.filter((text) => !/Content Security Policy|Failed to load resource/.test(text))).toEqual(
    [],
  );
  await page.close();
});

test('Web Chat shows a reply as it is written, in one bubble, and the message in its place', async () => {
  const { page, complaints } = await openChat();
  await bubbles(page).getByText('echo:').waitFor();
  const key = await newestConversation();
  const streamId = `${key.conversationId}|reply-7`;
  const { sockets } = server.channel;
  const before = await bubbles(page).count();
  sockets.writing(key, { streamId, sequence: 1, text: 'It is' });
  await bubbles(page).getByText('It is', { exact: true }).waitFor();
  sockets.writing(key, { streamId, sequence: 2, text: 'It is blue,' });
  await bubbles(page).getByText('It is blue,', { exact: true }).waitFor();
  expect(await bubbles(page).count()).toBe(before + 1);
  await push({
    type: 'message',
    text: 'It is blue, and made of oak.',
    channelData: { streamId, streamType: 'final' },
  });
  await bubbles(page).getByText('It is blue, and made of oak.').waitFor();
  expect(await bubbles(page).count()).toBe(before + 1);
  expect(complaints).toEqual([]);
  await page.close();
});
