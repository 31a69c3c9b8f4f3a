import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportView } from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ImportFailure } from './import-failure.tsx';
import { ImportProblem } from './import-problem.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { StateBadge } from './state-badge.tsx';
import { usePace } from './use-pace.ts';
import { importWords } from './words.ts';

/** An import that runs, with how far it is, or one that stopped and can go on. */
export function UnfinishedImport({ run, busy }: { run: ImportView; busy: boolean }) {
  const t = useWords(importWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const pace = usePace(run);
  const [asking, setAsking] = useState(false);
  const base = `/api/console/shops/${shop.id}/imports`;
  const act = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') => ask<unknown>('POST', `${base}/${run.id}/${what}`),
    onSuccess: () => setAsking(false),
    onSettled: () => void queries.invalidateQueries({ queryKey: [base] }),
  });
  const running = run.state === 'running';
  const facts = [
    t('rowsRead', { n: formats.count(run.rowsRead) }),
    run.phase !== 'read' &&
      t('rowsWritten', { n: formats.count(run.rowsWritten), all: formats.count(run.rowsStaged) }),
    t('rowsRejected', { n: formats.count(run.rowsRejected) }),
    running && pace && t('perSecond', { n: formats.count(pace.rowsPerSecond) }),
    running &&
      pace &&
      (pace.secondsLeft < 90
        ? t('secondsLeft', { n: pace.secondsLeft })
        : t('minutesLeft', { n: Math.round(pace.secondsLeft / 60) })),
  ].filter(Boolean);
  const stopping = running && act.isSuccess && act.variables !== 'resume';
  return (
    <section className="card card-body column">
      <div className="row card-head">
        <h2 className="row file-name">
          {run.fileName} <StateBadge state={run.state} />
        </h2>
        <div className="row">
          {running && (
            <Button variant="default" disabled={stopping} onClick={() => act.mutate('pause')}>
              {t('pause')}
            </Button>
          )}
          {!running && run.resumable && (
            <Button disabled={busy} loading={act.isPending} onClick={() => act.mutate('resume')}>
              {t('resume')}
            </Button>
          )}
          <Button
            variant="outline"
            color="red"
            disabled={stopping || (!running && busy)}
            onClick={() => setAsking(true)}
          >
            {t('cancelImport')}
          </Button>
        </div>
      </div>
      <ProgressBar label={t('progressOf', { name: run.fileName })} share={run.share} />
      <p className="meta" role="status">
        <strong>{formats.percent(Math.floor(run.share * 100) / 100)}</strong>
        {running &&
          ` · ${stopping ? t('stopping') : t(`phase_${run.phase === 'done' ? 'settle' : run.phase}`)}`}
        {facts.map((fact) => ` · ${fact}`)}
      </p>
      {!running && <WhyStopped run={run} />}
      {act.error && !asking && <ImportFailure what={t('startFailed')} error={act.error} />}
      <ConfirmDialog
        opened={asking}
        title={t('cancelTitle', { name: run.fileName })}
        action={t('cancelAction')}
        danger
        busy={act.isPending}
        error={act.error}
        confirm={() => act.mutate('cancel')}
        close={() => setAsking(false)}
      >
        {t('cancelHelp')}
      </ConfirmDialog>
    </section>
  );
}

function WhyStopped({ run }: { run: ImportView }) {
  const t = useWords(importWords);
  return (
    <p>
      {run.state === 'paused' && t('pausedNote')}
      {run.state === 'cut_off' && t('cutOffNote')}
      {run.state === 'failed' && (
        <>
          {t('failedNote')} <ImportProblem run={run} />
        </>
      )}
      {!run.resumable && ` ${t(run.startedBy === null ? 'commandLineNote' : 'f_file_gone')}`}
    </p>
  );
}
