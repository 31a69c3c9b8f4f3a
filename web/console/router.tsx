import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SessionGate } from '../ui/session.tsx';
import { ShopGate } from '../ui/shop.tsx';
import { NotHere } from '../ui/states/not-here.tsx';
import { PageFailure } from '../ui/states/page-failure.tsx';
import { RoleGate } from '../ui/states/role-gate.tsx';
import { AccountPage } from './account/account-page.tsx';
import { AdsPage } from './ads/ads-page.tsx';
import { AuditPage } from './audit/audit-page.tsx';
import { BudgetsPage } from './budgets/budgets-page.tsx';
import { ConsoleFrame } from './console-frame.tsx';
import { ConsoleHome } from './console-home.tsx';
import { DecisionsPage } from './decisions/decisions-page.tsx';
import { ExperimentsPage } from './experiments/experiments-page.tsx';
import { ImportsPage } from './imports/imports-page.tsx';
import { PeoplePage } from './people/people-page.tsx';
import { PolicyPage } from './policy/policy-page.tsx';
import { PricesPage } from './prices/prices-page.tsx';
import { PrivacyPage } from './privacy/privacy-page.tsx';
import { ReviewsPage } from './reviews/reviews-page.tsx';
import { RulesPage } from './rules/rules-page.tsx';
import { ServicePage } from './service/service-page.tsx';
import { TrainingPage } from './training/training-page.tsx';
import { ValuePage } from './value/value-page.tsx';

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
  // The desk is a page of its own.
  notFoundComponent: () => <NotHere own={['/console', '/account']} />,
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

const rules = createRoute({
  getParentRoute: () => root,
  path: '/console/rules',
  validateSearch: texts('tab'),
  component: function Rules() {
    return (
      <ShopPage>
        <RulesPage search={rules.useSearch()} />
      </ShopPage>
    );
  },
});

const budgets = createRoute({
  getParentRoute: () => root,
  path: '/console/budgets',
  validateSearch: texts('budget', 'grant'),
  component: function Budgets() {
    return (
      <ShopPage>
        <BudgetsPage search={budgets.useSearch()} />
      </ShopPage>
    );
  },
});

const policy = createRoute({
  getParentRoute: () => root,
  path: '/console/policy',
  validateSearch: texts('tab'),
  component: function Policy() {
    return (
      <ShopPage>
        <PolicyPage search={policy.useSearch()} />
      </ShopPage>
    );
  },
});

const value = createRoute({
  getParentRoute: () => root,
  path: '/console/value',
  component: () => (
    <ShopPage>
      <ValuePage />
    </ShopPage>
  ),
});

const prices = createRoute({
  getParentRoute: () => root,
  path: '/console/prices',
  component: () => (
    <ShopPage>
      <PricesPage />
    </ShopPage>
  ),
});

const ads = createRoute({
  getParentRoute: () => root,
  path: '/console/ads',
  component: () => (
    <ShopPage>
      <AdsPage />
    </ShopPage>
  ),
});

const decisions = createRoute({
  getParentRoute: () => root,
  path: '/console/decisions',
  validateSearch: texts('text', 'kind', 'slice', 'open'),
  component: function Decisions() {
    return (
      <ShopPage>
        <DecisionsPage search={decisions.useSearch()} />
      </ShopPage>
    );
  },
});

const experiments = createRoute({
  getParentRoute: () => root,
  path: '/console/experiments',
  validateSearch: texts('open', 'create'),
  component: function Experiments() {
    return (
      <ShopPage>
        <ExperimentsPage search={experiments.useSearch()} />
      </ShopPage>
    );
  },
});

const service = createRoute({
  getParentRoute: () => root,
  path: '/console/service',
  validateSearch: texts('days'),
  component: function Service() {
    return (
      <ShopPage>
        <ServicePage search={service.useSearch()} />
      </ShopPage>
    );
  },
});

const reviews = createRoute({
  getParentRoute: () => root,
  path: '/console/reviews',
  validateSearch: texts('days', 'category', 'product', 'aspect', 'open', 'phrase', 'feeling'),
  component: function Reviews() {
    return (
      <ShopPage>
        <ReviewsPage search={reviews.useSearch()} />
      </ShopPage>
    );
  },
});

const training = createRoute({
  getParentRoute: () => root,
  path: '/console/training',
  validateSearch: texts('runs', 'figure'),
  component: function Training() {
    return (
      <RoleGate roles={['marketer']}>
        <TrainingPage search={training.useSearch()} />
      </RoleGate>
    );
  },
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/console/imports',
  validateSearch: texts('file', 'open'),
  component: function Imports() {
    return (
      <ShopPage>
        <ImportsPage search={imports.useSearch()} />
      </ShopPage>
    );
  },
});

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/console/privacy',
  validateSearch: texts('q'),
  component: function Privacy() {
    return (
      <ShopPage>
        <PrivacyPage search={privacy.useSearch()} />
      </ShopPage>
    );
  },
});

/** A page for marketers about one shop. */
function ShopPage({ children }: { children: ReactNode }) {
  return (
    <RoleGate roles={['marketer']}>
      <ShopGate>{children}</ShopGate>
    </RoleGate>
  );
}

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
  routeTree: root.addChildren([
    home,
    rules,
    budgets,
    policy,
    value,
    prices,
    ads,
    decisions,
    experiments,
    service,
    reviews,
    training,
    imports,
    privacy,
    people,
    audit,
    account,
  ]),
  scrollRestoration: true,
  defaultPreload: false,
  defaultErrorComponent: PageFailure,
});
