import { ActionIcon, Button, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { plusIcon, redoIcon, undoIcon } from '../../icons.ts';
import { ask } from '../../ui/api/ask.ts';
import { Icon } from '../../ui/icon.tsx';
import { useShop } from '../../ui/shop.tsx';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { DiffView } from './diff-view.tsx';
import { DraftConflictNotice } from './draft-conflict-notice.tsx';
import { factOf } from './field-words.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { newRowId, RuleGrid } from './rule-grid.tsx';
import { withColumn, withNewRow } from './table-edits.ts';
import { useDraft } from './use-draft.ts';
import { useFactWords } from './use-fact-words.ts';
import { useLint } from './use-lint.ts';
import { useUndoKeys } from './use-undo-keys.ts';
import { useWidenings } from './use-widenings.ts';
import { ruleWords } from './words.ts';

const stateWords = {
  saved: 'stateSaved',
  saving: 'stateSaving',
  unsaved: 'stateUnsaved',
  conflict: 'stateConflict',
} as const;

/** The draft's table editor: saved by itself, linted cell by cell, published from here. */
export function RuleEditor(props: {
  path: string;
  page: RulesPage;
  draft: NonNullable<RulesPage['draft']>;
  setUnsaved(unsaved: boolean): void;
}) {
  const { path, page, draft, setUnsaved } = props;
  const t = useWords(ruleWords);
  const facts = useFactWords();
  const formats = useFormats(useShop());
  const widenings = useWidenings(page.offers);
  const queries = useQueryClient();
  const edited = useDraft(path, draft);
  const { table, state } = edited;
  const problems = useLint(path, table, draft.problems);
  const [showsDiff, setShowsDiff] = useState(false);
  const [publishing, setPublishing] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  useEffect(() => {
    setUnsaved(state !== 'saved');
    return () => setUnsaved(false);
  }, [state, setUnsaved]);
  useUndoKeys(edited.undo, edited.redo);
  const discard = useMutation({
    mutationFn: () => ask<void>('DELETE', `${path}/draft?revision=${edited.revision}`),
    onSuccess: async () => {
      setDiscarding(false);
      setUnsaved(false);
      await queries.invalidateQueries({ queryKey: [path] });
      showToast({ kind: 'good', text: t('discarded') });
    },
  });
  const unused = page.fields.filter(({ name }) => !table.inputs.some(({ field }) => field === name));
  return (
    <section className="card">
      <div className="card-body column">
        <div className="row card-head">
          <div>
            <h2>{t('tableLabel')}</h2>
            <p className="meta">
              {page.live ? t('live', { version: page.live.version }) : t('noLive')} ·{' '}
              {t('draft', {
                version: draft.version,
                name: draft.editedBy ?? t('somebody'),
                when: formats.relative(draft.editedAt),
              })}{' '}
              · <span role="status">{t(stateWords[state])}</span>
            </p>
          </div>
          <div className="row">
            <ActionIcon
              variant="default"
              aria-label={t('undo')}
              disabled={!edited.canUndo}
              onClick={edited.undo}
            >
              <Icon path={undoIcon} size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={t('redo')}
              disabled={!edited.canRedo}
              onClick={edited.redo}
            >
              <Icon path={redoIcon} size={16} />
            </ActionIcon>
            <Button variant="default" aria-expanded={showsDiff} onClick={() => setShowsDiff(!showsDiff)}>
              {t('changes')}
            </Button>
            <Button variant="default" onClick={() => setDiscarding(true)}>
              {t('discard')}
            </Button>
            <Button disabled={page.openApproval !== null} onClick={() => setPublishing(true)}>
              {t(page.openApproval ? 'waitsForApproval' : 'publish')}
            </Button>
          </div>
        </div>
        {edited.error && <Failure error={edited.error} what={t('saveFailed')} retry={edited.retry} />}
        <DraftConflictNotice edited={edited} page={page} />
        {draft.stale && (
          <p className="notice" data-kind="warn">
            {t('blockedStale')}
          </p>
        )}
        {draft.widenings.length > 0 && !page.openApproval && (
          <p className="notice" data-kind="warn">
            {widenings(draft.widenings)}
          </p>
        )}
        {showsDiff && page.live && <DiffView before={page.live.table} after={table} offers={page.offers} />}
        <p className="meta">
          {t(table.hitPolicy)} {t('help')}
        </p>
      </div>
      <RuleGrid
        table={table}
        offers={page.offers}
        problems={problems}
        hits={page.hits30}
        edit={edited.edit}
      />
      <div className="table-foot">
        <Button
          variant="default"
          leftSection={<Icon path={plusIcon} size={16} />}
          onClick={() => edited.edit(withNewRow(table, newRowId()))}
        >
          {t('addRow')}
        </Button>
        {unused.length > 0 && (
          <Select
            aria-label={t('addColumn')}
            placeholder={t('addColumn')}
            value={null}
            searchable
            data={unused.map(({ name }) => ({ value: name, label: facts.label(name) }))}
            onChange={(field) =>
              // Problems call a column by this name, in whatever language it is read.
              field && edited.edit(withColumn(table, field, factOf(field)?.en ?? field))
            }
          />
        )}
      </div>
      <PublishDialog
        opened={publishing}
        close={() => setPublishing(false)}
        path={path}
        page={page}
        draft={draft}
        edited={edited}
        problems={problems}
      />
      <ConfirmDialog
        opened={discarding}
        title={t('discardTitle', { version: draft.version })}
        action={t('discard')}
        danger
        busy={discard.isPending}
        error={discard.error}
        confirm={() => discard.mutate()}
        close={() => setDiscarding(false)}
      >
        {t('discardText')}
      </ConfirmDialog>
    </section>
  );
}
