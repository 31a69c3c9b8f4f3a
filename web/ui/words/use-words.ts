import { useMemo } from 'react';
import type { Language } from '../../../core/contracts/staff.ts';
import { useLanguage } from './language.tsx';

type Blanks = Readonly<Record<string, string | number>>;

/** The same keys in both languages; `{name}` in a text is a blank. */
export type Catalogue<Key extends string> = Readonly<Record<Language, Readonly<Record<Key, string>>>>;

export type Say<Key extends string> = (key: Key, blanks?: Blanks) => string;

/** The texts of a catalogue in the language of the page. */
export function useWords<Key extends string>(catalogue: Catalogue<Key>): Say<Key> {
  const { language } = useLanguage();
  return useMemo(() => (key, blanks) => fill(catalogue[language][key], blanks), [catalogue, language]);
}

function fill(text: string, blanks: Blanks = {}): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank));
}
