import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identifierHash } from '../../adapters/direct-line/identify.ts';
import { testIdentitySecret } from '../support/conversations.ts';
import { type Stage, setStage, type Visit } from './widget-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage?.close());

const greeting = 'Hello! I am the bot of Lantern and answer at once. A person is one step away.';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('a message', () => {
  test('goes out, is answered, and a quick reply is one press', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.page.getByRole('button', { name: 'Where is my order' }).click();
    await visit.page.getByText('It is on its way').waitFor();
    await visit.say('thank you');
    await visit.page.getByText('echo: thank you').waitFor();
    expect(await visit.stored()).toEqual(['mainstay/open', 'Where is my order', 'thank you']);
    expect(await visit.log.getByRole('link', { name: 'Delivery times' }).getAttribute('rel')).toBe(
      'noopener noreferrer',
    );
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  test('is not begun with by a page that is only looked at', async () => {
    const before = await stage.db.database.query('select 1 from conversations');
    const visit = await stage.visit();
    await visit.page.waitForLoadState('networkidle');
    const after = await stage.db.database.query('select 1 from conversations');
    expect(after.rows.length).toBe(before.rows.length);
    await visit.context.close();
  });

  test('Shift+Enter breaks the line, an IME that composes sends nothing, blank is nothing', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('   ');
    await visit.input.fill('one');
    await visit.input.press('Shift+Enter');
    await visit.input.pressSequentially('two');
    for (const composing of [{ isComposing: true }, { keyCode: 229 }])
      await visit.input.evaluate((input, init) => {
        const { KeyboardEvent } = input.ownerDocument.defaultView;
        input.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...init }),
        );
      }, composing);
    expect(await visit.input.inputValue()).toBe('one\ntwo');
    await visit.input.press('Enter');
    await visit.page.getByText('echo: one').waitFor();
    expect(await visit.stored()).toEqual(['mainstay/open', 'one\ntwo']);
    await visit.context.close();
  });

  test('of 10,000 characters goes, one of more is held back with the reason', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.input.fill('长'.repeat(10_001));
    await visit.page.getByText('10,001 / 10,000 characters').waitFor();
    await visit.input.press('Enter');
    expect((await visit.input.inputValue()).length).toBe(10_001);
    await visit.say('长'.repeat(10_000));
    await visit.page.getByText('echo: 长').waitFor();
    expect((await visit.stored()).at(-1)?.length).toBe(10_000);
    await visit.context.close();
  });

  test('is kept while the server is away, and goes once, in order, when it is back', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('before');
    await visit.page.getByText('echo: before').waitFor();
    await stage.takeDown();
    await visit.say('first while away');
    await visit.say('second while away');
    await visit.page.getByText('Not sent').first().waitFor();
    await visit.page.getByText(/Reconnecting…/).waitFor();
    // Pressing Retry while nothing answers must not send it twice later.
    await visit.page.getByRole('button', { name: 'Retry' }).first().click();
    await visit.input.fill('typed, not sent');
    await stage.bringUp();
    await visit.page.getByText('echo: second while away').waitFor();
    expect(await visit.input.inputValue()).toBe('typed, not sent');
    expect(await visit.stored()).toEqual([
      'mainstay/open',
      'before',
      'first while away',
      'second while away',
    ]);
    expect(await visit.page.locator('mainstay-chat .own .bubble').allTextContents()).toEqual([
      'before',
      'first while away',
      'second while away',
    ]);
    expect((await visit.bubbles()).filter((text) => text.startsWith('echo'))).toEqual([
      'echo: before',
      'echo: first while away',
      'echo: second while away',
    ]);
    await visit.context.close();
  });

  test('is neither lost nor doubled nor out of order when the server restarts in the middle of many', async () => {
    const visit = await stage.visit();
    await visit.open();
    const texts = Array.from({ length: 20 }, (_, i) => `message ${i + 1}`);
    for (const text of texts) {
      await visit.say(text);
      if (text === 'message 5') await stage.takeDown();
      if (text === 'message 15') await stage.bringUp();
    }
    await visit.page.getByText('echo: message 20').waitFor();
    expect((await visit.stored()).slice(1)).toEqual(texts);
    const own = visit.page.locator('mainstay-chat .own .bubble');
    expect(await own.allTextContents()).toEqual(texts);
    const echoes = (await visit.bubbles()).filter((text) => text.startsWith('echo'));
    expect(echoes).toEqual(texts.map((text) => `echo: ${text}`));
    await visit.context.close();
  });

  test('survives a reload unsent', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.page.route('**/activities', (route) => route.abort());
    await visit.say('kept');
    await visit.page.getByText('Not sent').waitFor();
    await visit.page.unroute('**/activities');
    await visit.page.reload();
    await visit.page.getByText('echo: kept').waitFor();
    expect(await visit.stored()).toEqual(['mainstay/open', 'kept']);
    await visit.context.close();
  });

  test('whose acknowledgement is lost is stored once and shown once', async () => {
    const visit = await stage.visit();
    await visit.open();
    let lost = 0;
    await visit.page.route('**/activities', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await visit.say('only once');
    await visit.page.getByText('echo: only once').waitFor();
    await visit.say('next');
    await visit.page.getByText('echo: next').waitFor();
    expect((await visit.bubbles()).filter((text) => text === 'only once')).toHaveLength(1);
    expect(await visit.stored()).toEqual(['mainstay/open', 'only once', 'next']);
    await visit.context.close();
  });
});

