import { createHash } from 'node:crypto';
import type { Database } from '../adapters/postgres/database.ts';
import { saveChurnModel } from '../adapters/postgres/risk-model-store.ts';
import { churnTrainingSet } from '../adapters/postgres/risk-training-rows.ts';
import type { Clock } from '../core/clock.ts';
import { MainstayError } from '../core/errors.ts';
import type { ChurnExample } from '../retention/churn/churn-example.ts';
import { inputRow, logOddsOf } from '../retention/churn/churn-model.ts';
import type { ChurnRuntime } from '../retention/churn/churn-scorer.ts';
import { probabilityOf } from '../retention/churn/log-odds.ts';
import { type ChurnReport, trainChurnModel } from '../retention/churn/train-churn-model.ts';

export interface TrainChurnDependencies {
  readonly database: Database;
  readonly runtime: ChurnRuntime;
  readonly clock: Clock;
  /** One line per step, for somebody who waits. */
  readonly progress?: (line: string) => void;
  /** Whether to try other models on the same rows, for the report. */
  readonly candidates?: boolean;
}

/**
 * Trains a shop's churn model on its own history, checks that the ONNX file computes what was fitted, and stores it:
 * replicas serve it within ten seconds.
 * @throws BadInputError when the history is too short; NotFoundError for a shop without orders. Nothing is stored then.
 */
export async function trainChurn(
  { database, runtime, clock, progress = () => {}, candidates = false }: TrainChurnDependencies,
  shopId: string,
): Promise<{ version: string; report: ChurnReport }> {
  const now = clock.now();
  progress(`reading the history of shop "${shopId}"`);
  const { examples, dates, horizonDays, observedUntil } = await churnTrainingSet(database, shopId, now);
  progress(
    `${examples.length} rows of shoppers at ${dates.all.length} cut-offs; leaving means no order within ${horizonDays} days`,
  );
  const { model, report } = trainChurnModel(examples, dates, horizonDays, observedUntil, {
    candidates,
  });
  progress('fitted and tried on later cut-offs; writing ONNX');
  const artefact = runtime.toArtefact(model);
  await checkArtefact(runtime, artefact, model, examples.slice(-500));
  const sha256 = createHash('sha256').update(artefact).digest('hex');
  const version = `churn-${now.toISOString().slice(0, 10)}-${sha256.slice(0, 8)}`;
  await saveChurnModel(database, shopId, { version, manifest: { model, report, sha256 }, artefact }, now);
  return { version, report };
}

/** What is served is the file, what reasons are told from is the weights: they must agree. */
async function checkArtefact(
  runtime: ChurnRuntime,
  artefact: Uint8Array,
  model: Parameters<ChurnRuntime['toArtefact']>[0],
  examples: readonly ChurnExample[],
): Promise<void> {
  const scorer = await runtime.open(artefact);
  try {
    const rows = examples.map(({ facts }) => inputRow(model, facts));
    const scores = await scorer.score(rows);
    rows.forEach((row, i) => {
      if (!(Math.abs(scores[i]! - probabilityOf(logOddsOf(model, row))) < 1e-4))
        throw new MainstayError('internal', 'the exported churn model does not compute what was fitted');
    });
  } finally {
    await scorer.close();
  }
}
