import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BudgetView, ChangeResult } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { centsOf } from './cents-of.ts';
import { budgetWords } from './words.ts';

/** Another limit: less at once, more by a second person, which is said before anything is typed. */
export function LimitDialog({ budget, close }: { budget: BudgetView | null; close(): void }) {
  const shared = useWords(uiWords);
  const t = useWords(budgetWords);
  const { language } = useLanguage();
  return (
    <Modal
      opened={budget !== null}
      onClose={close}
      title={budget && t('changeTitle', { budget: budget.name[language] })}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      {budget && <LimitForm budget={budget} close={close} />}
    </Modal>
  );
}

function LimitForm({ budget, close }: { budget: BudgetView; close(): void }) {
  const t = useWords(budgetWords);
  const shared = useWords(uiWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const limitCents = centsOf(typed, shop.currency);
  const raises = limitCents !== null && limitCents > budget.limitCents;
  const change = useMutation({
    mutationFn: () =>
      ask<ChangeResult>('PUT', `/api/console/shops/${shop.id}/budgets/${budget.id}/limit`, {
        limitCents,
        reason,
        version: budget.version,
      }),
    onSuccess: ({ state }) => {
      void queries.invalidateQueries();
      showToast({ kind: 'good', text: t(state === 'asked' ? 'asked' : 'changed') });
      close();
    },
  });
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        if (limitCents !== null) change.mutate();
      }}
    >
      <p className="meta">
        {t('secondPerson', { limit: formats.money(budget.limitCents) })}{' '}
        {t('atOnce', { least: formats.money(budget.reservedCents + budget.spentCents) })}
      </p>
      <TextInput
        label={t('limit', { currency: shop.currency })}
        inputMode="decimal"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={typed !== '' && limitCents === null ? t('notANumber') : null}
        data-autofocus
      />
      <TextInput
        label={t('reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {change.error && <Failure error={change.error} />}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={close}>
          {shared('cancel')}
        </Button>
        <Button
          type="submit"
          loading={change.isPending}
          disabled={limitCents === null || limitCents === budget.limitCents}
        >
          {t(limitCents === null ? 'set' : raises ? 'ask' : 'lower')}
        </Button>
      </div>
    </form>
  );
}
