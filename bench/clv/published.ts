import { fitClv } from '../../app/fit-clv/fit-clv.ts';
import type { SummaryInput } from '../../app/fit-clv/read-clv-input.ts';
import type { Fit } from '../../retention/value/models/fit.ts';
import { parametersOf } from '../../retention/value/models/parameters-of.ts';
import type { PurchaseModelName } from '../../retention/value/models/purchase-model.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import { trackPurchases } from '../../retention/value/track-purchases.ts';

/** From the tests of lifetimes, and Fader, Hardie and Lee (2005) for the log likelihoods. */
const published = {
  bgnbd: { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258, logLikelihood: -9582.43 },
  mbgnbd: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  paretonbd: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, logLikelihood: -9594.97 },
  gammagamma: { p: 6.25, q: 3.74, v: 15.45, logLikelihood: -4055.92 },
} as const;

/** Fits of CDNOW's 2,357 beside published figures. */
export function printPublished(input: SummaryInput): void {
  const options = {
    gammaGamma: false,
    unit: undefined,
    wholeUnits: false,
    observationEnd: undefined,
    weakPrior: false,
  };
  for (const model of ['bgnbd', 'mbgnbd', 'paretonbd'] as const) {
    const { fit, gammaGamma } = fitClv(input, { ...options, model, gammaGamma: model === 'bgnbd' });
    print(fit);
    if (gammaGamma) print(gammaGamma);
    if (model === 'paretonbd') printTracking(fit, input);
  }
}

function print(fit: Fit): void {
  const known: Record<string, number> = published[fit.model as keyof typeof published];
  console.log(`${fit.model} on ${fit.n}`);
  for (const [name, value] of Object.entries({ ...fit.parameters, logLikelihood: fit.logLikelihood }))
    console.log(
      `  ${name.padEnd(14)}${value.toFixed(5).padStart(14)}${fit.standardErrors[name] === undefined ? ''.padEnd(12) : `  ± ${fit.standardErrors[name].toFixed(5)}`}  published ${known[name] ?? '-'}`,
    );
}

/** Expected cumulative purchases in weeks 20 to 25 of 1997; published 1309, 1385, 1460, 1533, 1604, 1674. */
function printTracking(fit: Fit, { histories }: SummaryInput): void {
  const model = purchaseModels[fit.model as PurchaseModelName];
  // Observation ends with day 272; a shopper of age T weeks came 7 T days before.
  const firsts = histories.age.map((age) => Math.round(272 - 7 * age) / 7);
  const weeks = [20, 21, 22, 23, 24, 25];
  const points = trackPurchases(model, parametersOf(model, fit), firsts, [], weeks);
  console.log(
    `  expected cumulative, weeks 20 to 25: ${points.map(({ expected }) => expected.toFixed(0)).join(', ')}  published 1309, 1385, 1460, 1533, 1604, 1674`,
  );
}
