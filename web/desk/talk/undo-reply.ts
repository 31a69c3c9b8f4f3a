const undoEvent = 'mainstay:undoReply';

interface Wish {
  readonly conversationId: string;
  readonly replyId: string;
}

/** Asks the composer of a conversation to take a reply back: the text returns there. */
export function undoReply(conversationId: string, replyId: string): void {
  dispatchEvent(new CustomEvent<Wish>(undoEvent, { detail: { conversationId, replyId } }));
}

/** @returns how to stop hearing. */
export function onUndoReply(conversationId: string, run: (replyId: string) => void): () => void {
  const hear = (event: Event) => {
    const { detail } = event as CustomEvent<Wish>;
    if (detail.conversationId === conversationId) run(detail.replyId);
  };
  addEventListener(undoEvent, hear);
  return () => removeEventListener(undoEvent, hear);
}
