import { cpus, loadavg } from 'node:os';
import { SeededRandom } from '../core/seeded-random.ts';
import { openArtefact } from '../models/registry/open-artefact.ts';
import { InferencePool } from '../models/runtime/inference-pool.ts';
import { readOwnAspects } from '../models/train/sets/own-aspects.ts';
import { PoolEmbedder } from '../nlp/pool-embedder.ts';
import { openReviewHeads } from '../nlp/reviews/open-review-heads.ts';
import { ReviewReader } from '../nlp/reviews/review-reader.ts';
import { TextTokenizer } from '../nlp/tokenizer/text-tokenizer.ts';

/**
 * Reviews read a second, by the batch path of the nightly job. Each review is made of the project's own clauses, drawn
 * until it has about 60 tokens; each has a number, so that no clause is known from another review. Usage:
 * npm run bench:reviews -- [WORKERS, default the cores] [REVIEWS, default 400]
 */
const [workers = cpus().length, count = 400] = process.argv.slice(2).map(Number);
const artefact = openArtefact('encoder');
const tokenizer = TextTokenizer.load(artefact.path('tokenizer.json'), artefact.path('tokenizer_config.json'));
const pool = await InferencePool.start({
  encoderPath: artefact.path('encoder.int8.onnx'),
  padToken: tokenizer.padToken,
  workers,
  timeoutMs: 600_000,
});
const reader = new ReviewReader(new PoolEmbedder(pool, tokenizer), openReviewHeads());
const own = readOwnAspects();
const random = new SeededRandom('bench reviews');
const reviews = Array.from({ length: count + 32 }, (_, i) => longReview(i));
const tokens = reviews.map((text) => tokenizer.encode(text, '').length).sort((a, b) => a - b);

await reader.readMany(reviews.slice(count));
const started = performance.now();
const cpuBefore = process.cpuUsage();
let opinions = 0;
for (let from = 0; from < count; from += 256)
  for (const reading of await reader.readMany(reviews.slice(from, Math.min(count, from + 256))))
    opinions += reading.opinions.length;
const seconds = (performance.now() - started) / 1_000;
const cpu = process.cpuUsage(cpuBefore);
const cpuMs = (cpu.user + cpu.system) / 1_000 / count;
await pool.close();

console.log(
  `${cpus().length} x ${cpus()[0]?.model}, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}`,
);
console.log(`${reader.version}, ${workers} workers`);
console.log(
  `${count} reviews of ${tokens[tokens.length >> 1]} tokens (median), ${(opinions / count).toFixed(1)} opinions each: ${(count / seconds).toFixed(1)} reviews a second, ${cpuMs.toFixed(1)} ms of processor time each (${(1_000 / cpuMs).toFixed(0)} a second and core to itself)`,
);

function longReview(number: number): string {
  const clauses = own.filter(({ language }) => language === (number % 4 === 0 ? 'zh' : 'en'));
  let text = '';
  while (tokenizer.encode(text, '').length < 55)
    text += `${random.pick(clauses).text} ${number}${number % 4 === 0 ? '。' : '. '}`;
  return text.trim();
}
