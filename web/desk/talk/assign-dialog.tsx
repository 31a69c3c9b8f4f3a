import { useState } from 'react';
import type { DeskAgents } from '../../../core/contracts/desk.ts';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { PickDialog } from '../keys/pick-dialog.tsx';
import { deskWords } from '../words/desk-words.ts';
import { talkWords } from '../words/talk-words.ts';
import { useHolding } from './use-talk.ts';

/** Whose it shall be: those that are in first. @param toQueue of a held one. */
export function AssignDialog(props: {
  view: ConversationView;
  opened: boolean;
  close(): void;
  toQueue: (() => void) | undefined;
}) {
  const { view, opened, close, toQueue } = props;
  const t = useWords(talkWords);
  const words = useWords(deskWords);
  const { conversationId, agent } = view.row;
  const holding = useHolding(conversationId);
  const [query, setQuery] = useState('');
  const { data } = useDeskQuery<DeskAgents>(opened ? 'agents' : null);
  const colleagues = [...(data?.agents ?? [])]
    .filter(({ id, name }) => id !== agent?.id && name.toLowerCase().includes(query.trim().toLowerCase()))
    .sort((a, b) => Number(b.online) - Number(a.online) || a.open - b.open || a.name.localeCompare(b.name));
  const items = [
    ...colleagues.map(({ id, name, online, open }) => ({
      key: id,
      label: name,
      hint: [online ? null : t('offline'), t('openCount', { n: open })].filter((part) => part).join(' · '),
    })),
    ...(toQueue && query === '' ? [{ key: '', label: t('toQueue') }] : []),
  ];
  return (
    <PickDialog
      opened={opened}
      title={t('assign')}
      label={t('assignTo')}
      items={items}
      query={query}
      search={setQuery}
      close={close}
      empty={words('nothingFound')}
      pick={({ key, label }) => {
        close();
        if (key === '') return toQueue?.();
        holding.mutate({
          path: 'assign',
          body: { agentId: key, expectedAgentId: agent?.id ?? null },
          done: t('assigned', { name: label }),
        });
      }}
    />
  );
}
