import { Drawer } from '@mantine/core';
import { useState } from 'react';
import type { PricedProduct, PricesView } from '../../../core/contracts/console-prices.ts';
import { useReading } from '../../ui/api/use-reading.ts';
import { ForestChart } from '../../ui/charts/forest-chart.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useMoneyInterval } from '../../ui/words/use-money-interval.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { WorkedOut } from '../../ui/worked-out.tsx';
import { priceWords } from './words.ts';

const refusals = [
  'too_few_weeks',
  'too_few_purchases',
  'price_never_moved',
  'many_prices',
  'too_few_spells',
] as const;

/** How demand answered past changes of price, and where another price would earn more: to read, nothing is set. */
export function PricesPage() {
  const t = useWords(priceWords);
  const path = `/api/console/shops/${useShop().id}/prices`;
  const { page: prices, renew } = useReading<PricesView>(path);
  const view = prices.data;
  return (
    <>
      <PageHeader title={t('title')} state={t('state')} />
      {renew.error && <Failure error={renew.error} />}
      {prices.error && !view && <Failure error={prices.error} retry={() => void prices.refetch()} />}
      {!view && !prices.error && <Skeleton rows={8} />}
      {view && (
        <div className="column">
          <WorkedOut at={view.asOf} again={() => renew.mutate()} pending={renew.isPending} />
          <Prices view={view} />
        </div>
      )}
    </>
  );
}

function Prices({ view }: { view: PricesView }) {
  const t = useWords(priceWords);
  const formats = useFormats(useShop());
  const { language } = useLanguage();
  const [open, setOpen] = useState<PricedProduct | null>(null);
  const { spread } = view;
  const counts = { answered: formats.count(view.answered), lines: formats.count(view.lines) };
  const refused = refusals.filter((code) => (view.refused[code] ?? 0) > 0);
  return (
    <div className="column">
      <section className="card">
        <div className="card-body column">
          <p className="meta">{t('what')}</p>
          {view.answered > 0 && (
            <p>
              {spread
                ? t('summary', {
                    ...counts,
                    mean: t('interval', {
                      at: `${signed(spread.mean)}%`,
                      low: `${signed(spread.mean - 1.96 * spread.standardErrorOfMean)}%`,
                      high: `${signed(spread.mean + 1.96 * spread.standardErrorOfMean)}%`,
                    }),
                  })
                : t('summaryFew', counts)}
            </p>
          )}
          {refused.length > 0 && (
            <p className="meta">
              {t('refused')}{' '}
              {refused
                .map((code) => t(code, { n: formats.count(view.refused[code]!) }))
                .join(language === 'zh' ? '；' : '; ')}
              {language === 'zh' ? '。' : '.'}
            </p>
          )}
        </div>
        <DataTable
          label={t('list')}
          columns={usePriceColumns()}
          rows={view.products}
          rowKey={({ id }) => id}
          onOpen={(product) => setOpen(product)}
          openKey={open?.id}
          empty={<Empty>{t('none')}</Empty>}
          whole
        />
      </section>
      <Drawer
        opened={open !== null}
        onClose={() => setOpen(null)}
        position="right"
        size={720}
        title={open?.name[language]}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {open && <Curve product={open} />}
      </Drawer>
    </div>
  );
}

function usePriceColumns(): Column<PricedProduct>[] {
  const t = useWords(priceWords);
  const formats = useFormats(useShop());
  const { language } = useLanguage();
  const money = useMoneyInterval();
  return [
    { key: 'product', title: t('product'), cell: ({ name }) => name[language] },
    { key: 'price', title: t('price'), align: 'right', cell: ({ priceCents }) => formats.money(priceCents) },
    {
      key: 'elasticity',
      title: t('elasticity'),
      align: 'right',
      cell: ({ elasticity: { estimate, lower, upper } }) => (
        <span className="nowrap">
          {t('interval', {
            at: `${signed(estimate)}%`,
            low: `${signed(lower)}%`,
            high: `${signed(upper)}%`,
          })}
        </span>
      ),
    },
    {
      key: 'suggested',
      title: t('suggested'),
      align: 'right',
      cell: ({ suggestion }) => (suggestion ? formats.money(suggestion.priceCents) : t('keep')),
    },
    {
      key: 'gain',
      title: t('gain'),
      align: 'right',
      cell: ({ suggestion }) =>
        suggestion ? <span className="nowrap">{money(suggestion.gain)}</span> : formats.money(null),
    },
    {
      key: 'purchases',
      title: t('purchases'),
      align: 'right',
      cell: ({ purchases }) => formats.count(purchases),
    },
  ];
}

/** What each price that was asked before would add to a week's margin. */
function Curve({ product }: { product: PricedProduct }) {
  const t = useWords(priceWords);
  const formats = useFormats(useShop());
  const money = useMoneyInterval();
  const label = t('curve', { price: formats.money(product.priceCents) });
  // What is asked today is what the others are held against, no guess of its own.
  const others = product.curve.filter(({ priceCents }) => Math.round(priceCents) !== product.priceCents);
  return (
    <div className="column">
      <h3>{label}</h3>
      {product.costAssumed && <p className="meta">{t('assumed')}</p>}
      <ForestChart
        label={label}
        rows={others.map(({ priceCents, gain }, i) => ({
          key: String(i),
          label: formats.money(priceCents),
          ...gain,
        }))}
        nameTitle={t('at')}
        figureTitle={t('gain')}
        format={money}
        zeroMeansUnsure
      />
    </div>
  );
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(2)}`.replace('-', '\u2212');
}
