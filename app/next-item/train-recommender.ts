import { basename, join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { BadInputError } from '../../core/errors.ts';
import { SeededRandom } from '../../core/seeded-random.ts';
import { encodeOnnx } from '../../models/onnx/onnx-codec.ts';
import { NextItemSession } from '../../models/runtime/next-item-session.ts';
import { exportNextItem } from '../../models/train/recommender/export-next-item.ts';
import type { NextItemRun } from '../../models/train/recommender/next-item-run.ts';
import type { NextItemSettings } from '../../models/train/recommender/next-item-settings.ts';
import { type TrainedNextItem, trainNextItem } from '../../models/train/recommender/train-next-item.ts';
import { dataHash } from '../../models/train/records/data-hash.ts';
import { recordRun } from '../../models/train/records/record-run.ts';
import { chooseWeight } from '../../retention/recommend/choose-weight.ts';
import { compareEngines, type EngineComparison } from '../../retention/recommend/compare-engines.ts';
import { knowledgeOfHistories } from '../../retention/recommend/knowledge-of-histories.ts';
import type { NextItemReport } from '../../retention/recommend/next-item-report.ts';
import type { StoredNextItem } from '../../retention/recommend/next-item-scorer.ts';
import type { Progress } from '../progress.ts';
import { epochsTold } from './epochs-told.ts';
import { trainingProgress } from './training-progress.ts';

export interface TrainRecommenderInput {
  /** Of each shopper, each product once, in order of time. */
  readonly histories: readonly (readonly string[])[];
  /** Text vectors of products, all of one width; null: without. */
  readonly texts: ReadonlyMap<string, Float32Array> | null;
  readonly settings: NextItemSettings;
  /** Of the checkpoints: a run that was killed goes on from there. */
  readonly folder: string;
  /** Whether a model that is not better than neighbours is made from all data too. */
  readonly always: boolean;
  /** Where runs leave their records, and what they are called. */
  readonly records: {
    readonly runs: string;
    readonly name: string;
    readonly shopId?: string;
    readonly clock: Clock;
  };
  readonly threads?: number;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
}

export interface RecommenderReport extends NextItemReport {
  readonly settings: NextItemSettings;
}

export interface TrainedRecommender {
  readonly report: RecommenderReport;
  /** From all data; null: not better than neighbours, and not wanted all the same. */
  readonly model: StoredNextItem | null;
}

/** Below, the interval of a trial says nothing and a model learns little. */
const fewestShoppers = 200;
const fewestProducts = 20;
/** Who take part in each question, drawn by the seed: more would only take longer. */
const mostDevelopment = 25_000;
const mostWeighed = 2_000;
const mostTried = 10_000;

/**
 * Trains a next-item model and tries it against neighbours: the last product of each shopper is the trial's, the one
 * before it decides when to stop and how much the model weighs. What serves is trained anew on everything, for as many
 * epochs as were best.
 * @throws BadInputError when there is too little to learn from; UnavailableError when the signal broke it off.
 */
export async function trainRecommender(input: TrainRecommenderInput): Promise<TrainedRecommender> {
  const started = performance.now();
  const { histories, texts, settings, folder, always } = input;
  const products = [...new Set(histories.flat())];
  const tried = histories.filter(({ length }) => length > 2);
  refuseTooLittle(tried.length, products.length);
  const numbers = new Map(products.map((id, i) => [id, i]));
  const numbered = (items: readonly string[]) => Uint32Array.from(items, (id) => numbers.get(id)!);
  const vectors = texts ? textMatrix(products, texts) : null;
  const before = (left: number) =>
    histories.map((items) => (items.length > 2 ? items.slice(0, items.length - left) : items));
  const casesOf = (left: number, most: number) =>
    drawn(tried, most, `${settings.seed}:cases:${left}`).map((items) => ({
      known: items.slice(0, -left),
      target: items.at(-left)!,
    }));
  const run = (name: string, what: string, own: Partial<NextItemRun>) =>
    runTraining(input, what, {
      sequences: before(2).map(numbered),
      items: products.length,
      text: vectors,
      development: [],
      settings,
      folder: join(folder, name),
      ...own,
    });
  const storedOf = ({ shape, tensors }: TrainedNextItem): StoredNextItem => ({
    artefact: encodeOnnx(exportNextItem(shape, tensors, vectors?.vectors ?? null)),
    positions: shape.positions,
    textWidth: shape.textWidth,
    products,
  });

  const development = casesOf(2, mostDevelopment);
  const first = await run('trial', 'Training for the trial', {
    development: development.map(({ known, target }) => ({
      known: numbered(known),
      target: numbers.get(target)!,
    })),
  });
  const { weight, trial } = await tryModel(input, storedOf(first), {
    weighed: { histories: before(2), cases: drawn(development, mostWeighed, `${settings.seed}:weighed`) },
    judged: { histories: before(1), cases: casesOf(1, mostTried) },
  });
  const serves = trial.aboveKnn!.mixed.lower > 0;
  const last =
    serves || always
      ? await run('all', 'Training on everything', {
          sequences: histories.map(numbered),
          stopAfterEpoch: first.bestEpoch,
        })
      : null;
  return {
    report: {
      shoppers: histories.length,
      products: products.length,
      purchases: histories.reduce((sum, { length }) => sum + length, 0),
      settings,
      history: first.history,
      bestEpoch: first.bestEpoch,
      weight,
      trial,
      serves,
      seconds: (performance.now() - started) / 1000,
    },
    model: last && storedOf(last),
  };
}

/** All, or so many of them in any order. */
function drawn<Element>(all: readonly Element[], most: number, seed: string): readonly Element[] {
  return all.length <= most ? all : new SeededRandom(seed).shuffle(all).slice(0, most);
}

function refuseTooLittle(shoppers: number, products: number): void {
  if (shoppers < fewestShoppers)
    throw new BadInputError(
      `${shoppers} shoppers bought three different products or more; a next-item model wants ${fewestShoppers}: neighbours recommend until then`,
    );
  if (products < fewestProducts)
    throw new BadInputError(
      `${products} products were bought; a next-item model wants ${fewestProducts}: neighbours recommend until then`,
    );
}

async function runTraining(
  { progress, signal, threads, histories, records }: TrainRecommenderInput,
  what: string,
  run: NextItemRun,
): Promise<TrainedNextItem> {
  const step = progress.begin(what);
  const told = trainingProgress(step);
  const { name, ...where } = records;
  const { seed, ...settings } = run.settings;
  const trained = await recordRun(
    {
      ...where,
      name: `${name}-${basename(run.folder)}`,
      folder: run.folder,
      kind: 'recommender',
      metric: 'ndcg10',
      settings: { ...settings, stopAfterEpoch: run.stopAfterEpoch ?? null },
      seed,
      dataHash: dataHash(histories),
      rows: { shoppers: run.sequences.length },
      ...(threads ? { machine: { threads } } : {}),
    },
    async (record) => {
      const result = await trainNextItem({
        ...run,
        ...(threads ? { threads } : {}),
        ...(signal ? { signal } : {}),
        onStep: epochsTold((figures) => record.step(figures), told),
      });
      if (result.finished) record.finish({ ...result.history[result.bestEpoch - 1]?.development });
      return result;
    },
  );
  if (!trained.finished)
    throw new BadInputError(
      `the training was stopped; the same command goes on from the checkpoint in ${run.folder}`,
    );
  const best = trained.history[trained.bestEpoch - 1];
  step.end(
    best?.development
      ? `epoch ${trained.bestEpoch} of ${trained.history.length}: loss ${best.loss.toFixed(3)}, HR@10 ${best.development.hr10.toFixed(4)}, NDCG@10 ${best.development.ndcg10.toFixed(4)}`
      : `${trained.history.length} epochs: loss ${(best?.loss ?? 0).toFixed(3)}`,
  );
  return trained;
}

interface Asked {
  readonly histories: readonly (readonly string[])[];
  readonly cases: readonly { readonly known: readonly string[]; readonly target: string }[];
}

async function tryModel(
  { texts, progress }: TrainRecommenderInput,
  stored: StoredNextItem,
  { weighed, judged }: { weighed: Asked; judged: Asked },
): Promise<{ weight: number; trial: EngineComparison }> {
  const { artefact, positions, textWidth, products } = stored;
  const scorer = await NextItemSession.open(artefact, {
    positions,
    textWidth,
    products: { trained: products },
  });
  try {
    const step = progress.begin('Trying it beside neighbours');
    const total = 2 * weighed.cases.length + judged.cases.length;
    const texted = texts ?? new Map<string, Float32Array>();
    const { weight } = await chooseWeight(
      knowledgeOfHistories(weighed.histories, texted),
      weighed.cases,
      scorer,
      (done) => step.at((2 * done) / total),
    );
    const trial = await compareEngines(
      knowledgeOfHistories(judged.histories, texted),
      judged.cases,
      { scorer, weight },
      (done) => step.at((2 * weighed.cases.length + done) / total),
    );
    step.end();
    return { weight, trial };
  } finally {
    await scorer.close();
  }
}

/** Rows of 0 for products without a text. */
function textMatrix(products: readonly string[], texts: ReadonlyMap<string, Float32Array>) {
  const width = texts.values().next().value?.length ?? 0;
  if (width === 0) return null;
  const vectors = new Float32Array(products.length * width);
  products.forEach((id, i) => {
    const vector = texts.get(id);
    if (vector) vectors.set(vector, i * width);
  });
  return { vectors, width };
}
