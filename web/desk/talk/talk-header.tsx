import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { backIcon, personIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { useDeskKeys } from '../keys/use-desk-keys.ts';
import { useDeskSearch } from '../use-desk-search.ts';
import { queueWords } from '../words/queue-words.ts';
import { talkWords } from '../words/talk-words.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { ResolveDialog } from './resolve-dialog.tsx';
import { useHolding } from './use-talk.ts';

/** Who it is, who else is here, and what becomes of the conversation. */
export function TalkHeader({ view, phone, wide }: { view: ConversationView; phone: boolean; wide: boolean }) {
  const t = useWords(talkWords);
  const queue = useWords(queueWords);
  const label = useLabel();
  const { me, formats } = useDesk();
  const { go } = useDeskSearch();
  const { row, here } = view;
  const holding = useHolding(row.conversationId);
  const [dialog, setDialog] = useState<'assign' | 'resolve'>();
  const held = row.state === 'held';
  const mine = held && row.agent?.id === me.agent.id;
  const open = held || row.state === 'waiting';
  const take = () => holding.mutate({ path: 'take' });
  const giveBack = () => holding.mutate({ path: 'give-back', done: t('gaveBack') });
  const toQueue = () =>
    holding.mutate({
      path: 'unassign',
      done: t('wentBack', { time: formats.time(new Date().toISOString()) }),
    });
  useDeskKeys({
    ...(!held && { take }),
    ...(open && { giveBack, resolve: () => setDialog('resolve') }),
    assign: () => setDialog('assign'),
  });
  const others = here.filter(({ agent }) => agent.id !== me.agent.id);
  const facts = [
    row.topic && label(row.topic),
    row.language,
    label(row.channel),
    held && row.agent ? queue('with', { name: mine ? t('you') : row.agent.name }) : queue(row.state),
  ].filter((fact) => fact);
  const busy = holding.isPending;
  return (
    <header className="talk-head">
      {phone && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('back')}
          onClick={() => go({ c: undefined }, 'push')}
        >
          <Icon path={backIcon} />
        </ActionIcon>
      )}
      <div className="talk-who">
        <h2>{row.shopper?.name ?? queue('visitor')}</h2>
        <p className="meta">{facts.join(' · ')}</p>
        {others.map(({ agent, state }) => (
          <p key={agent.id} className="talk-here" role="status">
            {t(state === 'writing' ? 'isWriting' : 'isHere', { name: agent.name })}
          </p>
        ))}
      </div>
      <div className="talk-does">
        {!held && (
          <Button onClick={take} loading={busy} variant={row.state === 'waiting' ? 'filled' : 'default'}>
            {t(row.state === 'waiting' ? 'take' : 'takeOver')}
          </Button>
        )}
        {(open || !phone) && (
          <Button variant="default" onClick={() => setDialog('assign')}>
            {t('assign')}
          </Button>
        )}
        {held && (
          <Button variant="default" onClick={giveBack} loading={busy}>
            {t('giveBack')}
          </Button>
        )}
        {open && (
          <Button variant={held ? 'filled' : 'default'} onClick={() => setDialog('resolve')}>
            {t('resolve')}
          </Button>
        )}
        {!wide && (
          <ActionIcon
            variant="default"
            aria-label={t('openPanel')}
            title={t('openPanel')}
            onClick={() => go({ panel: true }, 'push')}
          >
            <Icon path={personIcon} />
          </ActionIcon>
        )}
      </div>
      <AssignDialog
        view={view}
        opened={dialog === 'assign'}
        close={() => setDialog(undefined)}
        toQueue={held ? toQueue : undefined}
      />
      <ResolveDialog
        opened={dialog === 'resolve'}
        close={() => setDialog(undefined)}
        resolve={(reason, askRating) => {
          setDialog(undefined);
          holding.mutate({
            path: 'resolve',
            body: { reason, askRating },
            done: t('resolved', { reason: t(reason) }),
          });
        }}
      />
    </header>
  );
}
