import type { ReactNode } from 'react';
import { Shell } from '../ui/shell/shell.tsx';
import { useBadges } from '../ui/shell/use-badges.ts';
import { useWords } from '../ui/words/use-words.ts';
import { consoleMenu } from './menu.ts';
import { consoleWords } from './words.ts';

export function ConsoleFrame({ children }: { children: ReactNode }) {
  const t = useWords(consoleWords);
  return (
    <Shell items={consoleMenu(t)} badges={useBadges()} home="/console">
      {children}
    </Shell>
  );
}
