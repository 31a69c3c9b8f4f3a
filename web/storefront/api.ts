import type {
  ProductDetail,
  ProductPage,
  StorefrontCart,
  StorefrontEvent,
  StorefrontOrder,
  StorefrontSession,
} from '../../core/contracts/storefront.ts';

/** A request that the server refused or that did not reach it. */
export class RequestError extends Error {
  /** 0: no answer. */
  readonly status: number;
  readonly requestId: string | null;
  constructor(message: string, status: number, requestId: string | null) {
    super(message);
    this.status = status;
    this.requestId = requestId;
  }
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/storefront${path}`, {
    method,
    credentials: 'same-origin',
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch(() => {
    throw new RequestError('no connection', 0, null);
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
    throw new RequestError(
      answer?.error?.message ?? response.statusText,
      response.status,
      response.headers.get('x-request-id'),
    );
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export interface ListFilter {
  readonly category: string | null;
  readonly q: string;
  readonly page: number;
}

let sessionBegan = () => {};
/** The first answer sets the cookie: what is reported before it would belong to another visitor. */
const began = new Promise<void>((resolve) => {
  sessionBegan = resolve;
});

export const api = {
  session: async () => {
    const session = await ask<StorefrontSession>('GET', '/session');
    sessionBegan();
    return session;
  },
  shopAs: (persona: string) => ask<StorefrontSession>('POST', '/session', { persona }),
  products: ({ category, q, page }: ListFilter) => {
    const query = new URLSearchParams({ page: String(page) });
    if (category) query.set('category', category);
    if (q) query.set('q', q);
    return ask<ProductPage>('GET', `/products?${query}`);
  },
  product: (id: string) => ask<ProductDetail>('GET', `/products/${encodeURIComponent(id)}`),
  cart: () => ask<StorefrontCart>('GET', '/cart'),
  add: (productId: string) => ask<StorefrontCart>('POST', '/cart/lines', { productId, quantity: 1 }),
  setQuantity: (productId: string, quantity: number) =>
    ask<StorefrontCart>('PUT', `/cart/lines/${encodeURIComponent(productId)}`, { quantity }),
  setCode: (code: string | null) => ask<StorefrontCart>('PUT', '/cart/code', { code }),
  checkout: () => ask<{ number: string }>('POST', '/checkout', {}),
  orders: () => ask<{ orders: StorefrontOrder[] }>('GET', '/orders'),
  /** Browsing is reported on the side: a failure is no trouble of the shopper's. */
  report: (event: StorefrontEvent) => {
    began.then(() => ask<void>('POST', '/events', event)).catch(() => {});
  },
};
