import { useQuery } from '@tanstack/react-query';
import type { ImportFileView } from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { DropZone } from './drop-zone.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { ImportFailure } from './import-failure.tsx';
import { ImportForm } from './import-form.tsx';
import { ImportHistory } from './import-history.tsx';
import { UnfinishedImport } from './unfinished-import.tsx';
import { useImports } from './use-imports.ts';
import { importWords } from './words.ts';

interface Search {
  readonly file?: string;
  readonly open?: string;
}

/** A shop's own data from a file: choose, look, import; what runs or was cut off; what came of the earlier ones. */
export function ImportsPage({ search }: { search: Search }) {
  const t = useWords(importWords);
  const setSearch = useSearchChange();
  const list = useImports();
  const { unfinished } = list;
  const busy = unfinished.some(({ state }) => state === 'running');
  const choose = (file: string | undefined) => setSearch({ ...search, file });
  return (
    <>
      <PageHeader title={t('imports')} state={t('state')} />
      <div className="column import-page">
        {search.file === undefined ? (
          <DropZone sent={({ id }) => choose(id)} />
        ) : (
          <SentFile key={search.file} id={search.file} busy={busy} choose={choose} />
        )}
        {unfinished.map((run) => (
          <UnfinishedImport key={run.id} run={run} busy={busy} />
        ))}
        <ImportHistory list={list.table} open={search.open} show={(open) => setSearch({ ...search, open })} />
      </div>
      <ImportDrawer id={search.open} close={() => setSearch({ ...search, open: undefined })} />
    </>
  );
}

/** The file that the address names, also after a reload. */
function SentFile(props: { id: string; busy: boolean; choose(file: string | undefined): void }) {
  const { id, busy, choose } = props;
  const t = useWords(importWords);
  const { id: shopId } = useShop();
  const path = `/api/console/shops/${shopId}/imports/files/${id}`;
  const file = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<ImportFileView>('GET', path, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (file.isPending) return <Skeleton rows={8} />;
  if (file.data?.complete) return <ImportForm file={file.data} busy={busy} done={() => choose(undefined)} />;
  return (
    <>
      {file.error && <ImportFailure what={t('previewFailed')} error={file.error} />}
      <DropZone sent={(other) => choose(other.id)} />
    </>
  );
}
