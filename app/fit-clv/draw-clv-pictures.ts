import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writePicture } from '../../adapters/charts/write-picture.ts';
import { meanAndVariance } from '../../retention/numerics/mean-and-variance.ts';
import { compareByGroup } from '../../retention/value/compare-by-group.ts';
import type { Fit } from '../../retention/value/models/fit.ts';
import { fitPurchaseModel } from '../../retention/value/models/fit-purchase-model.ts';
import { parametersOf } from '../../retention/value/models/parameters-of.ts';
import type { PurchaseModel, PurchaseModelName } from '../../retention/value/models/purchase-model.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { weakPrior } from '../../retention/value/models/weak-prior.ts';
import { splitHoldout } from '../../retention/value/split-holdout.ts';
import { daysOfUnit, type TimeUnit } from '../../retention/value/time-unit.ts';
import { trackPurchases } from '../../retention/value/track-purchases.ts';
import type { ClvFit } from './fit-clv.ts';
import { purchaseDays } from './purchase-days.ts';
import type { SummaryInput, TransactionInput } from './read-clv-input.ts';

export interface PictureOptions {
  readonly folder: string;
  readonly unit: TimeUnit | undefined;
  readonly observationEnd: number | undefined;
  /** Last day that the tracked model may learn from; by default half way. */
  readonly calibrationEnd: number | undefined;
}

/**
 * Draws what a fit says: who is still there by frequency and recency; from purchases also how a model that has seen the
 * first part only foretells the rest (cumulative by week, and by frequency); from a summary how many bought how often.
 * @returns the files.
 */
export async function drawClvPictures(
  input: TransactionInput | SummaryInput,
  fitted: ClvFit,
  options: PictureOptions,
): Promise<string[]> {
  await mkdir(options.folder, { recursive: true });
  const files: string[] = [];
  const draw = async (name: string, spec: Parameters<typeof writePicture>[1]) => {
    const path = join(options.folder, name);
    await writePicture(path, spec);
    files.push(path);
  };
  const model = purchaseModels[fitted.fit.model as PurchaseModelName];
  // What a summary counts time in only its maker knows, unless told.
  const times = options.unit ?? (input.kind === 'summary' ? null : 'day');
  await draw('alive.svg', aliveSpec(model, fitted, times === null ? "in the file's own unit" : `${times}s`));
  if (input.kind === 'summary') await draw('frequency.svg', countsSpec(model, fitted));
  else for (const [name, spec] of holdoutSpecs(model, input, options)) await draw(name, spec);
  return files;
}

type Spec = Parameters<typeof writePicture>[1];

function aliveSpec(model: PurchaseModel, { fit, histories }: ClvFit, times: string): Spec {
  const parameters = parametersOf(model, fit);
  const ages = histories.age.slice().sort();
  const age = ages[Math.floor(ages.length / 2)]!;
  const frequencies = histories.frequency.slice().sort();
  const most = Math.max(5, Math.min(30, frequencies[Math.floor(frequencies.length * 0.99)]!));
  const steps = 40;
  const values = [];
  for (let x = 1; x <= most; x++)
    for (let step = 0; step < steps; step++) {
      const recency = (age * (step + 0.5)) / steps;
      values.push({
        x,
        low: (age * step) / steps,
        high: (age * (step + 1)) / steps,
        alive: model.probabilityAlive(parameters, x, recency, age),
      });
    }
  return {
    title: {
      text: 'Probability of still being there',
      subtitle: `${model.title}, by repeat purchases and the time of the last one, ${age.toFixed(0)} (${times}) after the first purchase`,
    },
    width: 460,
    height: 300,
    data: { values },
    mark: 'rect',
    encoding: {
      x: {
        field: 'x',
        type: 'ordinal',
        title: 'repeat purchases',
        axis: { labelAngle: 0, labelOverlap: true },
      },
      y: {
        field: 'low',
        type: 'quantitative',
        title: `last purchase after the first, ${times}`,
        scale: { nice: false },
      },
      y2: { field: 'high' },
      color: {
        field: 'alive',
        type: 'quantitative',
        title: 'P(alive)',
        scale: { scheme: 'blues', domain: [0, 1] },
      },
    },
  };
}

function countsSpec(model: PurchaseModel, { fit, histories }: ClvFit): Spec {
  const parameters = parametersOf(model, fit);
  const ages = new Map<number, number>();
  for (const age of histories.age) ages.set(age, (ages.get(age) ?? 0) + 1);
  const values = [];
  let rest = histories.age.length;
  for (let count = 0; count <= 7; count++) {
    let expected = 0;
    for (const [age, shoppers] of ages)
      expected += shoppers * model.purchaseProbability(parameters, count, age);
    const last = count === 7;
    values.push({
      count: last ? '7+' : String(count),
      kind: 'actual',
      shoppers: histories.frequency.filter((x) => (last ? x >= 7 : x === count)).length,
    });
    values.push({ count: last ? '7+' : String(count), kind: 'expected', shoppers: last ? rest : expected });
    rest -= expected;
  }
  return {
    title: { text: 'How many bought how often', subtitle: `as it was, and as ${model.title} expects it` },
    width: 460,
    height: 280,
    data: { values },
    mark: { type: 'bar' },
    encoding: {
      x: { field: 'count', type: 'ordinal', title: 'repeat purchases', axis: { labelAngle: 0 } },
      xOffset: { field: 'kind' },
      y: { field: 'shoppers', type: 'quantitative', title: 'shoppers' },
      color: { field: 'kind', type: 'nominal', title: null },
    },
  };
}

