import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { Backtest } from './backtest.tsx';
import { ParameterTable } from './parameter-table.tsx';
import { TopShoppers } from './top-shoppers.tsx';
import type { FittedOutcome, ValueRun } from './value-run.ts';
import { valueWords } from './words.ts';

/** Sums so far and sums expected, the trial, the most valuable, and the models. */
export function FittedValue({ run, fitted }: { run: ValueRun; fitted: FittedOutcome }) {
  const t = useWords(valueWords);
  const formats = useFormats(useShop());
  const whole = (value: number) => formats.count(Math.round(value));
  return (
    <div className="column">
      <dl className="figures">
        <Figure name={t('clv')} value={formats.moneyShort(fitted.clvCents)} about={t('clvAbout')} />
        <Figure name={t('sr')} value={formats.moneyShort(fitted.srCents)} about={t('srAbout')} />
        <Figure
          name={t('residual')}
          value={formats.moneyShort(fitted.residualCents)}
          about={t('residualAbout')}
        />
        <Figure
          name={t('alive')}
          value={whole(fitted.alive)}
          about={t('aliveAbout', { count: formats.count(run.shoppers) })}
        />
      </dl>
      {fitted.concessions.map(({ part, help }) => (
        <p key={part} className="notice">
          {help === 'mean' ? t('mean') : t('weak_prior', { part: t(`${part}Part`) })}
        </p>
      ))}
      <Backtest backtest={fitted.backtest} />
      <TopShoppers shoppers={fitted.top} />
      <ParameterTable models={fitted.models} />
      <p className="meta">
        {t('basis', {
          when: formats.relative(run.fittedAt),
          shoppers: formats.count(run.shoppers),
          until: formats.date(fitted.observedUntil),
          version: run.version,
        })}{' '}
        {t('decides')}
      </p>
    </div>
  );
}

function Figure({ name, value, about }: { name: string; value: string; about: string }) {
  return (
    <div className="figure card card-body">
      <dt className="meta">{name}</dt>
      <dd>{value}</dd>
      <dd className="meta">{about}</dd>
    </div>
  );
}
