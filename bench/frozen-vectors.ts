import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEncoder } from '../app/commands/open-encoder.ts';
import { hashFraction } from '../core/hash-fraction.ts';
import { type LinearHead, scoreHead } from '../models/runtime/linear-head.ts';
import { buildEncoder } from '../models/train/build-encoder.ts';
import { evaluate } from '../models/train/evaluate.ts';
import { type Example, fitSoftmax } from '../models/train/fit-softmax.ts';
import { predict } from '../models/train/predict.ts';
import type { LabelledText } from '../models/train/sets/labelled-text.ts';
import { publicSets } from '../models/train/sets/public-sets.ts';
import { splitByHash } from '../models/train/sets/split-by-hash.ts';
import { VectorCache } from '../models/train/vector-cache.ts';

/**
 * What the frozen int8 vectors carry: logistic regression on public sets, measured on development parts that are carved
 * from their training parts by a hash of the text. One penalty for all, nothing tuned on the development rows.
 * With --fp32 BASE, the folder of the encoder that was quantised, the same on its fp32 vectors.
 * Usage: npx tsx bench/frozen-vectors.ts --data FOLDER [--cache FOLDER] [--only NAME] [--fp32 BASE]
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    cache: { type: 'string' },
    only: { type: 'string' },
    fp32: { type: 'string' },
  },
});
if (!options.data) throw new Error('give the folder of the public data sets: --data FOLDER');
const data = options.data;
const l2 = 0.001;
const encoder = await openEncoder(options.fp32 ? writeFp32(options.fp32) : undefined);
const version = options.fp32 ? 'fp32' : encoder.version;
const cache = new VectorCache(options.cache ?? join(tmpdir(), 'mainstay-vectors'), version, (texts) =>
  encoder.embedder.embedMany(texts, 'query'),
);

type Row = Example & LabelledText;

interface Task {
  readonly name: string;
  readonly train: () => LabelledText[];
  readonly dev: () => LabelledText[];
  /** Texts that belong to no label. */
  readonly outOfScope?: () => LabelledText[];
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
  {
    name: 'CLINC150 in scope',
    ...whole(inScope()),
    outOfScope: () => publicSets.clinc150(data).filter((row) => row.label === 'oos'),
  },
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
    dev.map((row) => ({ truth: row.label, predicted: predict({ head }, row) })),
  );
  console.log(
    `| ${task.name} | ${train.length} | ${dev.length} | ${(100 * accuracy).toFixed(1)} % | ${macroF1.toFixed(3)} |`,
  );
  if (task.outOfScope) printRejection(head, dev, await examples(task.outOfScope()));
}
await encoder.close();

/**
 * One threshold on the likeliest label's probability, below which a text counts as out of scope: on one half of the
 * development rows the highest that costs at most a point of in-scope accuracy, measured on the other half.
 */
function printRejection(head: LinearHead, inside: readonly Row[], outside: readonly Row[]): void {
  const judged = [...inside, ...outside].map(({ text, label, vector }) => {
    const probabilities = scoreHead(head, vector);
    const highest = Math.max(...probabilities);
    const isIn = head.labels.includes(label);
    const right = head.labels[probabilities.indexOf(highest)] === label;
    return { highest, isIn, right, chooses: hashFraction(`half ${text}`) < 0.5 };
  });
  const at = (threshold: number, rows: typeof judged) => {
    const [insiders, outsiders] = [rows.filter(({ isIn }) => isIn), rows.filter(({ isIn }) => !isIn)];
    const accuracy =
      insiders.filter(({ right, highest }) => right && highest >= threshold).length / insiders.length;
    const recall = outsiders.filter(({ highest }) => highest < threshold).length / outsiders.length;
    return { threshold, accuracy, recall };
  };
  const choosing = judged.filter(({ chooses }) => chooses);
  const affordable = at(0, choosing).accuracy - 0.01;
  const { threshold } = Array.from({ length: 99 }, (_, i) => at((i + 1) / 100, choosing))
    .filter(({ accuracy }) => accuracy >= affordable)
    .at(-1)!;
  const rows = judged.filter(({ chooses }) => !chooses);
  const { accuracy, recall } = at(threshold, rows);
  console.log(
    `| with out of scope below ${threshold.toFixed(2)} | | ${rows.length} | in scope ${(100 * accuracy).toFixed(1)} %, out of scope recall ${(100 * recall).toFixed(1)} % | |`,
  );
}

function writeFp32(base: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'mainstay-fp32-')), 'encoder.onnx');
  writeFileSync(
    path,
    buildEncoder(base, { precision: 'fp32', masked: false, attention: 'fused', output: 'sentence' }),
  );
  return path;
}

async function examples(rows: LabelledText[]): Promise<Row[]> {
  const texts = rows.map((row) => row.text);
  const vectors = await cache.vectors('bench', texts);
  return rows.map((row, i) => ({ ...row, vector: vectors[i]!, weight: 1 }));
}
