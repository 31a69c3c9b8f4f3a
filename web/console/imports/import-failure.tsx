import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useImportFailure } from './use-import-failure.ts';

/** Where something about a file failed: what, why, and what to do. */
export function ImportFailure(props: { what: ReactNode; error: unknown; retry?: () => void }) {
  const t = useWords(uiWords);
  const sentence = useImportFailure();
  return (
    <div className="notice" data-kind="bad" role="alert">
      <p>
        <strong>{props.what}</strong> {sentence(props.error)}
      </p>
      {props.retry && (
        <Button variant="default" onClick={props.retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
