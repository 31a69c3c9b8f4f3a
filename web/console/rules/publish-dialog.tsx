import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeResult, RuleProblemView, RulesPage } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { DiffView } from './diff-view.tsx';
import { movesRows, tableDiff } from './table-diff.ts';
import type { EditedDraft } from './use-draft.ts';
import { useProblemSentence } from './use-problem-sentence.ts';
import { useWidenings } from './use-widenings.ts';
import { ruleWords } from './words.ts';

type Draft = NonNullable<RulesPage['draft']>;

/** Publishing: what keeps it back, what it changes, and whether a second person must agree; all before the button. */
export function PublishDialog(props: {
  opened: boolean;
  close(): void;
  path: string;
  page: RulesPage;
  draft: Draft;
  edited: EditedDraft;
  problems: readonly RuleProblemView[];
}) {
  const t = useWords(ruleWords);
  const shared = useWords(uiWords);
  return (
    <Modal
      opened={props.opened}
      onClose={props.close}
      size="lg"
      title={t('publishTitle', { version: props.draft.version })}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {props.opened && <Publish {...props} />}
    </Modal>
  );
}

function Publish({ close, path, page, draft, edited, problems }: Parameters<typeof PublishDialog>[0]) {
  const t = useWords(ruleWords);
  const shared = useWords(uiWords);
  const queries = useQueryClient();
  const blocked = useBlockers(page, draft, edited, problems);
  const widenings = useWidenings(page.offers);
  const [reason, setReason] = useState('');
  const takesTwo = draft.widenings.length > 0;
  const publish = useMutation({
    mutationFn: () =>
      ask<ChangeResult>('POST', `${path}/publish`, { revision: edited.revision, reason: reason.trim() }),
    onSuccess: ({ state }) => {
      void queries.invalidateQueries();
      showToast({
        kind: 'good',
        text: state === 'asked' ? t('asked') : t('published', { version: draft.version }),
      });
      close();
    },
  });
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked.length === 0) publish.mutate();
      }}
    >
      {blocked.length > 0 ? (
        <div className="notice" data-kind="bad">
          <div>
            <p>
              <strong>{t('blocked')}</strong>
            </p>
            <ul className="bullets">
              {blocked.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        </div>
      ) : (
        <p>{t(page.cases.length === 0 ? 'readyNoCase' : 'ready', { n: page.cases.length })}</p>
      )}
      <p className="notice" data-kind={takesTwo ? 'warn' : undefined}>
        {takesTwo ? widenings(draft.widenings) : t('notWider')}
      </p>
      {page.live && <DiffView before={page.live.table} after={edited.table} offers={page.offers} />}
      {takesTwo && (
        <TextInput
          label={t('reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {publish.error && <Failure error={publish.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={close}>
          {shared('cancel')}
        </Button>
        <Button type="submit" disabled={blocked.length > 0} loading={publish.isPending}>
          {t(takesTwo ? 'ask' : 'publishNow')}
        </Button>
      </div>
    </form>
  );
}

function useBlockers(
  page: RulesPage,
  draft: Draft,
  edited: EditedDraft,
  problems: readonly RuleProblemView[],
): string[] {
  const t = useWords(ruleWords);
  const sentence = useProblemSentence();
  const same =
    page.live &&
    tableDiff(page.live.table, edited.table).length === 0 &&
    !movesRows(page.live.table, edited.table);
  return [
    ...(edited.state === 'saved' ? [] : [t('blockedUnsaved')]),
    ...(draft.stale ? [t('blockedStale')] : []),
    ...problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => {
        const input = edited.table.inputs.some(({ name }) => name === problem.column);
        const where = problem.row === null ? '' : `${t('row', { row: problem.row })}: `;
        const what = sentence(problem, problem.column !== null && !input);
        return `${where}${problem.column && input ? `${problem.column}: ` : ''}${what}`;
      }),
    ...page.cases.filter(({ holds }) => !holds).map(({ name }) => t('blockedCase', { name })),
    ...(same ? [t('blockedNoChange')] : []),
  ];
}
