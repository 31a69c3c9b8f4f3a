import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../core/contracts/desk-conversation.ts';
import { useDesk } from '../desk-context.ts';

const restMs = 500;

type Mode = Draft['mode'];
type Texts = Readonly<Record<Mode, string>>;

/** What is typed, one text a mode, kept on the server: a reload or another machine goes on with it. */
export function useDrafts(id: string, drafts: readonly Draft[]) {
  const desk = useDesk();
  const [texts, setTexts] = useState<Texts>(() => ({
    reply: textOf(drafts, 'reply'),
    note: textOf(drafts, 'note'),
  }));
  const latest = useRef(texts);
  const saved = useRef(texts);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useRef(() => {});
  save.current = () => {
    clearTimeout(timer.current);
    for (const mode of ['reply', 'note'] as const) {
      const text = latest.current[mode];
      if (text === saved.current[mode]) continue;
      saved.current = { ...saved.current, [mode]: text };
      desk.ask('PUT', `conversations/${id}/draft`, { mode, text }).catch(() => {
        // Tried again with the next letter.
        saved.current = { ...saved.current, [mode]: '\0' };
      });
    }
  };
  useEffect(() => {
    const hide = () => document.hidden && save.current();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      save.current();
    };
  }, []);

  return {
    texts,
    write(mode: Mode, text: string) {
      latest.current = { ...latest.current, [mode]: text };
      setTexts(latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => save.current(), restMs);
    },
  };
}

function textOf(drafts: readonly Draft[], mode: Mode): string {
  return drafts.find((draft) => draft.mode === mode)?.text ?? '';
}
