import { useWords } from '../../ui/words/use-words.ts';
import { fieldNames } from './field-names.ts';

const isKnown = (field: string): field is keyof typeof fieldNames.en => Object.hasOwn(fieldNames.en, field);

/** A field of an entry in words; one that the page does not know stays as it is written. */
export function useFieldName(): (field: string) => string {
  const t = useWords(fieldNames);
  return (field) => (isKnown(field) ? t(field) : field);
}
