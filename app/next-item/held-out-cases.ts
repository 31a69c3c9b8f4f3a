import { BadInputError } from '../../core/errors.ts';
import type { NextItemCase } from '../../retention/recommend/next-item-trial.ts';
import type { ShopperSequence } from './read-sequences.ts';

export interface HeldOut {
  readonly cases: readonly NextItemCase[];
  /** Shoppers of the test file that nothing is known of: left out, for nothing can be told of them. */
  readonly withoutHistory: number;
  /** Whose item had been bought before: it cannot be found among what is new, and counts as missed. */
  readonly boughtBefore: number;
}

/** Above this share, the training file holds what is to be found; below, shoppers bought something again. */
const mostInTraining = 0.5;

/**
 * What is to be found of each shopper of a test file: of a line "shopper item" that item, from the shopper's line of
 * the training file; of a longer line its last item, from those before it.
 * @throws BadInputError when the files do not belong together, or the training file holds what is to be found.
 */
export function heldOutCases(
  train: readonly ShopperSequence[],
  test: readonly ShopperSequence[],
  testPath: string,
): HeldOut {
  const trained = new Map(train.map(({ shopper, items }) => [shopper, items]));
  const cases: NextItemCase[] = [];
  let withoutHistory = 0;
  let inTraining = 0;
  for (const { shopper, earlier, last } of test) {
    const own = trained.get(shopper);
    const known = earlier.length > 0 ? earlier : own;
    if (own?.includes(last)) inTraining++;
    if (known === undefined) withoutHistory++;
    else cases.push({ known, target: last });
  }
  if (cases.length === 0)
    throw new BadInputError(
      `"${testPath}": none of its ${test.length} shoppers has a line in the training file; lines "shopper item" of the training file's shoppers, or whole sequences "shopper item item ...", would be right`,
    );
  if (inTraining > mostInTraining * test.length)
    throw new BadInputError(
      `"${testPath}": ${inTraining} of its ${test.length} items to be found stand in the training file's line of the same shopper; the training file must end before them`,
    );
  const boughtBefore = cases.filter(({ known, target }) => known.includes(target)).length;
  return { cases, withoutHistory, boughtBefore };
}
