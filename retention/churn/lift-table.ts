import { rankOrder } from './auc.ts';

export interface LiftRow {
  /** The riskiest share of rows, from 0 to 1. */
  readonly share: number;
  /** Share of those who leave that is among them. */
  readonly found: number;
  /** How many times more often they leave than all do. */
  readonly lift: number;
}

/** What the riskiest tenth, fifth, ... of the rows hold of those who leave. */
export function liftTable(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  steps = 10,
): LiftRow[] {
  const order = rankOrder(probabilities).reverse();
  const total = Array.from(labels).reduce((sum, label) => sum + label, 0);
  return Array.from({ length: steps }, (_, step) => {
    const rows = Math.round(((step + 1) * order.length) / steps);
    const found = order.slice(0, rows).reduce((sum, row) => sum + labels[row]!, 0);
    const share = rows / order.length;
    return { share, found: total > 0 ? found / total : 0, lift: total > 0 ? found / total / share : 0 };
  });
}
