import { readFile } from 'node:fs/promises';
import { CoPurchases } from '../retention/recommend/co-purchases.ts';
import { Popularity } from '../retention/recommend/popularity.ts';
import { ProductVectors } from '../retention/recommend/product-vectors.ts';
import { type Evidence, rankCandidates, type ShopKnowledge } from '../retention/recommend/rank-candidates.ts';

/**
 * Next-item recommendation on sequences of purchases, full ranking: `npm run bench:recommend -- FILE [TARGETS]`.
 * FILE holds a line per shopper, "shopper item item ...", in order of time. With TARGETS (a line per shopper,
 * "shopper item") those are to be found from everything in FILE; without it, the last item of every line is to be
 * found from those before it (a development split). Prints HR@10 and NDCG@10 of the engine that serves.
 */
async function main(): Promise<void> {
  const [path, targetsPath] = process.argv.slice(2);
  if (!path) {
    process.stderr.write('usage: npm run bench:recommend -- FILE [TARGETS]\n');
    process.exitCode = 2;
    return;
  }
  const sequences = await readRows(path);
  const targets = targetsPath
    ? new Map((await readRows(targetsPath)).map(([shopper, item]) => [shopper!, item!]))
    : null;
  const cases = sequences.flatMap(([shopper, ...items]) => {
    const target = targets ? targets.get(shopper!) : items.at(-1);
    return target === undefined ? [] : [{ known: targets ? items : items.slice(0, -1), target }];
  });

  const started = performance.now();
  const knowledge = build(cases.map(({ known }) => known));
  const builtMs = performance.now() - started;
  let hits = 0;
  let gain = 0;
  const times: number[] = [];
  for (const { known, target } of cases) {
    const before = performance.now();
    const ranked = rankCandidates(knowledge, {
      evidence: evidenceOf(known),
      excluded: new Set(known),
      limit: 10,
    });
    times.push(performance.now() - before);
    const rank = ranked.findIndex(({ productId }) => productId === target);
    if (rank >= 0) {
      hits++;
      gain += 1 / Math.log2(rank + 2);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))]!.toFixed(2);
  process.stdout.write(
    `${[
      `${path}: ${cases.length} shoppers, ${knowledge.products.size} products, ${targets ? 'given targets' : 'last item of each line'}`,
      `HR@10 ${(hits / cases.length).toFixed(4)}  NDCG@10 ${(gain / cases.length).toFixed(4)}`,
      `index built in ${(builtMs / 1000).toFixed(1)} s; ranking p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms over ${times.length} runs`,
    ].join('\n')}\n`,
  );
}

async function readRows(path: string): Promise<string[][]> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new Error(`cannot read "${path}": give a file with a line per shopper, "shopper item item ..."`, {
      cause,
    });
  });
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
}

function build(histories: readonly (readonly string[])[]): ShopKnowledge {
  const coPurchases = new CoPurchases();
  const origin = new Date(0);
  const popularity = new Popularity(origin);
  const products = new Map<string, { id: string; category: string; name: { en: string; zh: string } }>();
  for (const items of histories) {
    const history = items.map((productId, step) => ({ productId, step }));
    history.forEach((purchase, i) => {
      coPurchases.add(history.slice(0, i), [purchase]);
      popularity.add(purchase.productId, 1, origin);
      products.set(purchase.productId, {
        id: purchase.productId,
        category: 'all',
        name: { en: purchase.productId, zh: purchase.productId },
      });
    });
  }
  return { products, categoryNames: new Map(), coPurchases, popularity, vectors: new ProductVectors() };
}

function evidenceOf(items: readonly string[]): Evidence[] {
  return items.map((productId, i) => ({ productId, kind: 'bought', ago: items.length - 1 - i }));
}

await main();
