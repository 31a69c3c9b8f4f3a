import {
  auditIcon,
  chatIcon,
  coinsIcon,
  curveIcon,
  flaskIcon,
  gaugeIcon,
  gemIcon,
  lockIcon,
  megaphoneIcon,
  peopleIcon,
  rulesIcon,
  scaleIcon,
  sparkIcon,
  starIcon,
  tagIcon,
  uploadIcon,
} from '../icons.ts';
import type { MenuItem } from '../ui/shell/menu-item.ts';
import type { Say } from '../ui/words/use-words.ts';
import type { consoleWords } from './words.ts';

/** The console's pages in the order of the menu; the first that somebody may see is where /console leads. */
export function consoleMenu(t: Say<keyof typeof consoleWords.en>): MenuItem[] {
  return [
    { key: 'rules', path: '/console/rules', icon: rulesIcon, label: t('rules'), roles: ['marketer'] },
    { key: 'budgets', path: '/console/budgets', icon: coinsIcon, label: t('budgets'), roles: ['marketer'] },
    { key: 'policy', path: '/console/policy', icon: sparkIcon, label: t('policy'), roles: ['marketer'] },
    { key: 'value', path: '/console/value', icon: gemIcon, label: t('value'), roles: ['marketer'] },
    { key: 'prices', path: '/console/prices', icon: tagIcon, label: t('prices'), roles: ['marketer'] },
    { key: 'ads', path: '/console/ads', icon: megaphoneIcon, label: t('ads'), roles: ['marketer'] },
    {
      key: 'decisions',
      path: '/console/decisions',
      icon: scaleIcon,
      label: t('decisions'),
      roles: ['marketer'],
    },
    {
      key: 'experiments',
      path: '/console/experiments',
      icon: flaskIcon,
      label: t('experiments'),
      roles: ['marketer'],
    },
    { key: 'reviews', path: '/console/reviews', icon: starIcon, label: t('reviews'), roles: ['marketer'] },
    { key: 'service', path: '/console/service', icon: gaugeIcon, label: t('service'), roles: ['marketer'] },
    {
      key: 'training',
      path: '/console/training',
      icon: curveIcon,
      label: t('training'),
      roles: ['marketer'],
    },
    {
      key: 'imports',
      path: '/console/imports',
      icon: uploadIcon,
      label: t('imports'),
      roles: ['marketer'],
    },
    { key: 'privacy', path: '/console/privacy', icon: lockIcon, label: t('privacy'), roles: ['marketer'] },
    { key: 'audit', path: '/console/audit', icon: auditIcon, label: t('audit'), roles: [] },
    { key: 'people', path: '/console/people', icon: peopleIcon, label: t('people'), roles: [] },
    { key: 'desk', path: '/desk', icon: chatIcon, label: t('desk'), roles: ['agent'] },
  ];
}
