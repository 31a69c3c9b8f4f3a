import { ActionIcon, Popover, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskMe } from '../../../core/contracts/desk.ts';
import { bellIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { switchSingleKeys, useSingleKeysOn } from '../../ui/keys/single-keys.ts';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { playTone } from '../live/play-tone.ts';
import { usePreference } from '../live/use-preference.ts';
import { deskWords } from '../words/desk-words.ts';

/** Whether requests are assigned to me, and how this browser tells me of them. */
export function DeskSettings() {
  const t = useWords(deskWords);
  const desk = useDesk();
  const queries = useQueryClient();
  const sentence = useFailureSentence();
  const keysOn = useSingleKeysOn();
  const [sound, setSound] = usePreference('deskSound');
  const [notifications, setNotifications] = usePreference('deskNotifications');
  const [refused, setRefused] = useState(false);
  const availability = useMutation({
    mutationFn: (available: boolean) =>
      desk.ask<{ available: boolean }>('PUT', 'me/availability', { available }),
    onSuccess: ({ available }) =>
      queries.setQueryData<DeskMe>(desk.key('me'), (me) => me && { ...me, available }),
    onError: (error) => showToast({ text: sentence(error), kind: 'bad' }),
  });
  const wishNotifications = async (on: boolean) => {
    const allowed = !on || (await Notification.requestPermission()) === 'granted';
    setRefused(!allowed);
    setNotifications(on && allowed);
  };
  return (
    <div className="row">
      <Switch
        label={t('availableShort')}
        labelPosition="left"
        checked={availability.isPending ? availability.variables : desk.me.available}
        onChange={(event) => availability.mutate(event.currentTarget.checked)}
        title={t('available')}
      />
      <Popover position="bottom-end" width={280} trapFocus>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('settings')} title={t('settings')}>
            <Icon path={bellIcon} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('settings')}>
          <div className="column">
            <Switch
              label={t('sound')}
              checked={sound}
              onChange={(event) => {
                setSound(event.currentTarget.checked);
                if (event.currentTarget.checked) playTone();
              }}
            />
            <Switch
              label={t('notifications')}
              checked={notifications}
              {...(refused && { error: t('notificationsRefused') })}
              onChange={(event) => void wishNotifications(event.currentTarget.checked)}
            />
            <Switch
              label={t('singleKeys')}
              checked={keysOn}
              onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
            />
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
