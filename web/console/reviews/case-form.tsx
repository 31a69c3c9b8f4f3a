import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NamedPerson } from '../../../core/contracts/console-money.ts';
import {
  type CaseChange,
  caseStates,
  type PainPointCase,
  type PainPointCaseState,
  type PainPointKey,
} from '../../../core/contracts/console-reviews.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { CaseEffect } from './case-effect.tsx';
import { reviewWords } from './words.ts';

/** Who does what about a pain point, and what came of it. @param known the case that is edited; null: a new one. */
export function CaseForm(props: {
  point: PainPointKey;
  known: PainPointCase | null;
  people: readonly NamedPerson[];
}) {
  const { point, known, people } = props;
  const t = useWords(reviewWords);
  const path = `/api/console/shops/${useShop().id}/reviews/cases`;
  const queries = useQueryClient();
  const [typed, setTyped] = useState<CaseChange>({
    ownerId: known?.owner?.id ?? null,
    action: known?.action ?? '',
    actedOn: known?.actedOn ?? null,
    state: known?.state ?? 'open',
  });
  const set = (change: Partial<CaseChange>) => setTyped({ ...typed, ...change });
  const save = useMutation({
    mutationFn: () =>
      known
        ? ask<PainPointCase>('PUT', `${path}/${known.id}`, { ...typed, version: known.version })
        : ask<PainPointCase>('POST', path, { ...typed, ...point }),
    onSuccess: () => {
      void queries.invalidateQueries();
      showToast({ kind: 'good', text: t(known ? 'saved' : 'opened') });
    },
  });
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Select
        label={t('owner')}
        placeholder={t('nobody')}
        value={typed.ownerId}
        onChange={(ownerId) => set({ ownerId })}
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        clearButtonProps={{ 'aria-label': t('nobody') }}
      />
      <Textarea
        label={t('action')}
        value={typed.action}
        maxLength={2_000}
        autosize
        minRows={2}
        onChange={(event) => set({ action: event.currentTarget.value })}
      />
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          type="date"
          label={t('actedOn')}
          value={typed.actedOn ?? ''}
          onChange={(event) => set({ actedOn: event.currentTarget.value || null })}
        />
        <Select
          label={t('status')}
          value={typed.state}
          allowDeselect={false}
          onChange={(state) => state && set({ state: state as PainPointCaseState })}
          data={caseStates.map((value) => ({ value, label: t(value) }))}
        />
        <Button type="submit" loading={save.isPending}>
          {t(known ? 'save' : 'openCase')}
        </Button>
      </div>
      {save.error && <Failure error={save.error} />}
      {known?.effect && <CaseEffect effect={known.effect} />}
    </form>
  );
}
