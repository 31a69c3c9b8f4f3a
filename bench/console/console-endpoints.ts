import { demoShopId } from '../../adapters/demo-shop/load-demo-shop.ts';
import type { Database } from '../../adapters/postgres/database.ts';
import type { StaffBrowser } from '../../test/support/staff.ts';
import { any, deepPage, type Endpoint } from '../endpoint.ts';

const shop = `/api/console/shops/${demoShopId}`;

/** Everything that the console's pages read when they are opened, filtered, searched and paged. */
export async function consoleEndpoints(database: Database, browser: StaffBrowser): Promise<Endpoint[]> {
  const all = async <Row extends object>(text: string) =>
    (await database.query<Row & Record<string, unknown>>(text, [demoShopId])).rows;
  const deep = (path: string, pages: number) => deepPage(browser, path, pages);

  const people = await all<{ id: string; name: string; external_id: string; email: string }>(
    `select id, display_name as name, external_id, email from shoppers where shop_id = $1 and display_name is not null
     order by md5(id::text) limit 100`,
  );
  const money = await all<{ id: string }>(
    `select id from decisions where shop_id = $1 and kind = 'money' order by md5(id::text) limit 100`,
  );
  const slates = await all<{ id: string }>(
    `select id from decisions where shop_id = $1 and kind = 'recommendation' order by md5(id::text) limit 100`,
  );
  const grants = await all<{ id: string; code: string }>(
    'select id, code from grants where shop_id = $1 order by md5(id::text) limit 100',
  );
  const imported = await all<{ id: string }>(
    'select id from imports where shop_id = $1 order by started_at desc limit 1',
  );
  const deepRequests = await deep(`${shop}/privacy/requests`, 5);
  const budget = `${shop}/budgets/arm-single-best`;
  const since = new Date(Date.now() - 90 * 86_400_000).toISOString();
  const decisions = (query: string) => `${shop}/decisions?${query}`;
  const deepDecisions = await deep(`${shop}/decisions`, 20);
  const deepLedger = await deep(`${budget}/ledger`, 20);
  const deepUnsure = await deep(`${shop}/service/misunderstood`, 10);
  const deepAudit = await deep('/api/audit', 10);
  const exported = people.slice(0, 30);

  return [
    ['session', () => '/api/auth/session'],
    ['badges of the menu', () => '/api/badges'],
    ['account', () => '/api/account'],
    ['approvals', () => `${shop}/approvals`],
    ['budgets', () => `${shop}/budgets`],
    ['policy: frontier', () => `${shop}/frontier`],
    ['policy: learned, exploration', () => `${shop}/learning`],
    ['policy: fairness, 90 days', () => `${shop}/fairness?days=90`],
    ['policy: fairness, a year', () => `${shop}/fairness?days=365`],
    ['policy: fairness as CSV, first byte', () => `${shop}/fairness.csv?days=365`],
    ['value', () => `${shop}/value`],
    ['value: at risk', () => `${shop}/at-risk`],
    ['value: at risk as CSV, first byte', () => `${shop}/at-risk.csv`],
    ['prices', () => `${shop}/prices`],
    ['ads', () => `${shop}/ads`],
    ['ads: another total', (i) => `${shop}/ads?totalCents=${100_000 + i}`],
    ['budget: by day', () => `${budget}/days`],
    ['budget: ledger', () => `${budget}/ledger`],
    ['budget: ledger, page 21', () => deepLedger],
    ['budget: ledger as CSV, first byte', () => `${budget}/ledger.csv`],
    ['grant', (i) => `${shop}/grants/${any(grants, i).id}`],
    ['offers', () => `${shop}/offers`],
    ['rules', () => `${shop}/rules`],
    ['rules: another version', (i) => `${shop}/rules/versions/${1 + (i % 50)}`],
    ['decisions', () => `${shop}/decisions`],
    ['decisions, page 21', () => deepDecisions],
    ['decisions: money, an action', () => decisions('kind=money&action=nothing')],
    ['decisions: an arm', () => decisions('arm=value-weighted')],
    ['decisions: slice and rare action', () => decisions('slice=uniform&action=free-shipping')],
    ['decisions: an action that never was', () => decisions('kind=money&action=season-1')],
    ['decisions: 90 days', () => decisions(`from=${since}`)],
    [
      'decisions: before 300 days ago',
      () => decisions(`to=${new Date(Date.now() - 300 * 86_400_000).toISOString()}`),
    ],
    ['decisions: a shopper', (i) => decisions(`text=${encodeURIComponent(any(people, i).name)}`)],
    ['decisions: a customer id', (i) => decisions(`text=${any(people, i).external_id}`)],
    ['decisions: a code', (i) => decisions(`text=${any(grants, i).code}`)],
    ['decisions: nobody', () => decisions('text=nobody-of-this-name')],
    ['decisions as CSV, first byte', () => `${shop}/decisions.csv`],
    ['decisions as CSV, filtered, first byte', () => `${shop}/decisions.csv?kind=money&slice=uniform`],
    ['decision: money', (i) => `${shop}/decisions/${any(money, i).id}`],
    ['decision: recommendation', (i) => `${shop}/decisions/${any(slates, i).id}`],
    ['experiments', () => `${shop}/experiments`],
    ['experiment', () => `${shop}/experiments/money-policy`],
    ['experiment: results over time', () => `${shop}/experiments/money-policy/results`],
    [
      'experiment: conversations as CSV, first byte',
      () => `${shop}/experiments/money-policy/conversations.csv`,
    ],
    ['experiments: holdout, results', () => `${shop}/holdout`],
    ['experiments: a plan', (i) => `${shop}/experiment-plan?weights=1:1&effectCents=${100 + i}`],
    ['service, 28 days', () => `${shop}/service`],
    [
      'service, a year',
      () => `${shop}/service?from=${new Date(Date.now() - 365 * 86_400_000).toISOString()}`,
    ],
    ['imports', () => `${shop}/imports`],
    ['import', () => `${shop}/imports/${imported[0]!.id}`],
    ['import: rejected rows as CSV, first byte', () => `${shop}/imports/${imported[0]!.id}/rejects.csv`],
    ['misunderstood messages', () => `${shop}/service/misunderstood`],
    ['misunderstood messages, page 11', () => deepUnsure],
    ['privacy: requests', () => `${shop}/privacy/requests`],
    ['privacy: requests, page 6', () => deepRequests],
    ['privacy: a name', (i) => `${shop}/privacy/shoppers?text=${encodeURIComponent(any(people, i).name)}`],
    [
      'privacy: an e-mail',
      (i) => `${shop}/privacy/shoppers?text=${encodeURIComponent(any(people, i).email ?? 'no@one')}`,
    ],
    ['privacy: an id', (i) => `${shop}/privacy/shoppers?text=${any(people, i).id}`],
    ['privacy: export, first byte', (i) => `${shop}/privacy/shoppers/${any(exported, i).id}/export.json`],
    ['privacy: retention', () => `${shop}/privacy/retention`],
    ['people', () => '/api/people'],
    ['people: found', () => '/api/people?q=agent&sort=-email'],
    ['audit', () => '/api/audit'],
    ['audit, page 11', () => deepAudit],
    ['audit: a shop', () => `/api/audit?shop=${demoShopId}`],
    ['audit: kind of action', () => '/api/audit?action=offer.'],
    ['audit: searched', () => '/api/audit?q=season-1'],
    ['audit: searched, nothing found', () => '/api/audit?q=nothing-of-this-name'],
    ['audit: chains verified', () => '/api/audit/chains'],
    ['audit as CSV, first byte', () => '/api/audit/export.csv'],
  ];
}
