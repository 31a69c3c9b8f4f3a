import { BadInputError } from '../../core/errors.ts';
import { fitSegments, type SegmentFits } from '../../retention/value/models/fit-segments.ts';
import { type CovariateFit, fitWithCovariates } from '../../retention/value/models/fit-with-covariates.ts';
import type { PurchaseModelName } from '../../retention/value/models/purchase-model.ts';
import { purchaseModels } from '../../retention/value/models/purchase-models.ts';
import type { SummaryInput, TransactionInput } from './read-clv-input.ts';

/** What was asked beyond one fit of all. */
export interface FurtherFits {
  readonly withCovariates?: CovariateFit;
  readonly bySegment?: SegmentFits;
}

/** @throws BadInputError for a file of purchases: covariates and segments are properties of a shopper. */
export function fitFurther(
  input: TransactionInput | SummaryInput,
  model: PurchaseModelName,
  { covariate = [], segment }: { readonly covariate?: readonly string[]; readonly segment?: string },
): FurtherFits {
  if (covariate.length === 0 && segment === undefined) return {};
  if (input.kind === 'transactions')
    throw new BadInputError('--covariate and --segment go with a summary, one row a shopper');
  const { histories, numbers, texts } = input;
  return {
    ...(covariate.length === 0
      ? {}
      : {
          withCovariates: fitWithCovariates(
            purchaseModels[model],
            histories,
            covariate.map((name) => ({ name, values: numbers(name) })),
          ),
        }),
    ...(segment === undefined
      ? {}
      : { bySegment: fitSegments(purchaseModels[model], histories, texts(segment)) }),
  };
}

export function furtherText({ withCovariates, bySegment }: FurtherFits): string {
  const lines: string[] = [];
  if (withCovariates) {
    const { effects, likelihoodRatio } = withCovariates;
    const number = ({ coefficient, standardError }: { coefficient: number; standardError: number }) =>
      `${coefficient.toFixed(4)} ± ${standardError.toFixed(4)}`;
    lines.push('', 'covariates, as logarithms of what the rate is multiplied by per unit');
    for (const { name, buying, leaving } of effects)
      lines.push(`  ${name}: buying ${number(buying)}, leaving ${number(leaving)}`);
    lines.push(`  all of them together: p ${likelihoodRatio.pValue.toPrecision(2)}`);
  }
  if (bySegment) {
    lines.push('', 'by segment, drawn towards what all have in common');
    for (const [name, { n, parameters }] of Object.entries(bySegment.segments))
      lines.push(
        `  ${name} (${n}): ${Object.entries(parameters)
          .map(([parameter, value]) => `${parameter} ${value.toPrecision(4)}`)
          .join('  ')}`,
      );
  }
  return lines.map((line) => `${line}\n`).join('');
}
