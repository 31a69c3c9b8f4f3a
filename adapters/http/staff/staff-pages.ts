import type { Page } from '../pages.ts';

/** Pages of the people who work here; the routers in the browser know what lies below them. */
export const staffPages: readonly Page[] = [
  { path: '/signin', file: 'signin/index.html' },
  { path: ['/desk', '/desk/*page'], file: 'desk/index.html' },
  { path: ['/console', '/console/*page', '/account'], file: 'console/index.html' },
];
