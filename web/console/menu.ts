import { auditIcon, peopleIcon } from '../icons.ts';
import type { MenuItem } from '../ui/shell/menu-item.ts';
import type { Say } from '../ui/words/use-words.ts';
import type { consoleWords } from './words.ts';

/** The console's pages in the order of the menu; the first that somebody may see is where /console leads. */
export function consoleMenu(t: Say<keyof typeof consoleWords.en>): MenuItem[] {
  return [
    { key: 'audit', path: '/console/audit', icon: auditIcon, label: t('audit'), roles: [] },
    { key: 'people', path: '/console/people', icon: peopleIcon, label: t('people'), roles: [] },
  ];
}
