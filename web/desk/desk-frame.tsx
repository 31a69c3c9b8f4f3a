import { type ReactNode, useState } from 'react';
import { alertIcon, auditIcon, chatIcon, gaugeIcon, quoteIcon } from '../icons.ts';
import { useKeys } from '../ui/keys/use-keys.ts';
import { Shell } from '../ui/shell/shell.tsx';
import { useWords } from '../ui/words/use-words.ts';
import { KeySheet } from './keys/key-sheet.tsx';
import { Palette } from './keys/palette.tsx';
import { LiveDesk } from './live/live-desk.tsx';
import { useCounts } from './live/use-counts.ts';
import { useNews } from './live/use-news.ts';
import { cannedWords } from './words/canned-words.ts';
import { deskWords } from './words/desk-words.ts';
import { teamWords } from './words/team-words.ts';

/** Rail, live stream, and what is at hand on every page of the desk: the keys and the palette. */
export function DeskFrame({ children }: { children: ReactNode }) {
  const t = useWords(deskWords);
  const canned = useWords(cannedWords);
  const team = useWords(teamWords);
  const counts = useCounts();
  const [sheet, setSheet] = useState(false);
  useNews(counts);
  useKeys({ '?': () => setSheet(true) });
  const items = [
    { key: 'desk', path: '/desk', icon: chatIcon, label: t('desk'), roles: ['agent' as const] },
    { key: 'alerts', path: '/desk/alerts', icon: alertIcon, label: t('alerts'), roles: ['agent' as const] },
    {
      key: 'canned',
      path: '/desk/canned',
      icon: quoteIcon,
      label: canned('menu'),
      roles: ['agent' as const],
    },
    { key: 'team', path: '/desk/team', icon: gaugeIcon, label: team('menu'), roles: ['agent' as const] },
    { key: 'console', path: '/console', icon: auditIcon, label: t('console'), roles: [] },
  ];
  return (
    <LiveDesk>
      <Shell
        full
        items={items}
        badges={{ desk: counts?.unread ?? 0, alerts: counts?.alerts ?? 0 }}
        home="/desk"
      >
        {children}
      </Shell>
      <Palette
        showKeys={() => setSheet(true)}
        pages={items
          .filter(({ key }) => key !== 'console')
          .map(({ key, label, path }) => ({ key, label, path, hint: t('page') }))}
      />
      <KeySheet opened={sheet} close={() => setSheet(false)} />
    </LiveDesk>
  );
}
