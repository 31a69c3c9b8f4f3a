import { useMutation } from '@tanstack/react-query';
import type { CannedReply } from '../../../core/contracts/desk-keeping.ts';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { cannedWords } from '../words/canned-words.ts';

/** Deletes a reply at once; for a while one press brings it back. */
export function useDeleteCanned() {
  const t = useWords(cannedWords);
  const desk = useDesk();
  const sentence = useFailureSentence();
  const failed = (error: Error) =>
    showToast({ kind: 'bad', text: `${t('deleteFailed')} ${sentence(error)}` });
  const restore = useMutation({
    mutationFn: ({ shortcut, title, body }: CannedReply) =>
      desk.ask<CannedReply>('POST', 'canned', { shortcut, title, body }),
    onSuccess: ({ shortcut }) => {
      desk.refresh('canned', 'conversations');
      showToast({ kind: 'good', text: t('restored', { shortcut }) });
    },
    onError: (error) => showToast({ kind: 'bad', text: `${t('saveFailed')} ${sentence(error)}` }),
  });
  return useMutation({
    mutationFn: (reply: CannedReply) => desk.ask<void>('DELETE', `canned/${reply.id}`),
    onSuccess: (_, reply) => {
      desk.refresh('canned', 'conversations');
      showToast({
        text: t('deleted', { shortcut: reply.shortcut }),
        action: { label: t('undo'), run: () => restore.mutate(reply) },
      });
    },
    onError: failed,
  });
}
