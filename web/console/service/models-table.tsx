import { useQuery } from '@tanstack/react-query';
import type { ModelFigures, ShareView } from '../../../core/contracts/console-service.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { serviceWords } from './words.ts';

/** Two versions of the models side by side; nothing where one alone read the messages. */
export function ModelsTable({ span }: { span: { from: string; to: string } }) {
  const t = useWords(serviceWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const path = `/api/console/shops/${shop.id}/service/models?${new URLSearchParams(span)}`;
  const versions = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<ModelFigures[]>('GET', path, undefined, signal),
  });
  if (versions.error && !versions.data)
    return <Failure error={versions.error} retry={() => void versions.refetch()} />;
  if (!versions.data || versions.data.length < 2) return null;
  const all = versions.data.map(({ version }) => version.split('+'));
  /** The parts in which the versions differ: encoder, heads. */
  const distinct = (version: string) =>
    version
      .split('+')
      .filter((part) => !all.every((parts) => parts.includes(part)))
      .join(' ') || version;
  const percent = (value: number | null) =>
    formats.percent(value === null ? null : Math.round(value * 1000) / 1000);
  const share = (of: (row: ModelFigures) => ShareView) => (row: ModelFigures) => {
    const { share, low, high } = of(row);
    return share === null ? t('ofNone') : t('interval', shownShare(share, low, high));
  };
  const shownShare = (value: number, low: number | null, high: number | null) => ({
    share: percent(value),
    low: percent(low),
    high: percent(high),
  });
  const columns: Column<ModelFigures>[] = [
    {
      key: 'version',
      title: t('version'),
      cell: ({ version }) => <code title={version}>{distinct(version)}</code>,
    },
    { key: 'lastAt', title: t('lastRead'), cell: ({ lastAt }) => formats.dateTime(lastAt) },
    {
      key: 'messages',
      title: t('messages'),
      align: 'right',
      cell: ({ messages }) => formats.count(messages),
    },
    { key: 'unsure', title: t('unsure'), align: 'right', cell: share(({ unsure }) => unsure) },
    { key: 'handed', title: t('handedOver'), align: 'right', cell: share(({ handedOver }) => handedOver) },
    { key: 'agreed', title: t('agreed'), align: 'right', cell: share(({ agreed }) => agreed) },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('versions')}</h2>
        <p className="meta">{t('versionsHelp')}</p>
      </div>
      <DataTable
        whole
        label={t('versions')}
        columns={columns}
        rows={versions.data}
        rowKey={({ version }) => version}
        empty={null}
      />
    </section>
  );
}
