import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useRef, useState } from 'react';
import type { ImportFileView } from '../../../core/contracts/console-imports.ts';
import { uploadIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useShop } from '../../ui/shop.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { ImportFailure } from './import-failure.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { type SendingState, sendFile } from './send-file.ts';
import { importWords } from './words.ts';

/** Takes a file by drop, click or keys, and sends it. @param sent told of the file when the server has all of it. */
export function DropZone({ sent }: { sent(file: ImportFileView): void }) {
  const t = useWords(importWords);
  const { id: shopId } = useShop();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(undefined);
  const [over, setOver] = useState(false);
  const [state, setState] = useState<SendingState>({ sentBytes: 0, waiting: false });
  const send = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      setState({ sentBytes: 0, waiting: false });
      return sendFile(`/api/console/shops/${shopId}/imports/files`, file, {
        signal: stop.current.signal,
        tell: setState,
      });
    },
    onSuccess: sent,
  });
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !send.isPending) send.mutate(file);
  };
  const dragged = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };
  const file = send.variables;
  if (send.isPending && file)
    return (
      <Sending
        file={file}
        state={state}
        stop={() => {
          stop.current?.abort();
          send.reset();
        }}
      />
    );
  return (
    <section className="card card-body column">
      {send.error && file && (
        <ImportFailure what={t('uploadFailed')} error={send.error} retry={() => send.mutate(file)} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is there for keys */}
      <div
        className="drop"
        data-over={over || undefined}
        onDragOver={dragged(true)}
        onDragLeave={dragged(false)}
        onDrop={(event) => {
          dragged(false)(event);
          take(event.dataTransfer.files);
        }}
      >
        <Icon path={uploadIcon} size={20} />
        <p>
          <strong>{t('drop')}</strong>
        </p>
        <Button onClick={() => input.current?.click()}>{t('chooseFile')}</Button>
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          tabIndex={-1}
          aria-label={t('chooseFile')}
          accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz"
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <p className="meta">{t('dropHelp')}</p>
        <p className="meta">{t('dropHint')}</p>
      </div>
      <details className="import-help">
        <summary>{t('docs')}</summary>
        <ul className="bullets">
          <li>{t('helpColumns')}</li>
          <li>{t('helpOrders')}</li>
          <li>{t('helpWhole')}</li>
          <li>{t('helpAgain')}</li>
          <li>{t('helpLeftOut')}</li>
          <li>{t('helpCommand')}</li>
        </ul>
      </details>
    </section>
  );
}

function Sending({ file, state, stop }: { file: File; state: SendingState; stop(): void }) {
  const t = useWords(importWords);
  const formats = useFormats(useShop());
  const megabytes = (bytes: number) => formats.count(Math.round(bytes / 104_857.6) / 10);
  const all = state.sentBytes === file.size;
  const title = t('uploading', { name: file.name });
  return (
    <section className="card card-body column">
      <div className="row card-head">
        <strong className="file-name">{title}</strong>
        <Button variant="default" onClick={stop}>
          {t('stopUpload')}
        </Button>
      </div>
      <ProgressBar label={title} share={state.sentBytes / Math.max(1, file.size)} />
      <p className="meta" role="status">
        {all
          ? t('checkingFile')
          : state.waiting
            ? t('waitingNet')
            : t('uploaded', { done: megabytes(state.sentBytes), all: megabytes(file.size) })}
      </p>
    </section>
  );
}
