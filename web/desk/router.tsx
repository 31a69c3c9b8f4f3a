import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { SessionGate } from '../ui/session.tsx';
import { ShopGate } from '../ui/shop.tsx';
import { NotHere } from '../ui/states/not-here.tsx';
import { PageFailure } from '../ui/states/page-failure.tsx';
import { RoleGate } from '../ui/states/role-gate.tsx';
import { AlertsPage } from './alerts/alerts-page.tsx';
import { CannedPage } from './canned/canned-page.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { DeskGate } from './desk-gate.tsx';
import { DeskPage } from './desk-page.tsx';
import { readDeskSearch } from './desk-search.ts';
import { TeamPage } from './team/team-page.tsx';

const root = createRootRoute({
  component: () => (
    <SessionGate>
      <RoleGate roles={['agent']}>
        <ShopGate>
          <DeskGate>
            <DeskFrame>
              <Outlet />
            </DeskFrame>
          </DeskGate>
        </ShopGate>
      </RoleGate>
    </SessionGate>
  ),
  // Account and console are pages of their own.
  notFoundComponent: () => <NotHere own={['/desk']} />,
  errorComponent: PageFailure,
});

const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  validateSearch: readDeskSearch,
  component: DeskPage,
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/desk/alerts',
  validateSearch: (search: Record<string, unknown>): { state?: 'closed' } =>
    search.state === 'closed' ? { state: 'closed' } : {},
  component: AlertsPage,
});

const text = (value: unknown) => (value === undefined || value === '' ? undefined : String(value));

const canned = createRoute({
  getParentRoute: () => root,
  path: '/desk/canned',
  validateSearch: (search: Record<string, unknown>): { q?: string; open?: string } => {
    const [q, open] = [text(search.q), text(search.open)];
    return { ...(q && { q }), ...(open && { open }) };
  },
  component: function Canned() {
    return <CannedPage search={canned.useSearch()} />;
  },
});

const team = createRoute({
  getParentRoute: () => root,
  path: '/desk/team',
  validateSearch: (search: Record<string, unknown>): { days?: number } => {
    const days = Number(search.days);
    return days > 0 ? { days } : {};
  },
  component: function Team() {
    return <TeamPage search={team.useSearch()} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([desk, alerts, canned, team]),
  defaultPreload: false,
  defaultErrorComponent: PageFailure,
});
