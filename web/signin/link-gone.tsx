import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ask } from '../ui/api/ask.ts';
import { Failure } from '../ui/states/failure.tsx';
import { useLanguage } from '../ui/words/language.tsx';
import { useWords } from '../ui/words/use-words.ts';
import { signInWords } from './words.ts';

/** A link that is not good any more: why, and how to get another. */
export function LinkGone(props: {
  token: string;
  reason: 'link_unknown' | 'link_used' | 'link_expired';
  leave(): void;
}) {
  const t = useWords(signInWords);
  const { language } = useLanguage();
  const request = useMutation({
    mutationFn: () =>
      ask<{ byMail: boolean }>('POST', '/api/auth/link/request', { token: props.token, language }),
  });
  return (
    <div className="card gate-card">
      <h1>{t('linkGone')}</h1>
      <p>{t(props.reason)}</p>
      {request.error && <Failure error={request.error} />}
      {request.data && (
        <p className="notice" data-kind="good" role="status">
          {t(request.data.byMail ? 'linkAsked' : 'linkAskedByHand')}
        </p>
      )}
      {props.reason === 'link_expired' && !request.data && (
        <Button onClick={() => request.mutate()} loading={request.isPending}>
          {t('askAgain')}
        </Button>
      )}
      <Button variant="default" onClick={props.leave}>
        {t('back')}
      </Button>
    </div>
  );
}
