import type { TopicLabel } from '../../core/words.ts';
import { account } from './account.ts';
import { cancel } from './cancel.ts';
import { complaint } from './complaint.ts';
import { delivery } from './delivery.ts';
import { leaving } from './leaving.ts';
import { orderStatus } from './order-status.ts';
import { outOfScope } from './out-of-scope.ts';
import { payment } from './payment.ts';
import { personWanted } from './person-wanted.ts';
import { productQuestion } from './product-question.ts';
import { promotion } from './promotion.ts';
import { recommendation } from './recommendation.ts';
import { returnRefund } from './return-refund.ts';
import type { Skill } from './skill.ts';
import { smallTalk } from './small-talk.ts';

/** The fourteen. */
export const skills: Readonly<Record<TopicLabel, Skill>> = {
  order_status: orderStatus,
  delivery,
  return_refund: returnRefund,
  cancel,
  payment,
  product_question: productQuestion,
  promotion,
  recommendation,
  account,
  complaint,
  leaving,
  person_wanted: personWanted,
  small_talk: smallTalk,
  out_of_scope: outOfScope,
};
