import { Badge, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountSession } from '../../../core/contracts/people.ts';
import { ask } from '../../ui/api/ask.ts';
import { goToSignIn } from '../../ui/session.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { showToast } from '../../ui/states/toasts.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { browserName } from './browser-name.ts';
import { accountWords } from './words.ts';

/** One's own sessions: end one, or all of them. */
export function SessionList({ sessions }: { sessions: readonly AccountSession[] }) {
  const t = useWords(accountWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const endOne = useMutation({
    mutationFn: (key: string) => ask('DELETE', `/api/account/sessions/${key}`),
    onSuccess: () => {
      showToast({ kind: 'good', text: t('ended') });
      queries.invalidateQueries({ queryKey: ['/api/account'] });
    },
  });
  const endAll = useMutation({
    mutationFn: () => ask('DELETE', '/api/account/sessions'),
    onSuccess: goToSignIn,
  });
  const error = endOne.error ?? endAll.error;
  return (
    <div className="column">
      <ul>
        {sessions.map((session) => {
          const agent = browserName(session.agent) ?? t('unknownAgent');
          return (
            <li key={session.key} className="session">
              <div>
                <div className="row">
                  <strong>{agent}</strong> {session.current && <Badge color="green">{t('here')}</Badge>}
                </div>
                <p className="meta">
                  {t('since', {
                    date: formats.dateTime(session.startedAt),
                    address: session.address,
                    seen: formats.relative(session.lastSeenAt),
                  })}
                </p>
              </div>
              {!session.current && (
                <Button
                  variant="default"
                  aria-label={t('endOf', { agent })}
                  onClick={() => endOne.mutate(session.key)}
                >
                  {t('end')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {error && <Failure error={error} what={t('failed')} />}
      <div>
        <Button variant="outline" color="red" loading={endAll.isPending} onClick={() => endAll.mutate()}>
          {t('everywhere')}
        </Button>
      </div>
    </div>
  );
}
