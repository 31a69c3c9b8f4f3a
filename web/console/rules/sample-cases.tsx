import { Badge, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RuleCaseView, RulesPage } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { CaseDialog } from './case-dialog.tsx';
import { offerNames } from './offer-names.ts';
import { useFactWords } from './use-fact-words.ts';
import { ruleWords } from './words.ts';

/** Shoppers whose offers are known, tried on the draft: each must hold before it is published. */
export function SampleCases({ path, page, readOnly }: { path: string; page: RulesPage; readOnly: boolean }) {
  const t = useWords(ruleWords);
  const queries = useQueryClient();
  const [editing, setEditing] = useState<RuleCaseView | 'new' | null>(null);
  const [removing, setRemoving] = useState<RuleCaseView | null>(null);
  const remove = useMutation({
    mutationFn: (id: string) => ask<void>('DELETE', `${path}/cases/${id}`),
    onSuccess: () => {
      showToast({ kind: 'good', text: t('caseRemoved') });
      setRemoving(null);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  const columns = useCaseColumns(page, readOnly, setEditing, setRemoving);
  const held = page.cases.filter(({ holds }) => holds).length;
  const add = (
    <Button variant="default" onClick={() => setEditing('new')}>
      {t('addCase')}
    </Button>
  );
  return (
    <section className="card">
      <div className="card-body row card-head">
        <div>
          <h2>
            {t('cases')}
            {page.cases.length > 0 && (
              <span className="meta"> {t('casesHold', { held, all: page.cases.length })}</span>
            )}
          </h2>
          <p className="meta">{t('casesWhat')}</p>
        </div>
        {!readOnly && page.cases.length > 0 && add}
      </div>
      <DataTable
        label={t('cases')}
        columns={columns}
        rows={page.cases}
        rowKey={({ id }) => id}
        empty={<Empty action={!readOnly && add}>{t('noCases')}</Empty>}
      />
      <CaseDialog path={path} page={page} editing={editing} close={() => setEditing(null)} />
      <ConfirmDialog
        opened={removing !== null}
        title={t('removeCaseTitle', { name: removing?.name ?? '' })}
        action={t('removeCase')}
        danger
        busy={remove.isPending}
        error={remove.error}
        confirm={() => removing && remove.mutate(removing.id)}
        close={() => setRemoving(null)}
      >
        <CaseFacts facts={removing?.facts ?? {}} />
      </ConfirmDialog>
    </section>
  );
}

function useCaseColumns(
  page: RulesPage,
  readOnly: boolean,
  edit: (one: RuleCaseView) => void,
  remove: (one: RuleCaseView) => void,
): Column<RuleCaseView>[] {
  const t = useWords(ruleWords);
  const { language } = useLanguage();
  const names = (ids: readonly string[]) => offerNames(page.offers, ids, language, t('nothingGiven'));
  const buttons: Column<RuleCaseView> = {
    key: 'actions',
    title: t('actions'),
    hiddenTitle: true,
    cell: (one) => (
      <div className="table-actions">
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('editCase')}: ${one.name}`}
          onClick={() => edit(one)}
        >
          {t('edit')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`${t('removeCase')}: ${one.name}`}
          onClick={() => remove(one)}
        >
          {t('remove')}
        </Button>
      </div>
    ),
  };
  return [
    { key: 'name', title: t('caseName'), cell: ({ name }) => name },
    {
      key: 'state',
      title: t('caseState'),
      cell: ({ holds, got }) => (
        <Badge color={holds ? 'green' : 'red'}>
          {t(holds ? 'holds' : got === null ? 'cannotTell' : 'broken')}
        </Badge>
      ),
    },
    { key: 'facts', title: t('caseFacts'), cell: ({ facts }) => <CaseFacts facts={facts} /> },
    { key: 'expected', title: t('caseExpected'), cell: ({ expected }) => names(expected) },
    {
      key: 'got',
      title: t('caseGot'),
      cell: ({ got, holds }) => {
        if (got === null) return t('empty');
        return holds ? names(got) : <strong>{names(got)}</strong>;
      },
    },
    ...(readOnly ? [] : [buttons]),
  ];
}

function CaseFacts({ facts }: { facts: RuleCaseView['facts'] }) {
  const words = useFactWords();
  return (
    <ul className="facts">
      {Object.entries(facts).map(([field, value]) => (
        <li key={field}>
          <span className="meta">{words.label(field)}</span> {words.value(field, value)}
        </li>
      ))}
    </ul>
  );
}
