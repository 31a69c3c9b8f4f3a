import { BadInputError } from '../../../core/errors.ts';

/** Why data cannot carry a model; pages have words for each. */
export type RefusalReason =
  | 'bad_row'
  | 'few_shoppers'
  | 'few_repeat_buyers'
  | 'no_silence'
  | 'all_alike'
  | 'bad_covariate'
  | 'boundary'
  | 'not_converged'
  | 'not_identified';

/** Data that a model cannot be fitted to: the sentence says what is missing and what would help. */
export class ModelRefusal extends BadInputError {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason, message: string) {
    super(message, { details: { reason } });
    this.reason = reason;
  }
}
