import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type {
  DeskConflict,
  NoteRequest,
  ReplyAnswer,
  ReplyRequest,
} from '../../../core/contracts/desk-acting.ts';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { RequestError } from '../../ui/api/request-error.ts';
import { conflictOf } from '../api/conflict-of.ts';
import { useDesk } from '../desk-context.ts';
import { newReplyId } from './new-reply-id.ts';

type Overtaken = Extract<DeskConflict, { why: 'colleague_wrote' }>;

/** Why something was not sent, as far as it can be mended here. */
export type Refusal =
  | { readonly kind: 'overtaken'; readonly by: Overtaken }
  | { readonly kind: 'uncovered'; readonly found: readonly string[] }
  | { readonly kind: 'failed'; readonly error: unknown };

interface Wish {
  readonly text: string;
  readonly productIds: readonly string[];
  /** What a refusal showed: sent all the same. */
  readonly after?: Overtaken;
}

/** Sends replies and notes; what was refused stays typed, with the reason. */
export function useSending(view: ConversationView, sent: (mode: 'reply' | 'note') => void) {
  const desk = useDesk();
  const queries = useQueryClient();
  const { conversationId } = view.row;
  const path = `conversations/${conversationId}`;
  const [refusal, setRefusal] = useState<Refusal>();
  // The same text keeps its id until it is sent: an answer that was lost does not send it twice.
  const attempt = useRef({ text: '', id: '' });

  const reply = useMutation({
    mutationFn: ({ text, productIds, after }: Wish) => {
      if (attempt.current.text !== text) attempt.current = { text, id: newReplyId() };
      const request: ReplyRequest = {
        id: attempt.current.id,
        text,
        lastSequenceSeen: after?.version ?? view.version,
        ...(after && { scheduledSeen: after.scheduled.map(({ id }) => id) }),
        ...(productIds.length > 0 && { productIds }),
      };
      return desk.ask<ReplyAnswer>('POST', `${path}/replies`, request);
    },
    onSuccess: ({ id, sendsAt }, { text }) => {
      attempt.current = { text: '', id: '' };
      setRefusal(undefined);
      sent('reply');
      queries.setQueryData<ConversationView>(desk.key(path), (before) =>
        before?.scheduled.every((one) => one.id !== id)
          ? { ...before, scheduled: [...before.scheduled, { id, agent: desk.me.agent, text, sendsAt }] }
          : before,
      );
      desk.refresh(path, 'queue', 'counts');
    },
    onError: (error) => setRefusal(refusalOf(error)),
  });
  const note = useMutation({
    mutationFn: (text: string) => desk.ask('POST', `${path}/notes`, { text } satisfies NoteRequest),
    onSuccess: () => {
      setRefusal(undefined);
      sent('note');
      desk.refresh(path);
    },
    onError: (error) => setRefusal(refusalOf(error)),
  });
  return {
    reply: reply.mutate,
    note: note.mutate,
    busy: reply.isPending || note.isPending,
    refusal,
    forget: () => setRefusal(undefined),
  };
}

function refusalOf(error: unknown): Refusal {
  const conflict = conflictOf(error);
  if (conflict?.why === 'colleague_wrote') return { kind: 'overtaken', by: conflict };
  if (error instanceof RequestError && error.status === 422 && Array.isArray(error.details.found))
    return { kind: 'uncovered', found: error.details.found.map(String) };
  return { kind: 'failed', error };
}
