import { cpus } from 'node:os';
import { ZenRuleEngine } from '../adapters/rules/zen-engine.ts';
import { SeededRandom } from '../core/seeded-random.ts';
import type { ResponseModel } from '../retention/exploration/learned-response.ts';
import { emptyState, servingResponse } from '../retention/exploration/serving-response.ts';
import type { AccountFacts } from '../retention/facts.ts';
import { drawMoney, seedOf } from '../retention/money/draw-money.ts';
import type { DrawInputs } from '../retention/money/money-decision-record.ts';
import { reduceCandidates } from '../retention/money/reduce-candidates.ts';
import { noticeFor } from '../retention/notices/notice-for.ts';
import { noticeTableVersion } from '../retention/notices/notice-table.ts';
import type { Offer } from '../retention/offers/offer.ts';
import { OfferCatalogue } from '../retention/offers/offer-catalogue.ts';
import { offerScorer } from '../retention/policy/offer-scorer.ts';
import { policies } from '../retention/policy/policies.ts';
import { defaultPriors } from '../retention/policy/priors.ts';
import type { JdmDocument } from '../retention/rules/jdm.ts';
import { ruleInputOf } from '../retention/rules/rule-fields.ts';

/**
 * CPU time of one money decision with 1,000 offers: rules, reduction to ten candidates, scores, what was learned,
 * mask by budget, draw.
 * Process CPU (all threads, garbage collection included), so waiting does not count. The database's part is measured
 * by bench/turn. Target: p99 <= 1 ms.
 */
const rounds = Number(process.argv[2] ?? 5_000);
const offers = Array.from({ length: 1_000 }, (_, i) => offer(i));
const catalogue = new OfferCatalogue(offers);
const engine = new ZenRuleEngine();
/** What draws explore by; the linear model is a shop's default. */
const servingResponses = {
  linear: servingResponse(emptyState('linear'), 'bench', 0),
  logistic: servingResponse(emptyState('logistic'), 'bench', 0),
};

console.log(
  `decision with ${offers.length} offers, ${rounds} decisions each; ${cpus()[0]?.model}, Node ${process.version}`,
);
// A server has compiled this long ago: one unreported round of everything, so that no compiler thread is counted.
await measure(null, table(41));
await measure('a table of 41 rows, each letting in its share of the offers', table(41));
await measure('a table of 6 rows (the default shop has 6)', table(6));
await measure('a table of 6 rows, exploring by the logistic model', table(6), 'logistic');
await measure('a table of 1,000 rows, one offer each', table(1_000));

async function measure(
  name: string | null,
  jdm: JdmDocument,
  model: ResponseModel = 'linear',
): Promise<void> {
  const rules = engine.compile(jdm);
  const random = new SeededRandom('bench/decision');
  const cpuUs: number[] = [];
  const wallUs: number[] = [];
  for (let i = -2_000; i < rounds; i++) {
    const facts = shopper(random);
    const cpu = process.cpuUsage();
    const start = performance.now();
    const choice = drawMoney(await inputsOf(facts, rules, i, model));
    const wall = (performance.now() - start) * 1000;
    const used = process.cpuUsage(cpu);
    if (choice.propensity <= 0) throw new Error('a decision without propensity');
    // The first rounds warm the compiler up.
    if (i < 0) continue;
    cpuUs.push(used.user + used.system);
    wallUs.push(wall);
  }
  if (name !== null) console.log(`${name}\n  CPU  ${quantiles(cpuUs)}\n  wall ${quantiles(wallUs)}`);
}

