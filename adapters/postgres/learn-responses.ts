import { createHash } from 'node:crypto';
import {
  advanceResponse,
  type ShopperPeriod,
  withProvisional,
} from '../../retention/exploration/advance-response.ts';
import type { ResponseModel } from '../../retention/exploration/learned-response.ts';
import {
  featuresVersion,
  offerFeatures,
  shopperFeatures,
} from '../../retention/exploration/response-features.ts';
import {
  emptyState,
  type ResponseState,
  servingResponse,
} from '../../retention/exploration/serving-response.ts';
import { defaultMoneySettings } from '../../retention/money/money-settings.ts';
import { periodDays } from '../../retention/money/period.ts';
import type { Database } from './database.ts';
import { type DecidedPeriod, isMatured, shopperPeriods } from './shopper-periods.ts';

const dayMs = 86_400_000;
/** How far back the first version looks. */
const historyDays = 400;
/** Who writes in the last days of a period leaves a window too short to learn from. */
const leastWindow: Record<ResponseModel, number> = { linear: 0.1, logistic: 0.5 };

interface Latest {
  readonly version: number;
  readonly state: ResponseState;
  readonly matured: number;
  readonly matured_to: Date;
  readonly fingerprint: string;
}

/**
 * Teaches each arm from its own draws alone: periods that are over once and for good, running ones for the time being.
 * @returns the arms that have a new version.
 */
export async function learnResponses(database: Database, shopId: string, now: Date): Promise<string[]> {
  const settings = await database.query<{ response_model: ResponseModel }>(
    'select response_model from money_settings where shop_id = $1',
    [shopId],
  );
  const model = settings.rows[0]?.response_model ?? defaultMoneySettings.responseModel;
  const latest = await latestVersions(database, shopId, model);
  // One arm may be behind the others: what those have seen already is left out below.
  const from =
    latest.size === 0
      ? new Date(now.getTime() - historyDays * dayMs)
      : new Date(Math.min(...[...latest.values()].map(({ matured_to }) => matured_to.getTime())));
  const periods = await shopperPeriods(database, { shopId, from, now });
  const changed: string[] = [];
  for (const arm of [...new Set(periods.map((period) => period.arm))].sort())
    if (
      await learnArm(
        database,
        { shopId, arm, model, now },
        periods.filter((period) => period.arm === arm),
        latest.get(arm) ?? null,
      )
    )
      changed.push(arm);
  return changed;
}

async function learnArm(
  database: Database,
  { shopId, arm, model, now }: { shopId: string; arm: string; model: ResponseModel; now: Date },
  periods: readonly DecidedPeriod[],
  before: Latest | null,
): Promise<boolean> {
  const unseen = periods.filter(({ periodStart }) => !before || periodStart >= before.matured_to);
  const usable = unseen.filter((period) => windowShare(period) >= leastWindow[model]);
  const matured = usable.filter((period) => isMatured(period, now));
  const running = usable.filter((period) => !isMatured(period, now));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(running.map((p) => [p.decisionId, p.marginCents, p.orders])))
    .digest('hex');
  // Nothing is over that was not before, and nothing has come in.
  if (matured.length === 0 && (before ? before.fingerprint === fingerprint : running.length === 0))
    return false;

  let state = before?.state ?? emptyState(model);
  // Periods that began up to here are in the state.
  let lastStart = (before?.matured_to ?? usable[0]!.periodStart).getTime() - 1;
  let count = before?.matured ?? 0;
  for (const start of [...new Set(matured.map(({ periodStart }) => periodStart.getTime()))].sort(
    (a, b) => a - b,
  )) {
    const rows = matured.filter(({ periodStart }) => periodStart.getTime() === start);
    const passed = count > 0 ? (start - lastStart) / (periodDays * dayMs) : 0;
    state = advanceResponse(
      state,
      rows.map((period) => shopperPeriod(period, now, model)),
      passed,
    );
    count += rows.length;
    lastStart = start;
  }
  const served = withProvisional(
    state,
    running.map((period) => shopperPeriod(period, now, model)),
  );
  const version = (before?.version ?? 0) + 1;
  const { rowCount } = await database.query(
    `insert into learned_responses (shop_id, arm, model, version, state, serving, features, matured, running, matured_to,
         fingerprint, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       -- Two replicas at once have learned the same.
       on conflict do nothing`,
    [
      shopId,
      arm,
      model,
      version,
      JSON.stringify(state),
      JSON.stringify(servingResponse(served, arm, version)),
      featuresVersion,
      count,
      running.length,
      new Date(lastStart + 1),
      fingerprint,
      now,
    ],
  );
  return rowCount === 1;
}

function shopperPeriod(period: DecidedPeriod, now: Date, model: ResponseModel): ShopperPeriod {
  const { facts, averages, offer, deltaCents, decidedAt, periodEnd } = period;
  const scale = Math.max(1, averages.meanOrderCents);
  // A window that began late in the period brings that share of it: of margin in proportion.
  const share = model === 'linear' ? windowShare(period) : 1;
  const features = [
    ...shopperFeatures(facts, averages),
    ...offerFeatures(facts, averages, offer, { deltaCents }),
  ];
  const passed = (now.getTime() - decidedAt.getTime()) / (periodEnd.getTime() - decidedAt.getTime());
  return {
    features: features.map((value) => value * share),
    margin: period.marginCents / scale,
    bought: period.orders > 0,
    elapsed: Math.min(1, passed),
  };
}

function windowShare({ decidedAt, periodStart, periodEnd }: DecidedPeriod): number {
  return (periodEnd.getTime() - decidedAt.getTime()) / (periodEnd.getTime() - periodStart.getTime());
}

async function latestVersions(
  database: Database,
  shopId: string,
  model: ResponseModel,
): Promise<Map<string, Latest>> {
  const { rows } = await database.query<Latest & { arm: string }>(
    `select distinct on (arm) arm, version, state, matured, matured_to, fingerprint from learned_responses
     where shop_id = $1 and model = $2 and features = $3 order by arm, version desc`,
    [shopId, model, featuresVersion],
  );
  return new Map(rows.map((row) => [row.arm, row]));
}
