import { useMemo } from 'react';
import { RequestError } from '../../ui/api/request-error.ts';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useImportReason } from './use-import-reason.ts';

/** Says why a file or an import was refused, in the page's words where it has any. */
export function useImportFailure(): (error: unknown) => string {
  const reason = useImportReason();
  const sentence = useFailureSentence();
  return useMemo(
    () => (error) => reason(error instanceof RequestError ? error.details : null) ?? sentence(error),
    [reason, sentence],
  );
}
