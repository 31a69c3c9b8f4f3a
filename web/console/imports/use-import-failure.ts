import { useMemo } from 'react';
import { RequestError } from '../../ui/api/request-error.ts';
import { useFailureSentence } from '../../ui/words/use-failure-sentence.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { importWords } from './words.ts';

const reasons = [
  'encoding',
  'empty',
  'spreadsheet',
  'other_format',
  'repeated_column',
  'missing_columns',
  'broken_line',
  'disk_full',
  'file_too_large',
  'file_gone',
  'incomplete',
  'running',
  'command_line',
] as const;

/** Says why a file or an import was refused, in the page's words where it has any. */
export function useImportFailure(): (error: unknown) => string {
  const t = useWords(importWords);
  const sentence = useFailureSentence();
  return useMemo(
    () => (error) => {
      const details = error instanceof RequestError ? error.details : {};
      const reason = reasons.find((one) => one === details.reason);
      return reason ? t(`f_${reason}`, details as Record<string, string | number>) : sentence(error);
    },
    [t, sentence],
  );
}
