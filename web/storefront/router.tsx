import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import type { ListSearch } from './list-search.ts';
import { CartPage } from './pages/cart-page.tsx';
import { ListPage } from './pages/list-page.tsx';
import { OrdersPage } from './pages/orders-page.tsx';
import { ProductPage } from './pages/product-page.tsx';
import { Frame } from './parts/frame.tsx';
import { NotFound } from './parts/not-found.tsx';

const readSearch = (search: Record<string, unknown>): ListSearch => ({
  ...(typeof search.q === 'string' || typeof search.q === 'number' ? { q: String(search.q) } : {}),
  ...(Number(search.page) > 1 ? { page: Math.floor(Number(search.page)) } : {}),
});

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readSearch,
  component: function Home() {
    return <ListPage category={null} search={home.useSearch()} />;
  },
});

const category = createRoute({
  getParentRoute: () => root,
  path: '/c/$category',
  validateSearch: readSearch,
  component: function InCategory() {
    return <ListPage category={category.useParams().category} search={category.useSearch()} />;
  },
});

const product = createRoute({
  getParentRoute: () => root,
  path: '/p/$productId',
  component: function OneProduct() {
    const { productId } = product.useParams();
    return <ProductPage key={productId} productId={productId} />;
  },
});

const cart = createRoute({ getParentRoute: () => root, path: '/cart', component: CartPage });
const orders = createRoute({ getParentRoute: () => root, path: '/orders', component: OrdersPage });

export const router = createRouter({
  routeTree: root.addChildren([home, category, product, cart, orders]),
  scrollRestoration: true,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
