import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Held } from '../../../core/contracts/desk-acting.ts';
import type {
  ConversationView,
  TranscriptEntry,
  TranscriptPage,
} from '../../../core/contracts/desk-conversation.ts';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { conflictOf } from '../api/conflict-of.ts';
import { useDeskQuery } from '../api/use-desk-query.ts';
import { useDesk } from '../desk-context.ts';
import { talkWords } from '../words/talk-words.ts';

/** One conversation as the server has it, with older pages in front when they were asked for. */
export function useTalk(id: string) {
  const desk = useDesk();
  const query = useDeskQuery<ConversationView>(`conversations/${id}`);
  const [older, setOlder] = useState<TranscriptPage>();
  const view = query.data;
  const page = view?.transcript;
  const load = useMutation({
    mutationFn: () => {
      const before = (older?.entries[0] ?? page?.entries[0])?.sequence ?? 0;
      return desk.ask<TranscriptPage>('GET', `conversations/${id}/transcript?before=${before}`);
    },
    onSuccess: ({ entries, more }) => setOlder({ entries: [...entries, ...(older?.entries ?? [])], more }),
  });
  const first = page?.entries[0]?.sequence ?? Number.POSITIVE_INFINITY;
  const entries: readonly TranscriptEntry[] = [
    ...(older?.entries.filter(({ sequence }) => sequence < first) ?? []),
    ...(page?.entries ?? []),
  ];
  return {
    view,
    entries,
    error: query.error,
    retry: () => void query.refetch(),
    older: (older ?? page)?.more ? () => load.mutate() : undefined,
    loadingOlder: load.isPending,
  };
}

/** Takes, gives back, resolves: what a conversation is told by its buttons and keys. A refusal is said, and who has it. */
export function useHolding(id: string) {
  const t = useWords(talkWords);
  const desk = useDesk();
  const sentence = useFailureSentence();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: object; done?: string }) =>
      desk.ask<Held>('POST', `conversations/${id}/${path}`, body),
    onSuccess: (_held, { done }) => {
      if (done) showToast({ text: done, kind: 'good' });
    },
    onError: (error) => {
      const conflict = conflictOf(error);
      const text =
        conflict?.why === 'held' && conflict.agent
          ? t('heldBy', { name: conflict.agent.name })
          : conflict?.why === 'not_held'
            ? t('notHeld')
            : sentence(error);
      showToast({ text, kind: 'bad' });
    },
    onSettled: () => desk.refresh(`conversations/${id}`, 'queue', 'counts'),
  });
}
