import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Suggestion } from '../../../core/contracts/desk-acting.ts';
import type { ConversationView } from '../../../core/contracts/desk-conversation.ts';
import { sparkIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useDesk } from '../desk-context.ts';
import { talkWords } from '../words/talk-words.ts';

/** What the bot would answer to the shopper's last message, with where it has it from; one click puts it into the field. */
export function SuggestionBar({ view, use }: { view: ConversationView; use(text: string): void }) {
  const t = useWords(talkWords);
  const shared = useWords(uiWords);
  const desk = useDesk();
  const { conversationId, state, language } = view.row;
  const last = view.transcript.entries.findLast(
    (entry) => entry.kind === 'message' && (entry.role === 'shopper' || entry.role === 'agent'),
  );
  const asked = last?.kind === 'message' && last.role === 'shopper' ? last.sequence : null;
  const [closed, setClosed] = useState<number>();
  const { data } = useQuery({
    // Of one message: not to be asked for again whenever something else changes.
    queryKey: desk.key(`suggestion/${conversationId}/${asked}`),
    queryFn: ({ signal }) =>
      desk.ask<Suggestion>('GET', `conversations/${conversationId}/suggestion`, undefined, signal),
    enabled: asked !== null && (state === 'held' || state === 'waiting'),
    staleTime: 60_000,
  });
  const suggestion = data?.suggestion;
  if (!suggestion || closed === suggestion.sequence) return null;
  const close = () => setClosed(suggestion.sequence);
  return (
    <div className="suggestion">
      <Icon path={sparkIcon} size={16} />
      <div className="suggestion-text">
        <p lang={language ?? undefined}>
          <span className="visually-hidden">{t('suggestion')}: </span>
          {suggestion.text}
        </p>
        {suggestion.sources.length > 0 && (
          <p className="meta">
            {t('source')}:{' '}
            {suggestion.sources.map(({ title, url }, index) => (
              <span key={title}>
                {index > 0 && ', '}
                {url ? (
                  <a href={url} target="_blank" rel="noreferrer">
                    {title}
                  </a>
                ) : (
                  title
                )}
              </span>
            ))}
          </p>
        )}
      </div>
      <Button
        variant="default"
        onClick={() => {
          use(suggestion.text);
          close();
        }}
      >
        {t('use')}
      </Button>
      <Button variant="subtle" color="gray" onClick={close}>
        {shared('close')}
      </Button>
    </div>
  );
}
