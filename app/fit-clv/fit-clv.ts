import { BadInputError } from '../../core/errors.ts';
import { meanAndVariance } from '../../retention/numerics/mean-and-variance.ts';
import type { Fit } from '../../retention/value/models/fit.ts';
import { fitPurchaseModel } from '../../retention/value/models/fit-purchase-model.ts';
import { fitGammaGamma } from '../../retention/value/models/gamma-gamma.ts';
import type { PurchaseModelName } from '../../retention/value/models/purchase-model.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { weakAmountPrior, weakPrior } from '../../retention/value/models/weak-prior.ts';
import type { PurchaseHistories } from '../../retention/value/purchase-histories.ts';
import { summarisePurchases } from '../../retention/value/summarise-purchases.ts';
import type { TimeUnit } from '../../retention/value/time-unit.ts';
import type { SummaryInput, TransactionInput } from './read-clv-input.ts';

export interface FitClvOptions {
  readonly model: PurchaseModelName;
  readonly gammaGamma: boolean;
  /** Of a summary: undefined where nobody said. */
  readonly unit: TimeUnit | undefined;
  readonly wholeUnits: boolean;
  /** Days since 1970-01-01. */
  readonly observationEnd: number | undefined;
  readonly weakPrior: boolean;
}

export interface TimedFit extends Fit {
  /** Of the fit alone, without reading the file. */
  readonly milliseconds: number;
}

export interface ClvFit {
  readonly shoppers: readonly string[];
  readonly histories: PurchaseHistories;
  /** Mean repeat amount; null where amounts are not known. */
  readonly monetary: Float64Array | null;
  readonly fit: TimedFit;
  readonly gammaGamma: TimedFit | null;
}

/**
 * Fits what was asked to what was read.
 * @throws ModelRefusal when the data cannot carry it; BadInputError for options that do not go with the file.
 */
export function fitClv(input: TransactionInput | SummaryInput, options: FitClvOptions): ClvFit {
  const { shoppers, histories, monetary, nameRow } = historiesOf(input, options);
  const model = purchaseModels[options.model];
  const prior = options.weakPrior ? weakPrior(model, meanAndVariance(histories.age).mean) : undefined;
  const fit = timed(() => fitPurchaseModel(model, histories, { nameRow, ...(prior ? { prior } : {}) }));
  if (!options.gammaGamma) return { shoppers, histories, monetary, fit, gammaGamma: null };
  if (monetary === null)
    throw new BadInputError(
      input.kind === 'summary'
        ? 'Gamma-Gamma needs amounts: which column is the mean amount of the repeat purchases? Name it with --monetary'
        : 'Gamma-Gamma needs amounts: which column is the amount of the purchase? Name it with --amount',
    );
  // Gifts and samples: purchases, but of no amount that a distribution above 0 could have given.
  const free =
    input.kind === 'summary' ? 0 : histories.frequency.filter((x, i) => x > 0 && monetary[i] === 0).length;
  const counted = histories.frequency.map((x, i) => (free > 0 && monetary[i] === 0 ? 0 : x));
  const gammaGamma = timed(() =>
    fitGammaGamma(counted, monetary, {
      nameRow,
      ...(options.weakPrior ? { prior: weakAmountPrior(counted, monetary) } : {}),
    }),
  );
  const left = `${free} shoppers whose repeat purchases cost nothing are left out of Gamma-Gamma`;
  return {
    shoppers,
    histories,
    monetary,
    fit,
    gammaGamma: free === 0 ? gammaGamma : { ...gammaGamma, warnings: [...gammaGamma.warnings, left] },
  };
}

function historiesOf(input: TransactionInput | SummaryInput, options: FitClvOptions) {
  if (input.kind === 'transactions') {
    const observationEnd = options.observationEnd ?? input.lastDay;
    const { unit = 'day', wholeUnits } = options;
    const summaries = summarisePurchases(input.rows, { observationEnd, unit, wholeUnits });
    if (summaries.shoppers.length === 0)
      throw new BadInputError('all purchases lie after the observation end; name a later --observation-end');
    const nameRow = (row: number) => `shopper "${summaries.shoppers[row]}"`;
    return {
      shoppers: summaries.shoppers,
      histories: summaries,
      monetary: input.hasAmounts ? summaries.monetary : null,
      nameRow,
    };
  }
  if (options.observationEnd !== undefined || options.wholeUnits)
    throw new BadInputError(
      'a summary has its observation end and its unit inside: --observation-end and --whole-units go with a file of purchases',
    );
  return { ...input, nameRow: (row: number) => input.nameRow(row) };
}

function timed(run: () => Fit): TimedFit {
  const started = performance.now();
  const fitted = run();
  return { ...fitted, milliseconds: performance.now() - started };
}
