import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PlanAnswer, PlanBaseline } from '../../../core/contracts/console-experiments.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { formWords } from './form-words.ts';

interface Plan {
  readonly baseline: PlanBaseline;
  /** When the baseline was worked out, ISO 8601. */
  readonly computedAt: string;
  readonly answer: PlanAnswer | null;
}

/** What the server says to a plan; the one before stays while the next is under way. */
export function usePlan(asked: {
  weights: readonly (number | null)[];
  effectCents: number | null;
  share: number | null;
}) {
  const shop = useShop();
  const path = `/api/console/shops/${shop.id}/experiment-plan`;
  const query = new URLSearchParams();
  if (asked.weights.every((weight) => weight !== null)) query.set('weights', asked.weights.join(':'));
  if (asked.effectCents) query.set('effectCents', String(asked.effectCents));
  if (asked.share !== null && asked.share > 0) query.set('share', String(asked.share));
  return useQuery({
    queryKey: [path, query.toString()],
    queryFn: ({ signal }) => ask<Plan>('GET', `${path}?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** The shop's own baseline, and how many shoppers and days the plan takes. */
export function PlanAdvice({ plan }: { plan: Plan | undefined }) {
  const t = useWords(formWords);
  const formats = useFormats(useShop());
  if (!plan) return null;
  const { baseline, answer } = plan;
  const { margin } = baseline;
  return (
    <div className="column" aria-live="polite">
      <p className="meta">
        {margin === null
          ? t('noBaseline')
          : t(margin.of === 'buyers' ? 'baselineBuyers' : 'baseline', {
              mean: formats.money(Math.round(margin.mean)),
              sd: formats.money(Math.round(margin.sd)),
              n: formats.count(margin.shoppers),
              explained: formats.percent(margin.explained),
              perDay: formats.count(Math.round(10 * baseline.shoppersPerDay) / 10),
            })}{' '}
        {margin && t('asOf', { when: formats.relative(plan.computedAt) })}
      </p>
      {answer && (
        <p className="notice" data-plan={answer.shoppers}>
          <span>
            {t(answer.relative === null ? 'answer' : 'answerRelative', {
              n: formats.count(answer.shoppers),
              relative: formats.percent(answer.relative),
              arms: answer.perArm.map((count) => formats.count(count)).join(' : '),
            })}{' '}
            {answer.enrolmentDays === null
              ? t('never')
              : t('days', {
                  enrolment: formats.count(answer.enrolmentDays),
                  total: formats.count(answer.totalDays),
                })}
          </span>
        </p>
      )}
    </div>
  );
}
