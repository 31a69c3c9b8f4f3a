import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { RequestError } from '../api/request-error.ts';
import { uiWords } from '../words/ui-words.ts';
import { useFailureSentence } from '../words/use-failure-sentence.ts';
import { useWords } from '../words/use-words.ts';

/**
 * Where something failed: what failed, what is safe, how to go on, and the request's id to quote.
 * @param what says what failed in the page's own words; default: that this could not be loaded.
 */
export function Failure({ error, retry, what }: { error: unknown; retry?: () => void; what?: ReactNode }) {
  const t = useWords(uiWords);
  const sentence = useFailureSentence();
  return (
    <div className="notice" data-kind="bad" role="alert">
      <div>
        <p>
          <strong>{what ?? t('failed')}</strong> {sentence(error)}
        </p>
        {error instanceof RequestError && error.requestId && (
          <p className="meta">{t('requestId', { id: error.requestId })}</p>
        )}
      </div>
      {retry && (
        <Button variant="default" onClick={retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
