import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PrivacyShopper } from '../../../core/contracts/console-privacy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { ConfirmDialog } from '../../ui/states/confirm-dialog.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { privacyWords } from './words.ts';

/** The name has to be typed: nobody is erased by a slip of the hand. The server holds it against the shopper's. */
export function EraseDialog({ shopper, close }: { shopper: PrivacyShopper | null; close(): void }) {
  const t = useWords(privacyWords);
  const shop = useShop();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const name = shopper ? (shopper.name ?? shopper.externalId ?? shopper.id) : '';
  const leave = () => {
    setTyped('');
    erase.reset();
    close();
  };
  const erase = useMutation({
    mutationFn: () =>
      ask<unknown>('POST', `/api/console/shops/${shop.id}/privacy/shoppers/${shopper?.id}/erase`, {
        name: typed.trim(),
      }),
    onSuccess: () => {
      void queries.invalidateQueries();
      showToast({ kind: 'good', text: t('eraseDone', { name }) });
      leave();
    },
  });
  return (
    <ConfirmDialog
      opened={shopper !== null}
      title={t('eraseTitle', { name })}
      action={t('eraseAction')}
      danger
      busy={erase.isPending}
      error={erase.error}
      confirm={() => erase.mutate()}
      close={leave}
    >
      <div className="column">
        <p>{t('eraseHelp')}</p>
        <TextInput
          label={t('typeName', { name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}
