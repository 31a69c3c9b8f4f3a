import type { OutreachExperimentView } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { SplitNotice } from './split-notice.tsx';
import { experimentWords } from './words.ts';

type Arm = OutreachExperimentView['arms'][number];

/** Messages that the bot writes of its own accord, against who is held back from them. */
export function OutreachCard({ outreach }: { outreach: OutreachExperimentView }) {
  const t = useWords(experimentWords);
  const formats = useFormats(useShop());
  const { running, since, arms, sampleRatio } = outreach;
  const total = arms.reduce((sum, { shoppers }) => sum + shoppers, 0);
  const number = (key: 'shoppers' | 'chosen' | 'messages' | 'mails' | 'withdrew'): Column<Arm> => ({
    key,
    title: t(key),
    align: 'right',
    cell: (arm) => formats.count(arm[key]),
  });
  const columns: Column<Arm>[] = [
    { key: 'arm', title: t('arm'), cell: ({ key }) => t(key) },
    { key: 'weight', title: t('weight'), align: 'right', cell: ({ weight }) => formats.percent(weight) },
    number('shoppers'),
    {
      key: 'share',
      title: t('share'),
      align: 'right',
      cell: ({ shoppers }) => formats.percent(total > 0 ? shoppers / total : null),
    },
    number('chosen'),
    number('messages'),
    number('mails'),
    number('withdrew'),
  ];
  return (
    <section className="card">
      <div className="card-body column">
        <h2>{t('outreach')}</h2>
        <p className="meta">
          {since === null
            ? t('outreachNew')
            : t(running ? 'running' : 'outreachOff', { date: formats.date(since) })}
        </p>
        {sampleRatio ? <SplitNotice {...sampleRatio} /> : <p>{t('outreachNobody')}</p>}
        <p className="meta">{t('outreachHelp')}</p>
      </div>
      <DataTable
        label={t('arms', { name: t('outreach') })}
        columns={columns}
        rows={arms}
        rowKey={({ key }) => key}
        empty={null}
        whole
      />
      <p className="meta card-body">{t('later')}</p>
    </section>
  );
}
