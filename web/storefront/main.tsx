import '../design/tokens.css';
import '../design/base.css';
import './storefront.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RequestError } from './api.ts';
import { router } from './router.tsx';
import { ShopProvider } from './shop.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Without a connection a page says so and offers another try, instead of a skeleton that waits for ever.
      networkMode: 'always',
      refetchOnReconnect: true,
      // What the server refused it will refuse again.
      retry: (failures, error) =>
        failures < 2 && !(error instanceof RequestError && error.status >= 400 && error.status < 500),
    },
    // What is pressed without a connection fails at once and says so; it is not done later, unasked.
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <ShopProvider>
        <RouterProvider router={router} />
      </ShopProvider>
    </QueryClientProvider>
  </StrictMode>,
);
