import { Button, Modal, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskMe } from '../../../core/contracts/desk.ts';
import type { DeskCommand, DeskKeysRequest, OwnDeskKeys } from '../../../core/contracts/desk-keys.ts';
import { switchSingleKeys, useSingleKeysOn } from '../../ui/keys/single-keys.ts';
import { Failure } from '../../ui/states/failure.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { deskWords } from '../words/desk-words.ts';
import { KeyChoice } from './key-choice.tsx';
import { commandList, fixedKeyList } from './key-list.ts';

/** All keys: those that each person may choose, the fixed ones, and the switch for those that are a single sign. */
export function KeySheet({ opened, close }: { opened: boolean; close(): void }) {
  const t = useWords(deskWords);
  const shared = useWords(uiWords);
  const desk = useDesk();
  const queries = useQueryClient();
  const on = useSingleKeysOn();
  const [waiting, setWaiting] = useState<DeskCommand>();
  const { keys, changed } = desk.me.ownKeys;
  const save = useMutation({
    mutationFn: (request: DeskKeysRequest) => desk.ask<OwnDeskKeys>('PUT', 'me/keys', request),
    onSuccess: (ownKeys) => queries.setQueryData<DeskMe>(desk.key('me'), (me) => me && { ...me, ownKeys }),
  });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('keysTitle')}
      closeOnEscape={waiting === undefined}
      closeButtonProps={{ 'aria-label': shared('close') }}
    >
      <div className="column">
        <Switch
          label={t('singleKeys')}
          description={t('keysDead')}
          checked={on}
          onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
        />
        <p className="meta">{t('keysChoose')}</p>
        {save.error && <Failure error={save.error} />}
        <dl className="key-sheet">
          {commandList.map(([command]) => (
            <div key={command}>
              <KeyChoice
                command={command}
                waiting={waiting === command}
                wait={(wanted) =>
                  setWaiting((before) => (wanted ? command : before === command ? undefined : before))
                }
                choose={(key) => save.mutate({ keys: { ...keys, [command]: key } })}
              />
            </div>
          ))}
          {fixedKeyList.map(([signs, does]) => (
            <div key={signs}>
              <dt>
                {signs.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(does)}</dd>
            </div>
          ))}
        </dl>
        {changed && (
          <Button variant="default" onClick={() => save.mutate({ keys: {} })} loading={save.isPending}>
            {t('keyReset')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
