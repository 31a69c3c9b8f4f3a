import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AdsChannel, AdsView } from '../../../core/contracts/console-ads.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useMoneyInterval } from '../../ui/words/use-money-interval.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { centsOf } from '../budgets/cents-of.ts';
import { ResponseChart } from './response-chart.tsx';
import { usePerUnit } from './use-per-unit.ts';
import { adsWords } from './words.ts';

/** Channel by channel what is spent, what it brings and what is proposed, for a total that can be changed. */
export function AdsPlan(props: {
  plan: NonNullable<AdsView['plan']>;
  /** The total that was asked for; null: today's. */
  asked: number | null;
  split(totalCents: number | null): void;
  pending: boolean;
}) {
  const { plan, asked } = props;
  const t = useWords(adsWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const interval = useMoneyInterval();
  const { unit, perUnit } = usePerUnit();
  const [typed, setTyped] = useState('');
  const cents = typed.trim() === '' ? null : centsOf(typed, shop.currency);
  const wrong = typed.trim() !== '' && (cents === null || cents === 0);
  const total = formats.money(Math.round(plan.totalCents));
  const columns: Column<AdsChannel>[] = [
    { key: 'channel', title: t('channel'), cell: ({ channel }) => channel },
    {
      key: 'spend',
      title: t('spend'),
      align: 'right',
      cell: ({ spendCents }) => formats.money(Math.round(spendCents)),
    },
    {
      key: 'brings',
      title: t('brings'),
      align: 'right',
      cell: ({ brings }) => <span className="nowrap">{interval(brings)}</span>,
    },
    {
      key: 'marginal',
      title: t('marginal', { unit }),
      align: 'right',
      cell: ({ marginal }) => <span className="nowrap">{perUnit(marginal)}</span>,
    },
    {
      key: 'proposed',
      title: t('proposed'),
      align: 'right',
      cell: ({ proposedCents }) => formats.money(Math.round(proposedCents)),
    },
  ];
  return (
    <>
      <section className="card">
        <div className="card-body column">
          <form
            className="row"
            style={{ alignItems: 'flex-end' }}
            onSubmit={(event) => {
              event.preventDefault();
              if (!wrong) props.split(cents);
            }}
          >
            <TextInput
              label={t('total', { currency: shop.currency })}
              description={t('totalHelp', { today: formats.money(Math.round(plan.todayCents)) })}
              inputMode="decimal"
              value={typed}
              error={wrong ? t('notAnAmount') : undefined}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" loading={props.pending} disabled={wrong}>
              {t('split')}
            </Button>
          </form>
          <p className="notice" data-kind={plan.clear ? 'good' : 'warn'} role="status">
            {t(plan.clear ? 'gain' : 'unclear', { total, gain: interval(plan.gain) })}
          </p>
          <p className="meta">
            {t('bounds')}{' '}
            {asked !== null && Math.abs(asked - plan.totalCents) >= 1 && t('totalMoved', { total })}
          </p>
        </div>
        <DataTable
          label={t('channels')}
          columns={columns}
          rows={plan.channels}
          rowKey={({ channel }) => channel}
          empty={null}
          whole
        />
      </section>
      <section className="card card-body column">
        {plan.channels.map((channel) => (
          <ResponseChart key={channel.channel} channel={channel} />
        ))}
      </section>
    </>
  );
}