describe('the conversation', () => {
  test('is there again after a reload, with the chat open and nothing reported twice', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('offer');
    await visit.page.getByRole('button', { name: /^Accept/ }).click();
    await visit.page.getByText('Done: the code is yours.').waitFor();
    const before = await visit.bubbles();
    await visit.page.reload();
    await visit.page.getByText('Done: the code is yours.').waitFor();
    await visit.page.getByText('You accepted this offer').waitFor();
    await visit.say('still here');
    await visit.page.getByText('echo: still here').waitFor();
    expect((await visit.bubbles()).slice(0, before.length)).toEqual(before);
    expect((await visit.stored()).filter((name) => name === 'mainstay/outcome')).toHaveLength(1);
    await visit.context.close();
  });

  test('counts what was not read', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.page.keyboard.press('Escape');
    await visit.push({ type: 'message', text: 'one more thing' });
    await visit.page.getByRole('button', { name: 'Open chat (1 unread)' }).waitFor();
    await visit.page.reload();
    await visit.page.getByRole('button', { name: 'Open chat (1 unread)' }).click();
    await visit.page.getByText('one more thing').waitFor();
    await visit.page.keyboard.press('Escape');
    await visit.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
    await visit.context.close();
  });

  test('belongs to one person: who signs in begins their own and finds it again', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('as nobody');
    await visit.page.getByText('echo: as nobody').waitFor();
    const identity = {
      identifier: 'c-1',
      identifierHash: identifierHash(testIdentitySecret, 'c-1'),
    };
    await visit.page.evaluate(`mainstay.update(${JSON.stringify(identity)})`);
    await expect.poll(() => visit.bubbles()).toEqual([greeting]);
    await visit.say('as a customer');
    await visit.page.getByText('echo: as a customer').waitFor();
    await visit.page.evaluate('mainstay.update({identifier: null})');
    await visit.page.getByText('echo: as nobody').waitFor();
    expect(await visit.bubbles()).toEqual([greeting, 'as nobody', 'echo: as nobody']);
    await visit.page.evaluate(`mainstay.update(${JSON.stringify(identity)})`);
    await visit.page.getByText('echo: as a customer').waitFor();
    const { rows } = await stage.db.database.query(
      "select 1 from conversations join shoppers on shoppers.id = conversations.shopper_id where external_id = 'c-1'",
    );
    expect(rows).toHaveLength(1);
    await visit.context.close();
  });

  test('a wrong identity is refused with a word to the shopper and one to the developer', async () => {
    const visit = await stage.visit({ identifier: 'c-2', identifierHash: '00' });
    await visit.launcher.click();
    await visit.page.getByText('The chat is not available on this page.').waitFor();
    expect(visit.complaints.join()).toContain('identifierHash is not the HMAC-SHA256');
    await visit.context.close();
  });

  test('a person is one press away, and everybody who speaks is named', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.page.getByRole('button', { name: 'Talk to a person' }).click();
    await visit.page.getByText('Hi, this is Ada.').waitFor();
    await visit.page.locator('header').getByText('Ada answers').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Talk to a person' }).count()).toBe(0);
    await visit.log.getByText('Ada answers now').waitFor();
    expect(await visit.stored()).toEqual(['mainstay/open', '{"action":"person.request"}']);
    await visit.context.close();
  });

  test('a reply that is being written is shown as it grows and replaced by the whole', async () => {
    const visit = await stage.visit();
    await visit.open();
    const part = (text: string, streamSequence: number, streamType = 'streaming') =>
      visit.push({ type: 'typing', text, channelData: { streamId: 's1', streamType, streamSequence } });
    await part('Looking it up', 1, 'informative');
    await visit.page.locator('mainstay-chat .hidden[role=status]').getByText('Looking it up').waitFor();
    await visit.page.locator('mainstay-chat .informative').getByText('Looking it up').waitFor();
    await part('It is', 2);
    await part('It is blue', 3);
    await visit.page.getByText('It is blue').waitFor();
    await visit.push({
      type: 'message',
      text: 'It is blue.',
      channelData: { streamId: 's1', streamType: 'final' },
    });
    await visit.log.getByText('It is blue.').waitFor();
    expect(await visit.bubbles()).toEqual([greeting, 'It is blue.']);
    await visit.context.close();
  });
});