async function inputsOf(
  facts: AccountFacts,
  rules: ReturnType<ZenRuleEngine['compile']>,
  i: number,
  model: ResponseModel,
): Promise<DrawInputs> {
  const prices = { lambda: 0.1, mu: 0.1 };
  const averages = { meanOrderCents: 6_000, meanShippingCents: 499, marginRate: 0.4 };
  const verdicts = await rules.evaluate(ruleInputOf(facts));
  const scorer = offerScorer(facts, averages, prices, defaultPriors);
  const start = '2026-11-03T00:00:00.000Z';
  return {
    shopId: 'bench',
    shopperId: String(i),
    period: { start, end: '2026-12-03T00:00:00.000Z' },
    seed: seedOf('bench', String(i), start),
    snapshotId: '',
    facts,
    offersConsidered: offers.length,
    candidates: reduceCandidates(
      catalogue,
      verdicts,
      (kind) => noticeFor(facts, kind)?.id ?? null,
      (offer) => scorer(offer).score,
    ),
    assignment: { holdout: false, holdoutShare: 0.05, experimentId: null, arm: null, armShare: null },
    policy: {
      id: 'value-weighted',
      version: policies['value-weighted'].version,
      priors: defaultPriors.version,
    },
    rules: { id: 'bench', version: 1 },
    noticeTable: noticeTableVersion,
    prices,
    averages,
    budget: { id: 'bench', limitCents: 1_000_000, reservedCents: 998_500, spentCents: 0, open: true },
    shares: { uniform: 0.05, floor: 0.02, explore: 0.05 },
    learned: servingResponses[model],
  };
}

function offer(i: number): Offer {
  const kind = (['percent', 'free_shipping', 'perk'] as const)[i % 3]!;
  return {
    id: `offer-${i}`,
    kind,
    name: { en: `Offer ${i}`, zh: `优惠 ${i}` },
    percent: kind === 'percent' ? 1 + (i % 30) : null,
    perkPoints: kind === 'perk' ? 100 + i : null,
    maximumCents: 200 + (i % 40) * 50,
    validityDays: 14,
    version: 1,
  };
}

function table(rows: number): JdmDocument {
  const share = Math.ceil(offers.length / rows);
  const columns = ['churnRisk', 'orderCount', 'daysSinceLastOrder', 'clvCents', 'discountShare'];
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in' },
      {
        id: 'table',
        type: 'decisionTableNode',
        name: 'table',
        content: {
          hitPolicy: 'collect',
          inputs: columns.map((field) => ({ id: field, name: field, field })),
          outputs: [{ id: 'offers', name: 'offers', field: 'offers' }],
          rules: Array.from({ length: rows }, (_, i) => ({
            _id: `row-${i}`,
            _description: `row ${i}`,
            churnRisk: `>= ${(i % 10) / 10}`,
            orderCount: i % 2 ? `>= ${i % 7}` : '',
            daysSinceLastOrder: i % 3 ? `> ${i % 60}` : '',
            clvCents: i % 5 ? `>= ${(i % 20) * 1000}` : '',
            discountShare: i % 4 ? `< ${0.2 + (i % 8) / 10}` : '',
            offers: JSON.stringify(offers.slice(i * share, (i + 1) * share).map(({ id }) => id)),
          })),
        },
      },
      { id: 'out', type: 'outputNode', name: 'out' },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
      { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
    ],
  };
}

function shopper(random: SeededRandom): AccountFacts {
  const orderCount = random.nextInt(12);
  const clvCents = orderCount * (2_000 + random.nextInt(8_000));
  return {
    version: 1,
    asOf: '2026-11-03T00:00:00.000Z',
    country: 'DE',
    region: null,
    currency: 'EUR',
    accountAgeDays: 400,
    orderCount,
    frequency: Math.max(0, orderCount - 1),
    recencyDays: orderCount ? 200 : null,
    tenureDays: orderCount ? 380 : null,
    daysSinceLastOrder: orderCount ? random.nextInt(200) : null,
    usualGapDays: orderCount > 1 ? 30 : null,
    clvCents,
    srCents: Math.round(clvCents / 2),
    spendYearCents: clvCents,
    meanOrderCents: orderCount ? Math.round(clvCents / orderCount) : null,
    marginCents: Math.round(clvCents * 0.4),
    marginRate: 0.4,
    meanShippingCents: orderCount ? 499 : null,
    discountShare: random.next() * 0.4,
    returnedShare: random.next() * 0.2,
    returnCount: 0,
    visits30: random.nextInt(10),
    cartAdds30: random.nextInt(4),
    offersGranted: 0,
    offersRedeemed: 0,
    loyaltyPoints: 100,
    churnRisk: random.next(),
    churnModel: 'bench',
  };
}

function quantiles(us: readonly number[]): string {
  const sorted = [...us].sort((a, b) => a - b);
  const at = (share: number) => `${(sorted[Math.floor(share * (sorted.length - 1))]! / 1000).toFixed(3)} ms`;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`;
}
