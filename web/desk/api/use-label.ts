import { useMemo } from 'react';
import { useLanguage } from '../../ui/words/language.tsx';
import { topicWords } from '../../ui/words/topic-words.ts';
import { stateWords } from '../words/state-words.ts';

/** Says a word of the server (topic, reason, state) in the language of the page; one without words stays as it is. */
export function useLabel(): (word: string) => string {
  const { language } = useLanguage();
  return useMemo(() => {
    const words: Readonly<Record<string, string>> = { ...topicWords[language], ...stateWords[language] };
    return (word) => (Object.hasOwn(words, word) ? words[word]! : word.replaceAll('_', ' '));
  }, [language]);
}
