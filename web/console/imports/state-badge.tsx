import { Badge } from '@mantine/core';
import type { ImportView } from '../../../core/contracts/console-imports.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { importWords } from './words.ts';

const colours = {
  running: 'blue',
  paused: 'yellow',
  cut_off: 'yellow',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
} as const;

export function StateBadge({ state }: { state: ImportView['state'] }) {
  const t = useWords(importWords);
  return (
    <Badge component="span" color={colours[state]}>
      {t(state)}
    </Badge>
  );
}
