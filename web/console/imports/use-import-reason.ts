import { useMemo } from 'react';
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
  'database_full',
  'unexpected',
] as const;

/** Says a reason that the server gave, with its blanks, in the page's words; null where there are none for it. */
export function useImportReason(): (details: object | null | undefined) => string | null {
  const t = useWords(importWords);
  return useMemo(
    () => (details) => {
      const given = (details ?? {}) as Readonly<Record<string, string | number>>;
      const reason = reasons.find((one) => one === given.reason);
      return reason ? t(`f_${reason}`, given) : null;
    },
    [t],
  );
}
