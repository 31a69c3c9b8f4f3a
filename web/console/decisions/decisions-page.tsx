import { Button, Select } from '@mantine/core';
import type { DecisionRow } from '../../../core/contracts/console-money.ts';
import { CsvButton } from '../../ui/csv-button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { usePages } from '../../ui/table/use-pages.ts';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { DecisionDrawer } from './decision-drawer.tsx';
import { useDecisionColumns } from './use-decision-columns.tsx';
import { decisionWords } from './words.ts';

interface Search {
  readonly text?: string;
  readonly kind?: string;
  readonly slice?: string;
  readonly open?: string;
}

/** The log of decisions: found by shopper or code, each with its why. */
export function DecisionsPage({ search }: { search: Search }) {
  const t = useWords(decisionWords);
  const shared = useWords(uiWords);
  const shop = useShop();
  const setSearch = useSearchChange();
  const go = (change: { [Key in keyof Search]: string | undefined }) => setSearch({ ...search, ...change });
  const { open, ...filter } = search;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const base = `/api/console/shops/${shop.id}/decisions`;
  const list = usePages<DecisionRow>(base, { text: filter.text, kind: filter.kind, slice: filter.slice });
  const columns = useDecisionColumns();
  return (
    <>
      <PageHeader
        title={t('decisions')}
        state={t('state')}
        actions={<CsvButton href={`${base}.csv?${new URLSearchParams(filter as Record<string, string>)}`} />}
      />
      <div className="card">
        <div className="filters">
          <div className="grow">
            <SearchField
              label={t('search')}
              value={search.text ?? ''}
              onChange={(text) => go({ text: text || undefined })}
            />
          </div>
          <Select
            label={t('kind')}
            value={search.kind ?? ''}
            onChange={(kind) => go({ kind: kind || undefined })}
            data={[
              { value: '', label: t('everything') },
              { value: 'money', label: t('money') },
              { value: 'recommendation', label: t('recommendation') },
            ]}
          />
          <Select
            label={t('slice')}
            value={search.slice ?? ''}
            onChange={(slice) => go({ slice: slice || undefined })}
            data={[
              { value: '', label: t('everything') },
              ...(['holdout', 'uniform', 'thompson', 'policy', 'exploit', 'explore'] as const).map(
                (slice) => ({
                  value: slice,
                  label: t(slice),
                }),
              ),
            ]}
          />
        </div>
        <DataTable
          {...list}
          label={t('list')}
          columns={columns}
          rowKey={({ id }) => id}
          onOpen={({ id }) => go({ open: id })}
          openKey={open}
          empty={
            filtered ? (
              <Empty
                action={
                  <Button
                    variant="default"
                    onClick={() => go({ text: undefined, kind: undefined, slice: undefined })}
                  >
                    {shared('clearFilters')}
                  </Button>
                }
              >
                {t('noMatch')}
              </Empty>
            ) : (
              <Empty>{t('none')}</Empty>
            )
          }
        />
      </div>
      <DecisionDrawer id={open} close={() => go({ open: undefined })} />
    </>
  );
}
