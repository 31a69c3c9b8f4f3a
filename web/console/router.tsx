import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { SessionGate } from '../ui/session.tsx';
import { PageFailure } from '../ui/states/page-failure.tsx';
import { RoleGate } from '../ui/states/role-gate.tsx';
import { AccountPage } from './account/account-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import { ConsoleHome } from './console-home.tsx';
import { NotFound } from './not-found.tsx';
import { PeoplePage } from './people/people-page.tsx';

/** Search parameters are kept as text: a name that looks like a number is still a name. */
const texts =
  <Key extends string>(...keys: Key[]) =>
  (search: Record<string, unknown>): { [K in Key]?: string } =>
    Object.fromEntries(
      keys.flatMap((key) =>
        search[key] === undefined || search[key] === '' ? [] : [[key, String(search[key])]],
      ),
    ) as { [K in Key]?: string };

const root = createRootRoute({
  component: () => (
    <SessionGate>
      <ConsoleFrame>
        <Outlet />
      </ConsoleFrame>
    </SessionGate>
  ),
  notFoundComponent: NotFound,
  errorComponent: PageFailure,
});

const home = createRoute({ getParentRoute: () => root, path: '/console', component: ConsoleHome });

const people = createRoute({
  getParentRoute: () => root,
  path: '/console/people',
  validateSearch: texts('q', 'sort'),
  component: function People() {
    return (
      <RoleGate roles={[]}>
        <PeoplePage search={people.useSearch()} />
      </RoleGate>
    );
  },
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/console/audit',
  validateSearch: texts('q', 'shop', 'action', 'open'),
  component: function Audit() {
    return (
      <RoleGate roles={[]}>
        <AuditPage search={audit.useSearch()} />
      </RoleGate>
    );
  },
});

const account = createRoute({ getParentRoute: () => root, path: '/account', component: AccountPage });

export const router = createRouter({
  routeTree: root.addChildren([home, people, audit, account]),
  scrollRestoration: true,
  defaultPreload: false,
  defaultErrorComponent: PageFailure,
});
