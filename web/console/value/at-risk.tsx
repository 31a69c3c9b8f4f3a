import type { AtRiskPage, ShopperAtRisk } from '../../../core/contracts/console-risk.ts';
import { useReading } from '../../ui/api/use-reading.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { WorkedOut } from '../../ui/worked-out.tsx';
import { atRiskWords } from './at-risk-words.ts';

/** Whom it would cost most to lose, and why they may leave. */
export function AtRisk() {
  const t = useWords(atRiskWords);
  const { language } = useLanguage();
  const shop = useShop();
  const formats = useFormats(shop);
  const path = `/api/console/shops/${shop.id}/at-risk`;
  const { page, renew } = useReading<AtRiskPage>(path);
  const { data } = page;
  const columns: Column<ShopperAtRisk>[] = [
    { key: 'shopper', title: t('shopper'), cell: ({ name }) => name ?? t('unnamed') },
    {
      key: 'atRisk',
      title: t('atRisk'),
      align: 'right',
      cell: ({ atRiskCents }) => formats.money(atRiskCents),
    },
    { key: 'clv', title: t('clv'), align: 'right', cell: ({ clvCents }) => formats.money(clvCents) },
    {
      key: 'risk',
      title: t('risk'),
      align: 'right',
      cell: ({ riskProbability }) => formats.percent(Math.round(100 * riskProbability) / 100),
    },
    {
      key: 'reasons',
      title: t('reasons'),
      cell: ({ reasons }) => reasons.map((reason) => reason[language]).join(t('between')),
    },
  ];
  return (
    <section className="card card-body column">
      <div className="row">
        <h2>{t('title')}</h2>
        <CsvButton href={`${path}.csv`} />
      </div>
      <p className="meta">
        {t('about')}{' '}
        {data && t(data.modelVersion ? 'byModel' : 'byPrior', { version: data.modelVersion ?? '' })}
      </p>
      {renew.error && <Failure error={renew.error} />}
      {data && <WorkedOut at={data.computedAt} again={() => renew.mutate()} pending={renew.isPending} />}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={data?.shoppers}
        rowKey={({ shopperId }) => shopperId}
        empty={t('empty')}
        error={page.error}
        retry={() => void page.refetch()}
        whole
      />
      {data && data.total > data.shoppers.length && (
        <p className="meta">
          {t('more', { shown: formats.count(data.shoppers.length), total: formats.count(data.total) })}
        </p>
      )}
    </section>
  );
}
