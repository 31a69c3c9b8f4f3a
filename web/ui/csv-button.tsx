import { Button } from '@mantine/core';
import { downloadIcon } from '../icons.ts';
import { Icon } from './icon.tsx';
import { uiWords } from './words/ui-words.ts';
import { useWords } from './words/use-words.ts';

/**
 * Downloads what the list shows, all of it, with its filters.
 * @param href route that answers with text/csv.
 * @param label default: "Export CSV".
 */
export function CsvButton({ href, label }: { href: string; label?: string }) {
  const t = useWords(uiWords);
  return (
    <Button
      component="a"
      href={href}
      download
      variant="default"
      leftSection={<Icon path={downloadIcon} size={16} />}
    >
      {label ?? t('csv')}
    </Button>
  );
}
