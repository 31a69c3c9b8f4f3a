import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/ask.ts';
import { ConfirmDialog } from '../states/confirm-dialog.tsx';
import { showToast } from '../states/toasts.tsx';
import { useWords } from '../words/use-words.ts';
import { eraseWords } from './erase-words.ts';

/** Who is to be erased, and how that is done. */
export interface Erasing {
  /** What has to be typed, which the server holds against its own; null: a visitor's conversation alone. */
  readonly name: string | null;
  /** Where it is carried out; where it is asked for, for who may not carry it out. */
  readonly path: string;
  readonly may: 'erase' | 'ask';
  /** The name is the shop's: everybody goes whom this system told of. */
  readonly everybodyOf?: string;
}

/** Says what goes and what stays. The name has to be typed: nobody is erased by a slip of the hand. */
export function EraseDialog({ erasing, close }: { erasing: Erasing | null; close(): void }) {
  const t = useWords(eraseWords);
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const name = erasing?.name ?? null;
  const asks = erasing?.may === 'ask';
  const all = erasing?.everybodyOf;
  const leave = () => {
    setTyped('');
    erase.reset();
    close();
  };
  const erase = useMutation({
    mutationFn: () =>
      ask<unknown>('POST', erasing!.path, asks || name === null ? {} : { name: typed.trim() }),
    onSuccess: () => {
      void queries.invalidateQueries();
      const done = all
        ? t('allDone')
        : asks
          ? t('askDone')
          : name === null
            ? t('visitorDone')
            : t('done', { name });
      showToast({ kind: 'good', text: done });
      leave();
    },
  });
  const title = all
    ? t('allTitle', { system: all })
    : name === null
      ? t(asks ? 'askVisitorTitle' : 'visitorTitle')
      : t(asks ? 'askTitle' : 'title', { name });
  const toType = !asks && name !== null;
  return (
    <ConfirmDialog
      opened={erasing !== null}
      title={title}
      action={t(asks ? 'askAction' : 'action')}
      danger={!asks}
      busy={erase.isPending}
      ready={!toType || typed.trim() === name}
      error={erase.error}
      confirm={() => erase.mutate()}
      close={leave}
    >
      <div className="column">
        <dl className="erasure">
          <dt>{t('goes')}</dt>
          <dd>{t(name === null ? 'goesVisitor' : 'goesShopper')}</dd>
          <dt>{t('stays')}</dt>
          <dd>{t(name === null ? 'staysVisitor' : 'staysShopper')}</dd>
        </dl>
        <p>{t(asks ? 'askFinal' : 'final')}</p>
        {toType && (
          <TextInput
            label={t('typeName', { name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
