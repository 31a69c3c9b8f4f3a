import { useMemo } from 'react';
import { useLanguage } from '../../ui/words/language.tsx';
import { fieldWords } from './field-words.ts';

/** How a field of ours is called in the language of the page. */
export function useFieldWords(): (field: string) => string {
  const { language } = useLanguage();
  return useMemo(
    () => (field) => (fieldWords[language] as Readonly<Record<string, string>>)[field] ?? field,
    [language],
  );
}
