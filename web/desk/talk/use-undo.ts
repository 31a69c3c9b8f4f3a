import { useEffect, useRef } from 'react';
import type { UndoAnswer } from '../../../core/contracts/desk-acting.ts';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { conflictOf } from '../api/conflict-of.ts';
import { useDesk } from '../desk-context.ts';
import { talkWords } from '../words/talk-words.ts';
import { onUndoReply } from './undo-reply.ts';

/** Takes replies back that are still on their way; their text goes to `restore`. @returns takes back my last one. */
export function useUndo(view: ConversationView, restore: (text: string) => void): () => void {
  const t = useWords(talkWords);
  const desk = useDesk();
  const sentence = useFailureSentence();
  const { conversationId } = view.row;
  const undo = useRef((_replyId: string) => {});
  undo.current = (replyId) => {
    desk
      .ask<UndoAnswer>('DELETE', `conversations/${conversationId}/replies/${replyId}`)
      .then(({ text }) => restore(text))
      .catch((error: unknown) => {
        const late = conflictOf(error)?.why === 'already_sent';
        showToast({ text: late ? t('tooLate') : sentence(error), kind: 'bad' });
      })
      .finally(() => desk.refresh(`conversations/${conversationId}`));
  };
  useEffect(() => onUndoReply(conversationId, (id) => undo.current(id)), [conversationId]);
  return () => {
    const last = view.scheduled.findLast(({ agent }) => agent.id === desk.me.agent.id);
    if (last) undo.current(last.id);
  };
}
