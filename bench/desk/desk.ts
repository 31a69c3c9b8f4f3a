import type { QueuePage } from '../../core/contracts/desk-queue.ts';
import { newId } from '../../core/ids.ts';
import { StaffBrowser } from '../../test/support/staff.ts';
import { type Measured, measureInterleaved } from '../measure.ts';
import { serveShop } from '../serve-shop.ts';
import { describeShop, withFilledShop } from '../shop/filled-shop.ts';
import { desk, deskEndpoints } from './desk-endpoints.ts';

/**
 * `npm run bench:desk -- [CONVERSATIONS] [RUNS] [HOME]`: every endpoint of the desk over HTTP, session and all, on a shop
 * with a year of conversations; one request at a time, all of them in turn. With HOME the filled shop is kept there.
 * Target: p95 <= 200 ms at 50,000 conversations.
 */
const [conversations = '50000', runs = '60', home] = process.argv.slice(2);

await withFilledShop({ conversations: Number(conversations), home: home || undefined }, async (shop) => {
  console.log(await describeShop(shop.database));
  const { origin, stop } = await serveShop(shop);
  try {
    const browser = new StaffBrowser(origin);
    await browser.signIn(shop.admin.email);
    const reads = (await deskEndpoints(shop.database, browser)).map(
      ([name, path]): Measured => ({ name, send: (run) => done(name, browser.send('GET', path(run))) }),
    );
    await measureInterleaved([...reads, ...(await writes(browser, shop.admin.id))], Number(runs));
  } finally {
    await stop();
  }
});

/** What an agent does, in each run with another conversation that waits: from taking it to its end. */
async function writes(browser: StaffBrowser, agentId: string): Promise<Measured[]> {
  const waiting: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: QueuePage = await browser.ask('GET', desk(`queue?view=unassigned&limit=100&after=${after}`));
    waiting.push(...page.rows.map(({ conversationId }) => conversationId));
    after = page.next;
  }
  const act = (name: string, method: string, path: string, body: () => object = () => ({})): Measured => ({
    name,
    send(run) {
      const id = waiting[run];
      if (id === undefined) throw new Error(`${waiting.length} conversations wait, too few for so many runs`);
      return done(name, browser.send(method, desk(`conversations/${id}/${path}`), body()));
    },
  });
  const reply = (text: string) => () => ({ id: newId(), text, lastSequenceSeen: 99 });
  return [
    act('take', 'POST', 'take'),
    {
      name: 'presence',
      send: (run) =>
        done(
          'presence',
          browser.send('POST', desk('presence'), { conversationId: waiting[run], state: 'writing' }),
        ),
    },
    act('draft', 'PUT', 'draft', () => ({ mode: 'reply', text: 'Dear' })),
    act('reply, no money in it', 'POST', 'replies', reply('I am on it.')),
    act('reply, money checked', 'POST', 'replies', reply('Shipping is £3.95.')),
    act('note', 'POST', 'notes', () => ({ text: 'Rang the carrier.' })),
    act('read', 'POST', 'read', () => ({ sequence: 6 })),
    act('assign', 'POST', 'assign', () => ({ agentId })),
    act('resolve', 'POST', 'resolve', () => ({ reason: 'solved', askRating: true })),
  ];
}

/** @throws when the desk refuses; that somebody else was faster (409) is an answer as well. */
async function done(name: string, sent: Promise<Response>): Promise<void> {
  const response = await sent;
  const text = await response.text();
  if (!response.ok && response.status !== 409) throw new Error(`${name}: ${response.status} ${text}`);
}