test('what the server streams is shown as it grows, and taken back when nothing comes of it', async () => {
  const visit = await stage.visit();
  await visit.open();
  const key = await visit.conversation();
  const { sockets } = stage.server.channel;
  const streamId = `${key.conversationId}|reply-1`;
  sockets.writing(key, { streamId, sequence: 1, text: 'It is' });
  await visit.page.getByText('It is', { exact: true }).waitFor();
  sockets.writing(key, { streamId, sequence: 2, text: 'It is blue' });
  await visit.page.getByText('It is blue', { exact: true }).waitFor();
  sockets.writing(key, { streamId, sequence: 0, text: null });
  await visit.page.getByText('It is blue').waitFor({ state: 'detached' });
  await visit.push({ type: 'message', text: 'It is red.', channelData: { streamId, streamType: 'final' } });
  await visit.log.getByText('It is red.').waitFor();
  expect(await visit.bubbles()).toEqual([greeting, 'It is red.']);
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

describe('reading', () => {
  const scrolled = (visit: Visit) =>
    visit.page.locator('mainstay-chat .scroller').evaluate((scroller) => ({
      top: Math.round(scroller.scrollTop),
      left: Math.round(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight),
    }));

  test('a long answer is read from its beginning, and the end is one press away', async () => {
    const visit = await stage.visit({}, { viewport: { width: 1024, height: 640 } });
    await visit.open();
    await visit.say(`question ${'line\n'.repeat(40)}`);
    await visit.page.getByText('echo: question').waitFor();
    await visit.say('long');
    await visit.page.getByText('The whole of it.').waitFor();
    expect((await scrolled(visit)).left).toBeGreaterThan(200);
    expect(await visit.log.locator('.own .bubble').last().isVisible()).toBe(true);
    const list = await visit.page.locator('mainstay-chat .scroller').boundingBox();
    const question = await visit.log.locator('.own .bubble').last().boundingBox();
    expect(question!.y - list!.y).toBeLessThan(40);
    await visit.page.getByRole('button', { name: 'New messages' }).click();
    await expect.poll(async () => (await scrolled(visit)).left).toBeLessThan(5);
    await visit.context.close();
  });

  test('who waits sees each message of a person, however much was said since they wrote', async () => {
    const visit = await stage.visit({}, { viewport: { width: 1024, height: 640 } });
    await visit.open();
    await visit.say('hello');
    await visit.page.getByText('echo: hello').waitFor();
    for (const n of [1, 2, 3, 4]) {
      await visit.push({
        type: 'message',
        text: `part ${n}\n${'line\n'.repeat(6)}`,
        channelData: { mainstay: { speaker: { kind: 'agent', name: 'Ada' } } },
      });
      await visit.page.getByText(`part ${n}`).waitFor();
      await expect.poll(async () => (await scrolled(visit)).left).toBeLessThan(5);
    }
    await visit.context.close();
  });

  test('who reads back is left where they are, and told', async () => {
    const visit = await stage.visit({}, { viewport: { width: 1024, height: 640 } });
    await visit.open();
    await visit.say('long');
    await visit.page.getByText('The whole of it.').waitFor();
    await visit.page.locator('mainstay-chat .scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
    await visit.push({
      type: 'message',
      text: 'one more thing',
      suggestedActions: { actions: [{ type: 'imBack', title: 'Yes', value: 'Yes' }] },
    });
    await visit.page.getByRole('button', { name: 'New messages' }).waitFor();
    expect((await scrolled(visit)).top).toBe(0);
    await visit.context.close();
  });
});

describe('cards', () => {
  test('a product is reported as shown once, viewed, and put into the cart by the page', async () => {
    const visit = await stage.visit();
    await visit.page.evaluate(
      "window.added = []; addEventListener('mainstay:add-to-cart', (event) => { added.push(event.detail.productId); event.preventDefault(); })",
    );
    await visit.open();
    await visit.say('products');
    await visit.page.getByRole('button', { name: /^Add: Ceramic/ }).click();
    await visit.page.getByText('Added', { exact: true }).waitFor();
    expect(await visit.page.evaluate('added')).toEqual(['kettle']);
    expect(await visit.page.getByRole('link', { name: 'View: 青瓷茶杯' }).getAttribute('href')).toBe(
      `${stage.server.origin}/p/cup`,
    );
    const outcomes = async () =>
      (await stage.server.store.activitiesSince(await visit.conversation(), 0, 100))
        .filter(({ activity }) => activity.name === 'mainstay/outcome')
        .map(({ activity }) => activity.value as { kind: string; ref: string })
        .map(({ kind, ref }) => `${kind} ${ref}`)
        .sort();
    await expect.poll(outcomes).toEqual(['clicked kettle', 'shown cup', 'shown kettle']);
    await visit.context.close();
  });

  test('an offer shows its notice, is taken once, and can be answered by none at all', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('offer');
    await visit.page.getByText('This price was personalised').waitFor();
    const decline = visit.page.getByRole('button', { name: /^Decline/ });
    await decline.click();
    await visit.page.getByText('You declined this offer').waitFor();
    await decline.click({ force: true });
    await visit.page.getByRole('button', { name: /^Accept/ }).click({ force: true });
    await visit.page.getByRole('button', { name: 'No personalised offers, please' }).click();
    await visit.say('end');
    await visit.page.getByText('echo: end').waitFor();
    expect((await visit.stored()).filter((text) => text.startsWith('{'))).toEqual([
      '{"action":"offer.decline","grantId":"01970000-0000-7000-8000-000000000002"}',
      '{"action":"personalisation.refuse"}',
    ]);
    await visit.context.close();
  });

  test('an e-mail address is asked for in a field of its own', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('email');
    await visit.page.getByLabel('E-mail address').fill('min@example.com');
    await visit.page.getByLabel('E-mail address').press('Enter');
    await visit.page.getByText('echo: min@example.com').waitFor();
    await visit.context.close();
  });
});

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  test('a picture is sent and shown; what cannot be sent is explained', async () => {
    const visit = await stage.visit();
    await visit.open();
    const picker = visit.page.locator('mainstay-chat input[type=file]');
    await picker.setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await visit.page.getByText('PNG, JPEG').waitFor();
    await picker.setInputFiles({ name: 'big.png', mimeType: 'image/png', buffer: Buffer.alloc(4_194_305) });
    await visit.page.getByText('At most 4 MB a file.').waitFor();
    await picker.setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: png });
    const shown = visit.log.getByRole('img', { name: 'broken.png' });
    await shown.waitFor();
    expect(await shown.evaluate((image) => image.decode().then(() => image.naturalWidth))).toBe(1);
    await picker.setInputFiles({ name: 'no.png', mimeType: 'image/png', buffer: Buffer.from('not a png') });
    await visit.page.locator('mainstay-chat .meta.bad').getByText('PNG, JPEG').waitFor();
    await visit.context.close();
  });
});

