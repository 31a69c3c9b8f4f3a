import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExperimentSummary } from '../../../core/contracts/console-experiments.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import type { ExperimentTask } from './experiment-card.tsx';
import { resultWords } from './result-words.ts';

const words = {
  start: { title: 'startTitle', says: 'startSays', action: 'start', done: 'started' },
  stop: { title: 'stopTitle', says: 'stopSays', action: 'stop', done: 'wasStopped' },
  discard: { title: 'discardTitle', says: 'discardSays', action: 'discard', done: 'discarded' },
} as const;

/** Asks before an experiment begins, stops or is taken away. */
export function TaskDialog(props: { experiment: ExperimentSummary; task: ExperimentTask; close(): void }) {
  const { experiment, task } = props;
  const t = useWords(resultWords);
  const { language } = useLanguage();
  const shop = useShop();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const { title, says, action, done } = words[task];
  const change = useMutation({
    mutationFn: () =>
      ask<undefined>('POST', `/api/console/shops/${shop.id}/experiments/${experiment.id}/${task}`, {
        version: experiment.version,
        ...(task === 'stop' && { reason }),
      }),
    onSuccess: () => {
      showToast({ kind: 'good', text: t(done) });
      props.close();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <ConfirmDialog
      opened
      title={t(title, { name: experiment.name[language] })}
      action={t(action)}
      danger={task !== 'start'}
      busy={change.isPending}
      error={change.error}
      confirm={() => change.mutate()}
      close={props.close}
    >
      <p>{t(says)}</p>
      {task === 'stop' && (
        <TextInput
          label={t('reason')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
    </ConfirmDialog>
  );
}
