import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';
import { Failure } from './failure.tsx';

/** Stands for a page whose code failed; the menu beside it still works. */
export function PageFailure({ error, reset }: { error: unknown; reset(): void }) {
  const t = useWords(uiWords);
  return <Failure error={error} what={t('pageFailed')} retry={reset} />;
}
