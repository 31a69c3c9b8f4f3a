import { useMemo } from 'react';
import { RequestError } from '../api/request-error.ts';
import { useLanguage } from './language.tsx';
import { uiWords } from './ui-words.ts';
import { useFormats } from './use-formats.ts';
import { useWords } from './use-words.ts';

/** Says in a sentence why a request failed, and what is safe. */
export function useFailureSentence(): (error: unknown) => string {
  const t = useWords(uiWords);
  const { language } = useLanguage();
  const formats = useFormats();
  return useMemo(
    () => (error) => {
      if (!(error instanceof RequestError)) return t('actionFailed');
      if (error.status === 0) return t('noAnswer');
      if (error.status === 429 && error.retryAt)
        return t('limited', { time: formats.time(error.retryAt.toISOString()) });
      // The server gives its reasons in English alone.
      return language === 'en' && error.status < 500
        ? t('actionFailedBecause', { reason: error.message })
        : t('actionFailed');
    },
    [t, language, formats],
  );
}
