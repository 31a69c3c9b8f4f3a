import { Button, Drawer } from '@mantine/core';
import type { CannedReplies, CannedReply } from '../../../core/contracts/desk-keeping.ts';
import { plusIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useSearchChange } from '../../ui/use-search-change.ts';
import { unknown } from '../../ui/words/formats.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { cannedWords } from '../words/canned-words.ts';
import { CannedForm } from './canned-form.tsx';

interface Search {
  readonly q?: string;
  /** An id, or `new`. */
  readonly open?: string;
}

/** The team's ready answers: found by their words, written, changed and deleted in a drawer. */
export function CannedPage({ search }: { search: Search }) {
  const t = useWords(cannedWords);
  const shared = useWords(uiWords);
  const setSearch = useSearchChange();
  const list = useDeskQuery<CannedReplies>('canned');
  const words = (search.q ?? '').toLowerCase().replace(/^\//, '');
  const rows = list.data?.replies.filter(({ shortcut, title, body }) =>
    `${shortcut} ${title} ${body.en ?? ''} ${body.zh ?? ''}`.toLowerCase().includes(words),
  );
  const show = (open: string | undefined) => setSearch({ ...search, open });
  const open = list.data?.replies.find(({ id }) => id === search.open) ?? null;
  const opened = search.open === 'new' || open !== null;
  const addButton = (
    <Button leftSection={<Icon path={plusIcon} size={16} />} onClick={() => show('new')}>
      {t('add')}
    </Button>
  );
  return (
    <div className="desk-column">
      <PageHeader title={t('title')} state={t('state')} actions={addButton} />
      <div className="card">
        <div className="canned-filter">
          <SearchField
            label={t('find')}
            value={search.q ?? ''}
            onChange={(q) => setSearch({ ...search, q: q || undefined })}
          />
        </div>
        <DataTable
          label={t('title')}
          columns={useColumns()}
          rows={rows}
          error={list.error}
          retry={() => void list.refetch()}
          rowKey={({ id }) => id}
          onOpen={({ id }) => show(id)}
          openKey={search.open}
          empty={
            words === '' ? (
              <Empty action={addButton}>{t('none')}</Empty>
            ) : (
              <Empty
                action={
                  <Button variant="default" onClick={() => setSearch({ ...search, q: undefined })}>
                    {shared('clearFilters')}
                  </Button>
                }
              >
                {t('noMatch')}
              </Empty>
            )
          }
        />
      </div>
      <Drawer
        opened={opened}
        onClose={() => show(undefined)}
        position="right"
        size={760}
        title={open ? t('editTitle', { shortcut: open.shortcut }) : t('addTitle')}
        closeButtonProps={{ 'aria-label': shared('close') }}
      >
        {opened && <CannedForm key={search.open} reply={open} close={() => show(undefined)} />}
      </Drawer>
    </div>
  );
}

function useColumns(): Column<CannedReply>[] {
  const t = useWords(cannedWords);
  const { language } = useLanguage();
  const { formats } = useDesk();
  return [
    { key: 'shortcut', title: t('shortcut'), cell: ({ shortcut }) => `/${shortcut}` },
    { key: 'title', title: t('name'), cell: ({ title }) => title },
    {
      key: 'text',
      title: t('text'),
      cell: ({ body }) => {
        const shown = body[language] ? language : body.en ? 'en' : 'zh';
        return (
          <span className="canned-excerpt" lang={shown === 'zh' ? 'zh-CN' : 'en'}>
            {body[shown]}
          </span>
        );
      },
    },
    {
      key: 'languages',
      title: t('languages'),
      cell: ({ body }) => (
        <span className="nowrap">{[body.en && t('en'), body.zh && t('zh')].filter(Boolean).join(' · ')}</span>
      ),
    },
    {
      key: 'changed',
      title: t('changed'),
      cell: ({ changedBy, changedAt }) => (
        <span className="nowrap">
          {t('changedBy', { who: changedBy ?? unknown, when: formats.relative(changedAt) })}
        </span>
      ),
    },
  ];
}
