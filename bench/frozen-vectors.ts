import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEncoder } from '../app/commands/open-encoder.ts';
import { evaluate } from '../models/train/evaluate.ts';
import { type Example, fitSoftmax } from '../models/train/fit-softmax.ts';
import { predict } from '../models/train/heads/fit-head.ts';
import type { LabelledText } from '../models/train/sets/labelled-text.ts';
import { publicSets } from '../models/train/sets/public-sets.ts';
import { hashFraction, splitByHash } from '../models/train/sets/split-by-hash.ts';
import { VectorCache } from '../models/train/vector-cache.ts';

/**
 * What the frozen int8 vectors carry: logistic regression on public sets, measured on development parts that are carved
 * from their training parts by a hash of the text. One penalty for all, nothing tuned on the development rows.
 * Usage: npx tsx bench/frozen-vectors.ts --data FOLDER [--cache FOLDER] [--only NAME]
 */
const { values: options } = parseArgs({
  options: { data: { type: 'string' }, cache: { type: 'string' }, only: { type: 'string' } },
});
if (!options.data) throw new Error('give the folder of the public data sets: --data FOLDER');
const data = options.data;
const l2 = 0.001;
const encoder = await openEncoder();
const cache = new VectorCache(options.cache ?? join(tmpdir(), 'mainstay-vectors'), encoder.version, (texts) =>
  encoder.embedder.embedMany(texts, 'query'),
);

interface Task {
  readonly name: string;
  readonly train: () => LabelledText[];
  readonly dev: () => LabelledText[];
}

const whole = (rows: LabelledText[]): Pick<Task, 'train' | 'dev'> => {
  const split = splitByHash(rows, 0.1);
  return { train: () => split.train, dev: () => split.dev };
};
/** About `count` rows, the same ones every time. */
const some = (rows: readonly LabelledText[], count: number) =>
  [...rows].sort((a, b) => hashFraction(`some ${a.text}`) - hashFraction(`some ${b.text}`)).slice(0, count);

const inScope = () => publicSets.clinc150(data).filter((row) => row.label !== 'oos');
const sst2 = splitByHash(publicSets.sst2(data), 0.05);
const shop = splitByHash(publicSets.online_shopping(data), 0.1);
const waimai = splitByHash(publicSets.waimai(data), 0.1);

const tasks: Task[] = [
  { name: 'Banking77', ...whole(publicSets.banking77(data)) },
  { name: 'SST-2 (15,154 rows)', train: () => some(sst2.train, 15_154), dev: () => some(sst2.dev, 1_500) },
  {
    name: 'Chinese shop reviews (10,809 rows)',
    train: () => some(shop.train, 10_809),
    dev: () => some(shop.dev, 1_500),
  },
  {
    name: 'EPRSTMT (trained on the shop reviews)',
    train: () => some(shop.train, 10_809),
    dev: () => publicSets.eprstmt(data),
  },
  { name: 'waimai (5,395 rows)', train: () => some(waimai.train, 5_395), dev: () => waimai.dev },
  { name: 'CLINC150 in scope', ...whole(inScope()) },
];

console.log('| set | trained on | development rows | accuracy | macro-F1 |\n|---|---|---|---|---|');
for (const task of tasks) {
  if (options.only && !task.name.startsWith(options.only)) continue;
  const train = await examples(task.train());
  const dev = await examples(task.dev());
  const labels = [...new Set(train.map((row) => row.label))].sort();
  const head = fitSoftmax(train, labels, { l2, iterations: 80 });
  const { accuracy, macroF1 } = evaluate(
    labels,
    dev.map(({ vector, label }) => ({ truth: label, predicted: predict(head, vector) })),
  );
  console.log(
    `| ${task.name} | ${train.length} | ${dev.length} | ${(100 * accuracy).toFixed(1)} % | ${macroF1.toFixed(3)} |`,
  );
}
await encoder.close();

async function examples(rows: LabelledText[]): Promise<Example[]> {
  const texts = rows.map((row) => row.text);
  const vectors = await cache.vectors('bench', texts);
  return rows.map(({ label }, i) => ({ label, vector: vectors[i]!, weight: 1 }));
}
