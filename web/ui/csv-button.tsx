import { Button } from '@mantine/core';
import { downloadIcon } from '../icons.ts';
import { Icon } from './icon.tsx';
import { uiWords } from './words/ui-words.ts';
import { useWords } from './words/use-words.ts';

/** Downloads what the list shows, all of it, with its filters. @param href route that answers with text/csv. */
export function CsvButton({ href }: { href: string }) {
  const t = useWords(uiWords);
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      leftSection={<Icon path={downloadIcon} size={16} />}
    >
      {t('csv')}
    </Button>
  );
}
