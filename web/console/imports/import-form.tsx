import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportAsked, ImportFileView, ImportStart } from '../../../core/contracts/console-imports.ts';
import { fileIcon } from '../../icons.ts';
import { ask } from '../../ui/api/ask.ts';
import { Icon } from '../../ui/icon.tsx';
import { useShop } from '../../ui/shop.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { Constants } from './constants.tsx';
import { ImportFailure } from './import-failure.tsx';
import type { Mapping } from './mapping-of.ts';
import { MappingTable } from './mapping-table.tsx';
import { Outlook } from './outlook.tsx';
import { ReadingOptions } from './reading-options.tsx';
import { useFieldWords } from './use-field-words.ts';
import { usePreview } from './use-preview.ts';
import { importWords } from './words.ts';

/** A file that was sent: how it is read, what would come of it, and the button that begins. */
export function ImportForm(props: {
  file: ImportFileView;
  /** Another import runs. */
  busy: boolean;
  done(): void;
}) {
  const { file, busy, done } = props;
  const t = useWords(importWords);
  const fieldName = useFieldWords();
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const [asked, setAsked] = useState<ImportAsked>({});
  const { preview, whole, error, loading, counting, retry, count, ready } = usePreview(file, asked);
  const base = `/api/console/shops/${shop.id}/imports`;
  const start = useMutation({
    mutationFn: () =>
      ask<{ id: string }>('POST', base, {
        ...asked,
        kind: preview!.kind,
        fileId: file.id,
      } satisfies ImportStart),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [base] });
      showToast({ kind: 'good', text: t('begun', { name: file.name }) });
      done();
    },
  });
  const leave = useMutation({
    mutationFn: () => ask<void>('DELETE', `${base}/files/${file.id}`),
    onSettled: done,
  });
  const map = (mapping: Mapping) => setAsked({ ...asked, kind: preview!.kind, mapping });
  const missing = preview?.missing.map((names) => names.map(fieldName).join(t('or'))).join(t('and'));
  return (
    <section className="card">
      <div className="card-body column">
        <div className="row card-head">
          <h2 className="row file-name">
            <Icon path={fileIcon} />
            {file.name}
          </h2>
          <Button variant="default" onClick={() => leave.mutate()}>
            {t('otherFile')}
          </Button>
        </div>
        <ReadingOptions preview={preview} asked={asked} change={setAsked} />
        {error && <ImportFailure what={t('previewFailed')} error={error} retry={retry} />}
        {missing && (
          <div className="notice" data-kind="warn" role="alert">
            <p>{t('missingOne', { fields: missing })}</p>
          </div>
        )}
      </div>
      {!preview && loading && <Skeleton rows={8} />}
      {preview && !error && (
        <>
          <MappingTable preview={preview} stale={loading} change={map} />
          <div className="card-body column">
            <Constants preview={preview} change={map} />
            <Outlook preview={preview} whole={whole} counting={counting} count={count} />
            {start.error && <ImportFailure what={t('startFailed')} error={start.error} />}
            <div className="row">
              <Button disabled={!ready || busy} loading={start.isPending} onClick={() => start.mutate()}>
                {whole && ready ? t('start', { n: formats.count(whole.good) }) : t('startPlain')}
              </Button>
              {busy && <span className="meta">{t('otherRuns')}</span>}
            </div>
          </div>
        </>
      )}
    </section>
  );
}
