import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SavedView, SavedViewRequest, SavedViews } from '../../../core/contracts/desk-queue.ts';
import { closeIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskSearch } from '../use-desk-search.ts';
import { queueWords } from '../words/queue-words.ts';
import { defaultView } from './use-queue.ts';

/** Views that were saved, one's own and the team's; the present one can be added. */
export function SavedViewList() {
  const t = useWords(queueWords);
  const desk = useDesk();
  const { search, go } = useDeskSearch();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const { data } = useDeskQuery<SavedViews>('views');
  const refresh = () => desk.refresh('views');
  const add = useMutation({
    mutationFn: (view: SavedViewRequest) => desk.ask<SavedView>('POST', 'views', view),
    onSuccess: () => {
      setName('');
      refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => desk.ask('DELETE', `views/${id}`),
    onSettled: refresh,
  });
  const { view = defaultView, state, topic, language, risk, value } = search;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const query = { view, state, topic, language, risk, value };
    if (name.trim() !== '')
      add.mutate({ name: name.trim(), shared, query: given(query) as SavedViewRequest['query'] });
  };
  const error = add.error ?? remove.error;
  return (
    <form className="column saved-views" onSubmit={save}>
      <strong>{t('savedViews')}</strong>
      {data?.views.map((saved) => (
        <div className="row" key={saved.id}>
          <Button
            variant="subtle"
            className="saved-view"
            onClick={() =>
              go({
                state: undefined,
                topic: undefined,
                language: undefined,
                risk: undefined,
                value: undefined,
                ...saved.query,
              })
            }
          >
            {saved.name}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('remove', { name: saved.name })}
            onClick={() => remove.mutate(saved.id)}
          >
            <Icon path={closeIcon} size={16} />
          </ActionIcon>
        </div>
      ))}
      {error && <Failure error={error} what={t('savedViews')} />}
      <TextInput
        label={t('viewName')}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('shared')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Button type="submit" variant="default" loading={add.isPending}>
        {t('saveView')}
      </Button>
    </form>
  );
}

function given(query: object): object {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
