import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { SessionGate } from '../ui/session.tsx';
import { ShopGate } from '../ui/shop.tsx';
import { NotHere } from '../ui/states/not-here.tsx';
import { PageFailure } from '../ui/states/page-failure.tsx';
import { RoleGate } from '../ui/states/role-gate.tsx';
import { AlertsPage } from './alerts/alerts-page.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { DeskGate } from './desk-gate.tsx';
import { DeskPage } from './desk-page.tsx';
import { readDeskSearch } from './desk-search.ts';

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

export const router = createRouter({
  routeTree: root.addChildren([desk, alerts]),
  defaultPreload: false,
  defaultErrorComponent: PageFailure,
});
