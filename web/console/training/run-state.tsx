import { Badge } from '@mantine/core';
import type { RunState } from '../../../core/contracts/runs.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { trainingWords } from './words.ts';

const colours = { running: 'blue', finished: 'green', stopped: 'yellow', failed: 'red' } as const;

export function RunStateBadge({ state }: { state: RunState }) {
  const t = useWords(trainingWords);
  return (
    <Badge component="span" color={colours[state]}>
      {t(state)}
    </Badge>
  );
}