test('markup in what anybody writes stays text', async () => {
  const visit = await stage.visit();
  await visit.page.evaluate('window.hit = 0');
  await visit.open();
  const attacks = [
    '<img src=x onerror="hit=1"><script>hit=1</script>',
    '<svg onload="hit=1"><iframe srcdoc="<script>parent.hit=1</script>">',
    '[click](javascript:hit=1) ![x](javascript:hit=1) javascript:hit=1',
    '"><a href="javascript:hit=1">x</a> https://user:pass@evil.example/ data:text/html,<script>hit=1</script>',
  ];
  const bad = 'javascript:hit=1';
  for (const attack of attacks) {
    await visit.say(attack);
    await visit.page.getByText(`echo: ${attack}`).waitFor();
    await visit.push({
      type: 'message',
      text: attack,
      locale: '"><img src=x onerror=hit=1>',
      from: { name: attack },
      attachments: [
        { contentType: 'image/png', contentUrl: bad, name: attack },
        { contentType: 'text/html', contentUrl: `data:text/html,${attack}`, name: attack },
      ],
      suggestedActions: { actions: [{ type: 'openUrl', title: attack, value: bad }] },
      channelData: {
        mainstay: {
          speaker: { kind: 'agent', name: attack },
          sources: [{ title: attack, url: bad }],
          cards: [
            {
              kind: 'product',
              productId: attack,
              name: attack,
              price: attack,
              pictureUrl: bad,
              url: bad,
              reason: attack,
              inStock: true,
              decisionId: 'd',
            },
            {
              kind: 'offer',
              grantId: attack,
              decisionId: null,
              title: attack,
              code: attack,
              until: attack,
              notice: attack,
              state: 'open',
            },
            {
              kind: 'order',
              number: attack,
              state: attack,
              placed: attack,
              total: attack,
              lines: [{ name: attack, quantity: 1, pictureUrl: bad }],
              steps: [{ label: attack, at: attack, done: true }],
            },
          ],
        },
      },
    });
  }
  await expect.poll(() => visit.page.locator('mainstay-chat .card').count()).toBe(attacks.length * 3);
  for (const link of await visit.page.locator('mainstay-chat a').all()) {
    expect(await link.getAttribute('href')).toMatch(/^https?:/);
  }
  for (const button of await visit.page.locator('mainstay-chat .card button.fill').all())
    await button.click();
  expect(await visit.page.locator('mainstay-chat').locator('script, iframe, img[src^="x"]').count()).toBe(0);
  expect(await visit.page.evaluate('hit')).toBe(0);
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
});