function holdoutSpecs(
  model: PurchaseModel,
  { rows, lastDay }: TransactionInput,
  options: PictureOptions,
): [string, Spec][] {
  const unit = options.unit ?? 'day';
  const end = options.observationEnd ?? lastDay;
  const start = rows.reduce((first, { day }) => Math.min(first, day), end);
  const calibrationEnd = options.calibrationEnd ?? Math.floor((start + end) / 2);
  const split = splitHoldout(rows, { calibrationEnd, observationEnd: end, unit });
  // Half of a file may show nobody leaving, where the whole does.
  const prior = weakPrior(model, meanAndVariance(split.calibration.age).mean);
  const fit = fitPurchaseModel(model, split.calibration, { prior });
  return [
    ['tracking.svg', trackingSpec(model, fit, { rows, split, start, calibrationEnd, end, unit })],
    ['by-frequency.svg', byFrequencySpec(model, fit, split)],
  ];
}

function trackingSpec(
  model: PurchaseModel,
  fit: Fit,
  parts: {
    readonly rows: TransactionInput['rows'];
    readonly split: ReturnType<typeof splitHoldout>;
    readonly start: number;
    readonly calibrationEnd: number;
    readonly end: number;
    readonly unit: TimeUnit;
  },
): Spec {
  const { rows, split, start, calibrationEnd, end, unit } = parts;
  const known = new Set(split.calibration.shoppers);
  const repeats = purchaseDays(rows.filter(({ shopper, day }) => known.has(shopper) && day <= end)).repeats;
  const weeks = Array.from({ length: Math.floor((end - start) / 7) + 1 }, (_, week) => start + 7 * week);
  const perUnit = daysOfUnit[unit];
  const points = trackPurchases(
    model,
    parametersOf(model, fit),
    Float64Array.from(split.calibration.firstDay, (day) => day / perUnit),
    repeats.map((day) => day / perUnit),
    weeks.map((day) => day / perUnit),
  );
  const values = points.flatMap(({ actual, expected }, week) => [
    { week, kind: 'actual', purchases: actual },
    { week, kind: `expected by ${model.title}`, purchases: expected },
  ]);
  const cut = (calibrationEnd - start) / 7;
  return {
    title: {
      text: 'Repeat purchases, cumulative',
      subtitle: `${known.size} shoppers; the model has seen the ${cut.toFixed(0)} weeks left of the line, with a weak prior`,
    },
    width: 520,
    height: 300,
    layer: [
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 2 },
        encoding: {
          x: { field: 'week', type: 'quantitative', title: 'week', axis: { tickMinStep: 1 } },
          y: { field: 'purchases', type: 'quantitative', title: 'repeat purchases' },
          color: { field: 'kind', type: 'nominal', title: null, legend: { orient: 'bottom', labelLimit: 0 } },
          strokeDash: {
            field: 'kind',
            type: 'nominal',
            title: null,
            legend: { orient: 'bottom', labelLimit: 0 },
          },
        },
      },
      {
        data: { values: [{ week: cut }] },
        mark: { type: 'rule', color: '#5b6470', strokeDash: [2, 3] },
        encoding: { x: { field: 'week', type: 'quantitative' } },
      },
    ],
  };
}

function byFrequencySpec(model: PurchaseModel, fit: Fit, split: ReturnType<typeof splitHoldout>): Spec {
  const parameters = parametersOf(model, fit);
  const { frequency, recency, age } = split.calibration;
  const predicted = frequency.map(
    (x, i) =>
      model.probabilityAlive(parameters, x, recency[i]!, age[i]!) *
      model.expectedWhileAlive(parameters, x, age[i]!, split.duration),
  );
  const groups = frequency.map((x) => Math.min(x, 7));
  const name = (group: number) => (group === 7 ? '7+' : String(group));
  const values = compareByGroup(predicted, split.holdoutFrequency, groups).flatMap((group) => [
    { frequency: name(group.group), kind: 'actual', purchases: group.meanActual },
    { frequency: name(group.group), kind: `expected by ${model.title}`, purchases: group.meanPredicted },
  ]);
  return {
    title: {
      text: 'Purchases in the holdout, by those before it',
      subtitle: 'mean of the shoppers with so many repeat purchases before',
    },
    width: 460,
    height: 280,
    data: { values },
    mark: { type: 'line', point: true },
    encoding: {
      x: {
        field: 'frequency',
        type: 'ordinal',
        title: 'repeat purchases before the holdout',
        axis: { labelAngle: 0 },
      },
      y: { field: 'purchases', type: 'quantitative', title: 'purchases in the holdout' },
      color: { field: 'kind', type: 'nominal', title: null, legend: { orient: 'bottom', labelLimit: 0 } },
      strokeDash: {
        field: 'kind',
        type: 'nominal',
        title: null,
        legend: { orient: 'bottom', labelLimit: 0 },
      },
    },
  };
}
