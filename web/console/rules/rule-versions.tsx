import { Badge, Button, Drawer } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RulesPage, RuleTable, RuleVersionView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { DiffView } from './diff-view.tsx';
import { RuleGrid } from './rule-grid.tsx';
import { ruleWords } from './words.ts';

const states = {
  draft: { word: 'stateDraft', colour: 'blue' },
  live: { word: 'stateLive', colour: 'green' },
  retired: { word: 'stateRetired', colour: 'gray' },
} as const;

/** Every version, who made it live and when; an older one can be looked at and gone back to. */
export function RuleVersions({ path, page, readOnly }: { path: string; page: RulesPage; readOnly: boolean }) {
  const t = useWords(ruleWords);
  const shared = useWords(uiWords);
  const formats = useFormats(useShop());
  const queries = useQueryClient();
  const [opened, setOpened] = useState<number | null>(null);
  const rollBack = useMutation({
    mutationFn: (from: number) => ask<RulesPage>('POST', `${path}/draft`, { from }),
    onSuccess: (begun, version) => {
      queries.setQueryData([path], begun);
      showToast({ kind: 'good', text: t('began', { version }) });
      scrollTo({ top: 0 });
    },
    onError: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const columns: Column<RuleVersionView>[] = [
    { key: 'version', title: t('version'), cell: ({ version }) => `v${version}` },
    {
      key: 'state',
      title: t('versionState'),
      cell: ({ state }) => <Badge color={states[state].colour}>{t(states[state].word)}</Badge>,
    },
    { key: 'at', title: t('when'), cell: ({ at }) => <span className="nowrap">{formats.dateTime(at)}</span> },
    { key: 'by', title: t('who'), cell: ({ by }) => by ?? t('empty') },
    {
      key: 'actions',
      title: t('actions'),
      hiddenTitle: true,
      cell: ({ version, state }) => (
        <div className="table-actions">
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`${t('openVersion')} v${version}`}
            onClick={() => setOpened(version)}
          >
            {t('openVersion')}
          </Button>
          {!readOnly && state === 'retired' && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${t('rollBack')} v${version}`}
              disabled={page.draft !== null}
              loading={rollBack.isPending && rollBack.variables === version}
              onClick={() => rollBack.mutate(version)}
            >
              {t('rollBack')}
            </Button>
          )}
        </div>
      ),
    },
  ];
  return (
    <section className="card">
      <div className="card-body">
        <h2>{t('versions')}</h2>
        {!readOnly && page.draft !== null && page.versions.some(({ state }) => state === 'retired') && (
          <p className="meta">{t('rollBackHint')}</p>
        )}
        {rollBack.error && <Failure error={rollBack.error} />}
      </div>
      <DataTable
        label={t('versions')}
        columns={columns}
        rows={page.versions}
        rowKey={({ version }) => String(version)}
        empty={null}
      />
      <Drawer
        opened={opened !== null}
        onClose={() => setOpened(null)}
        position="right"
        size={960}
        title={t('versionTitle', { version: opened ?? '' })}
        closeButtonProps={{ 'aria-label': shared('close') }}
      >
        {opened !== null && <OneVersion path={path} page={page} version={opened} />}
      </Drawer>
    </section>
  );
}

function OneVersion({ path, page, version }: { path: string; page: RulesPage; version: number }) {
  const t = useWords(ruleWords);
  const at = `${path}/versions/${version}`;
  const stored = useQuery({
    queryKey: [at],
    queryFn: ({ signal }) => ask<{ table: RuleTable }>('GET', at, undefined, signal),
  });
  if (stored.error) return <Failure error={stored.error} retry={() => void stored.refetch()} />;
  if (!stored.data) return <Skeleton rows={6} />;
  return (
    <div className="column">
      <RuleGrid table={stored.data.table} offers={page.offers} problems={[]} />
      {page.live && page.live.version !== version && (
        <>
          <h3>{t('versionAgainstLive', { version: page.live.version })}</h3>
          <DiffView
            before={page.live.table}
            after={stored.data.table}
            offers={page.offers}
            later={`v${version}`}
          />
        </>
      )}
    </div>
  );
}
