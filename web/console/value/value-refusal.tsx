import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import type { RefusedOutcome, ValueRun } from './value-run.ts';
import { valueWords } from './words.ts';

const known = ['few_shoppers', 'few_repeat_buyers', 'all_alike'] as const;

/** Where a model would be: why there is none, and what would help. */
export function ValueRefusal({ run, refusal }: { run: ValueRun; refusal: RefusedOutcome }) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const reason = known.find((one) => one === refusal.reason);
  return (
    <section className="card card-body column">
      <h2>{t('refusedTitle')}</h2>
      <p className="notice" data-kind="warn" role="status">
        {reason ? t(reason) : t('otherRefusal', { message: refusal.message })}
      </p>
      <p className="meta">
        {formats.relative(run.fittedAt)} · {t('shoppers')} {formats.count(run.shoppers)}.{' '}
        {t('refusedMeanwhile')}
      </p>
    </section>
  );
}
