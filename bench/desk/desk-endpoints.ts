import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import type { StaffBrowser } from '../../test/support/staff.ts';
import { any, deepPage, type Endpoint } from '../endpoint.ts';

/** An address of the desk of the demo shop. */
export const desk = (path: string) => `/api/desk/${path}${path.includes('?') ? '&' : '?'}shop=${demoShopId}`;

/** Everything that the desk reads when it is opened, filtered, searched and paged. */
export async function deskEndpoints(database: Database, browser: StaffBrowser): Promise<Endpoint[]> {
  const all = async <Row extends object>(text: string) =>
    (await database.query<Row & Record<string, unknown>>(text, [demoShopId])).rows;
  const emails = await all<{ email: string }>(
    'select email from shoppers where shop_id = $1 and email is not null order by md5(id::text) limit 100',
  );
  const numbers = await all<{ number: string }>(
    'select number from orders where shop_id = $1 order by md5(number) limit 100',
  );
  const talks = await all<{ id: string }>(
    `select id from conversations where shop_id = $1 and held_by = 'agent' order by md5(id::text) limit 100`,
  );
  const talk = (run: number, path = '') => desk(`conversations/${any(talks, run).id}${path}`);
  const deepBot = await deepPage(browser, desk('queue?state=bot'), 5);
  const deepResolved = await deepPage(browser, desk('queue?state=resolved'), 5);
  const deepFound = await deepPage(browser, desk('search?q=parcel'), 5);

  return [
    ['me', () => desk('me')],
    ['agents', () => desk('agents')],
    ['counts', () => desk('counts')],
    ['today', () => desk('today')],
    ['figures, 90 days', () => desk('figures?days=90')],
    ['queue', () => desk('queue')],
    ['queue, unassigned', () => desk('queue?view=unassigned')],
    ['queue, four filters', () => desk('queue?topic=delivery&language=en&risk=0.5&value=50000')],
    ['queue, bot', () => desk('queue?state=bot')],
    ['queue, bot, page 6', () => deepBot],
    ['queue, bot, rare filter', () => desk('queue?state=bot&topic=payment&risk=0.99&value=199000')],
    ['queue, resolved', () => desk('queue?state=resolved')],
    ['queue, resolved, page 6', () => deepResolved],
    ['search, a number', (i) => desk(`search?q=${(i * 71) % 9999}`)],
    ['search, an order', (i) => desk(`search?q=${any(numbers, i).number}`)],
    ['search, a word in every conversation', () => desk('search?q=parcel')],
    ['search, the same, page 6', () => deepFound],
    ['search, two common words', () => desk('search?q=kettle%20friday')],
    ['search, Chinese', () => desk(`search?q=${encodeURIComponent('水壶少发')}`)],
    ['search, a name', () => desk('search?q=an')],
    ['search, an e-mail', (i) => desk(`search?q=${encodeURIComponent(any(emails, i).email)}`)],
    ['search, nothing found', () => desk('search?q=zanzibar')],
    ['conversation', (i) => talk(i)],
    ['transcript', (i) => talk(i, '/transcript?before=5')],
    ['shopper panel', (i) => talk(i, '/panel')],
    ['what may be given', (i) => talk(i, '/giving')],
    ['suggested reply', (i) => talk(i, '/suggestion')],
    ['canned replies, filled', (i) => talk(i, '/canned')],
    ['products', () => desk('products?q=mug')],
    ['saved views', () => desk('views')],
    ['alerts', () => desk('alerts?state=open')],
    ['alerts, closed', () => desk('alerts?state=closed')],
  ];
}
