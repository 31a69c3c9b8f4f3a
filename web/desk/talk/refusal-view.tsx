import { Button } from '@mantine/core';
import type { MessageEntry } from '../../../core/contracts/desk-conversation.ts';
import { Failure } from '../../ui/states/failure.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { talkWords } from '../words/talk-words.ts';
import type { Refusal } from './use-sending.ts';

type Overtaken = Extract<Refusal, { kind: 'overtaken' }>['by'];

/** Why it was not sent: what a colleague wrote meanwhile, what promises money without ground, or a fault. */
export function RefusalView(props: { refusal: Refusal; close(): void; sendAnyway(after: Overtaken): void }) {
  const { refusal, close, sendAnyway } = props;
  const t = useWords(talkWords);
  const shared = useWords(uiWords);
  if (refusal.kind === 'failed') return <Failure error={refusal.error} what={t('sendFailed')} />;
  if (refusal.kind === 'uncovered')
    return (
      <div className="notice" data-kind="warn" role="alert">
        <p>{t('uncovered', { found: refusal.found.map((place) => `“${place}”`).join(', ') })}</p>
        <Button variant="default" onClick={close}>
          {shared('close')}
        </Button>
      </div>
    );
  const { since, scheduled } = refusal.by;
  const theirs = since.filter(
    (entry): entry is MessageEntry => entry.kind === 'message' && entry.role === 'agent',
  );
  return (
    <div className="notice overtaken" data-kind="warn" role="alert">
      <div>
        <p>{t('colleagueWrote')}</p>
        {theirs.map(({ sequence, agent, text }) => (
          <blockquote key={sequence}>
            <strong>{agent?.name}</strong>: {text}
          </blockquote>
        ))}
        {scheduled.map(({ id, agent, text }) => (
          <blockquote key={id}>
            <strong>{agent.name}</strong>: {text} {t('theyAreSending')}
          </blockquote>
        ))}
      </div>
      <div className="row">
        <Button variant="default" onClick={close}>
          {t('keepEditing')}
        </Button>
        <Button onClick={() => sendAnyway(refusal.by)}>{t('sendAnyway')}</Button>
      </div>
    </div>
  );
}