describe('everybody can use it', () => {
  test('by keyboard alone: in on opening, all in reach, back on Escape', async () => {
    const visit = await stage.visit();
    const { page } = visit;
    const focused = () =>
      page.evaluate<string>(
        "(() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.getAttribute('aria-label') ?? at?.getAttribute('title') ?? at?.textContent ?? '' })()",
      );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Open chat');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('Message');
    await visit.log.locator('.bubble').first().waitFor();
    await page.keyboard.type('offer');
    await page.keyboard.press('Enter');
    await page.getByText('This price was personalised').waitFor();
    const seen: string[] = [];
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Shift+Tab');
      seen.push(await focused());
    }
    expect(seen).toEqual(
      expect.arrayContaining([
        'Accept: 10 % off your next order',
        'Decline: 10 % off your next order',
        'Copy: LAMP-7K3Q-X2',
        'Messages',
        'Close chat',
        'Talk to a person',
        '切换到中文',
      ]),
    );
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Open chat');
    await page.locator('#before').focus();
    await page.evaluate('mainstay.open()');
    expect(await focused()).toBe('Message');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('A button of the page');
    await visit.context.close();
  });

  test('where the panel covers the page, Tab stays in it', async () => {
    const visit = await stage.visit({}, { viewport: { width: 360, height: 640 } });
    await visit.open();
    for (const key of ['Tab', 'Shift+Tab'])
      for (let i = 0; i < 15; i++) {
        await visit.page.keyboard.press(key);
        expect(await visit.page.evaluate('document.activeElement.tagName')).toMatch(/MAINSTAY-CHAT|BODY/);
      }
    await visit.page.keyboard.press('Escape');
    await visit.launcher.waitFor();
    await visit.context.close();
  });

  test('the language is one press away and keeps what is typed', async () => {
    const visit = await stage.visit();
    await visit.open();
    await visit.say('offer');
    await visit.input.fill('half a sentence');
    await visit.page.getByTitle('切换到中文').click();
    await visit.page.getByRole('button', { name: /^接受/ }).waitFor();
    await visit.page.locator('header').getByText('灯笼').waitFor();
    expect(await visit.input.inputValue()).toBe('half a sentence');
    await visit.say('你好');
    await visit.page.getByText('echo: 你好').waitFor();
    expect(await visit.log.locator('.own .bubble').last().getAttribute('lang')).toBe('zh');
    expect(await visit.log.locator('.own .bubble').first().getAttribute('lang')).toBe('en');
    await visit.page.evaluate("mainstay.update({language: 'en'})");
    await visit.page.reload();
    await visit.page.getByRole('button', { name: '转人工' }).waitFor();
    for (const [language, name] of [
      ['zh', '转人工'],
      ['en', 'Talk to a person'],
    ]) {
      await visit.page.evaluate(`mainstay.update({language: '${language}'})`);
      await visit.page.getByRole('button', { name: name! }).waitFor();
    }
    await visit.context.close();
  });

  test.each([
    ['en', 'light', 1440],
    ['en', 'dark', 390],
    ['zh', 'light', 390],
    ['zh', 'dark', 1440],
  ] as const)('axe-core finds no serious fault: %s, %s, %i px', async (language, colorScheme, width) => {
    const options = width === 390 ? phone : { viewport: { width, height: 900 } };
    const visit = await stage.visit({ language }, { ...options, colorScheme, bypassCSP: true });
    expect(await visit.faults()).toEqual([]);
    await visit.open();
    for (const text of ['order', 'products', 'email', 'offer']) await visit.say(text);
    await visit.page.locator('mainstay-chat .offer').waitFor();
    await visit.page.locator('mainstay-chat .person').click();
    await visit.page.getByText('Hi, this is Ada.').waitFor();
    expect(await visit.faults()).toEqual([]);
    await visit.context.close();
  });

  test.each([390, 320])(
    'on a phone of %i px nothing runs over and everything can be touched',
    async (width) => {
      const visit = await stage.visit({}, { ...phone, viewport: { width, height: 640 } });
      await visit.open();
      for (const text of [
        'order',
        'products',
        'offer',
        'email',
        `${'long'.repeat(60)} ${'https://x.example/'.repeat(9)}`,
      ])
        await visit.say(text);
      await visit.log.getByText('echo: long').waitFor();
      const outside = await visit.page.evaluate<string[]>(`(() => {
      const root = document.querySelector('mainstay-chat').shadowRoot;
      const wide = [...root.querySelectorAll('.panel *')].filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 1 && (left < -0.5 || right > innerWidth + 0.5);
      });
      const small = [...root.querySelectorAll('.panel button, .panel textarea, .panel .button')].filter((one) => {
        const { height, width } = one.getBoundingClientRect();
        return width > 0 && (height < 43.5 || width < 43.5);
      });
      const zooming = [...root.querySelectorAll('textarea, input')].filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16);
      return [...wide, ...small, ...zooming].map((one) => one.tagName + ' ' + one.className + ' ' + one.textContent.slice(0, 20));
    })()`);
      expect(outside).toEqual([]);
      // One row, and nothing of it cut off.
      expect((await visit.page.locator('mainstay-chat header').boundingBox())?.height).toBeLessThan(64);
      expect(
        await visit.page
          .locator('mainstay-chat .title')
          .evaluate((title) => title.scrollWidth <= title.clientWidth),
      ).toBe(true);
      expect(await visit.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      await visit.context.close();
    },
  );
});
