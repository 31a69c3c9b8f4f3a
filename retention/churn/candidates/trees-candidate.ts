import { SeededRandom } from '../../../core/seeded-random.ts';
import { type BoostedTrees, predictRows } from '../../learners/boosted-trees.ts';
import { fitBoostedTrees } from '../../learners/fit-boosted-trees.ts';
import { meanRaw, shapValues } from '../../learners/tree-shap.ts';
import type { Candidate } from './candidate.ts';

const shape = { trees: 200, learningRate: 0.08, maxLeaves: 6, minLeafRows: 40, l2: 5 };
const parts = 4;

/**
 * Boosted trees on log loss, the mean (in log odds) of four: each keeps another quarter of the rows apart and stops
 * where that gets no better. Columns whose direction common sense knows are held to it.
 */
export const treesCandidate: Candidate = ({ columns, labels, rows, signs }) => {
  const random = new SeededRandom(`churn trees|${rows.length}`);
  const part = Uint8Array.from(rows, () => random.nextInt(parts));
  const models = Array.from({ length: parts }, (_, own): BoostedTrees => {
    const fitted = rows.filter((_, i) => part[i] !== own);
    const validation = rows.filter((_, i) => part[i] === own);
    return fitBoostedTrees(columns, labels, {
      ...shape,
      loss: 'log',
      monotone: signs,
      rows: fitted,
      ...(validation.length > 0 && { validation: { rows: validation, patience: 20 } }),
    });
  });
  const meanOf = (values: readonly Float64Array[]) =>
    values[0]!.map((_, i) => values.reduce((sum, own) => sum + own[i]! / parts, 0));
  return {
    base: models.reduce((sum, model) => sum + meanRaw(model) / parts, 0),
    logOdds: (all, asked) => meanOf(models.map((model) => predictRows(model, all, asked))),
    contributions: (all, row) =>
      meanOf(
        models.map((model) =>
          shapValues(
            model,
            all.map((column) => column[row]!),
          ),
        ),
      ),
  };
};
