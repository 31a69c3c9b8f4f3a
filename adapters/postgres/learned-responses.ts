import type { Transaction } from '../../core/transaction.ts';
import type { LearnedResponse, ResponseModel } from '../../retention/exploration/learned-response.ts';
import { featuresVersion } from '../../retention/exploration/response-features.ts';
import { emptyState, servingResponse } from '../../retention/exploration/serving-response.ts';
import { clientOf } from './database.ts';
import type { MoneyContext } from './money-context.ts';

/** Whose draws are outside every experiment. */
export const defaultArm = 'default';

export function armKey(arm: { readonly experimentId: string; readonly arm: string } | null): string {
  return arm ? `${arm.experimentId}|${arm.arm}` : defaultArm;
}

const unlearned = new Map<string, LearnedResponse>();

/** The newest version of what the arm has learned; version 0, the prior, before there is any. */
export async function learnedResponse(
  tx: Transaction,
  { shopId, settings }: MoneyContext,
  arm: { readonly experimentId: string; readonly arm: string } | null,
): Promise<LearnedResponse> {
  const key = armKey(arm);
  const { rows } = await clientOf(tx).query<{ serving: LearnedResponse }>({
    // Named: every first draw of a period reads it.
    name: 'learned-response',
    text: `select serving from learned_responses
     where shop_id = $1 and arm = $2 and model = $3 and features = $4 order by version desc limit 1`,
    values: [shopId, key, settings.responseModel, featuresVersion],
  });
  return rows[0]?.serving ?? priorOf(key, settings.responseModel);
}

function priorOf(arm: string, model: ResponseModel): LearnedResponse {
  const key = `${model} ${arm}`;
  const known = unlearned.get(key) ?? servingResponse(emptyState(model), arm, 0);
  unlearned.set(key, known);
  return known;
}
