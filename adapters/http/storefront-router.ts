import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { StorefrontEvent, StorefrontSession } from '../../core/contracts/storefront.ts';
import { NotFoundError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { redactPii } from '../../nlp/pii/redact-pii.ts';
import { type PersonaKey, personas } from '../demo-shop/personas.ts';
import { clientOf, type Database } from '../postgres/database.ts';
import { currentPromotions } from '../postgres/money-promotions.ts';
import { cartCount } from '../postgres/storefront-cart.ts';
import {
  categorySizes,
  productDetail,
  productPage,
  productPicture,
} from '../postgres/storefront-catalogue.ts';
import { recordShopEvent } from '../postgres/storefront-events.ts';
import { ordersOf } from '../postgres/storefront-orders.ts';
import { type Buyer, buyerOf, type StorefrontShop, storefrontShop } from '../postgres/storefront-shop.ts';
import { jsonBody } from './json-body.ts';
import { parseInput, readBody } from './parse-input.ts';
import { rateLimit } from './rate-limit.ts';
import { sameOrigin } from './same-origin.ts';
import { identityFor } from './storefront-identity.ts';
import { sessionOf, startSession, storefrontSession } from './storefront-session.ts';
import { type CodeDesk, StorefrontTill } from './storefront-till.ts';

export interface StorefrontOptions {
  readonly database: Database;
  readonly shopId: string;
  readonly codes: CodeDesk;
  readonly clock: Clock;
  /** Signs the session cookie. */
  readonly sessionSecret: string;
  readonly https: boolean;
  /** Runs in the order's transaction: outcomes of recommendations, for example. */
  readonly orderPlaced?: (
    tx: Transaction,
    order: { shopId: string; orderId: string; shopperId: string | null; now: Date },
  ) => Promise<void>;
}

/** Of one address, which an office may share. */
const requestsPerMinute = 1_200;
/** A code has 60 random bits: this is so that nobody tries the shorter, public ones from a list. */
const codeTries = { perMinute: 10, burst: 40 };
const maxQuantity = 20;
const productId = z.string().min(1).max(120);
const quantity = z.number().int().min(0).max(maxQuantity);
const bodies = {
  persona: z.object({ persona: z.enum(personas.map(({ key }) => key)) }),
  add: z.object({ productId, quantity: quantity.min(1).default(1) }),
  quantity: z.object({ quantity }),
  code: z.object({ code: z.string().trim().max(64).nullable() }),
  event: z.object({
    kind: z.enum(['visit', 'view', 'search']),
    productId: productId.optional(),
    query: z.string().max(200).optional(),
  }),
};
const listQuery = z.object({
  category: z.string().max(60).optional(),
  q: z.string().max(200).optional(),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});

/** The demo storefront's API; mount it under /api/storefront. */
export function storefrontRouter(options: StorefrontOptions): Router {
  const { database, shopId, clock } = options;
  const till = new StorefrontTill(options.codes);
  const cookie = { secret: options.sessionSecret, secure: options.https };
  const router = Router();

  router.get('/products/:productId/picture.svg', async (request, response) => {
    const picture = await productPicture(database, shopId, request.params.productId);
    if (!picture) throw new NotFoundError(`there is no picture of ${request.params.productId}`);
    response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    response.setHeader('cache-control', 'public, max-age=86400');
    response.type('image/svg+xml').send(picture);
  });

  router.use(sameOrigin());
  router.use(rateLimit({ clock, perMinute: requestsPerMinute, burst: requestsPerMinute }));
  router.use(jsonBody({ limitBytes: 16_384 }));
  router.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  router.get('/products', async (request, response) => {
    const { category, q, page } = parseInput(listQuery, request.query, 'the query');
    response.json(
      await productPage(database, shopId, { category: category ?? null, query: q ?? null, page }),
    );
  });

  router.get('/products/:productId', async (request, response) => {
    const product = await productDetail(database, shopId, request.params.productId);
    if (!product) throw new NotFoundError(`the shop has no product ${request.params.productId}`);
    response.json(product);
  });

  // The assortment is the same for everybody; a page's first requests must not each begin a visitor.
  router.use(storefrontSession(cookie));

  /** Shop and buyer of this browser, in one transaction with what follows. */
  const asBuyer = <T>(
    response: Response,
    work: (tx: Transaction, shop: StorefrontShop, buyer: Buyer) => Promise<T>,
  ): Promise<T> =>
    database.transaction(async (tx) => {
      const shop = await storefrontShop(clientOf(tx), shopId);
      const { visitorId, persona } = sessionOf(response);
      return work(tx, shop, await buyerOf(clientOf(tx), shop, visitorId, externalIdOf(persona)));
    });

  const session = (response: Response): Promise<StorefrontSession> =>
    asBuyer(response, async (tx, shop, buyer) => {
      const { persona } = sessionOf(response);
      const externalId = externalIdOf(persona);
      const sizes = await categorySizes(clientOf(tx), shopId);
      const promotions = await currentPromotions(tx, shopId, clock.now());
      return {
        shop: { id: shop.id, name: shop.name, currency: shop.currency, timeZone: shop.timeZone },
        personas: personas.map(({ key, name, language, label, about }) => ({
          key,
          name,
          language,
          label,
          about,
        })),
        persona,
        identity: externalId === null ? null : identityFor(externalId, shop.identitySecret),
        cartCount: await cartCount(tx, shopId, buyer),
        categories: shop.settings.categories.map((category) => ({
          ...category,
          products: sizes.get(category.id) ?? 0,
        })),
        promotions: promotions.map(({ id, name, code }) => ({ id, name, code })),
      };
    });

  router.get('/session', async (_request, response) => {
    response.json(await session(response));
  });

  router.post('/session', async (request, response) => {
    const { persona } = readBody(bodies.persona, request);
    startSession(
      response,
      { visitorId: sessionOf(response).visitorId, persona: persona as PersonaKey },
      cookie,
    );
    response.json(await session(response));
  });

  router.get('/cart', async (_request, response) => {
    response.json(await asBuyer(response, (tx, shop, buyer) => till.cart(tx, shop, buyer, clock.now())));
  });

  router.post('/cart/lines', async (request, response) => {
    const wanted = readBody(bodies.add, request);
    if (!(await productDetail(database, shopId, wanted.productId)))
      throw new NotFoundError(`the shop has no product ${wanted.productId}`);
    const cart = await asBuyer(response, async (tx, shop, buyer) => {
      const now = clock.now();
      await recordShopEvent(clientOf(tx), shopId, buyer, {
        kind: 'cart_add',
        productId: wanted.productId,
        payload: { quantity: wanted.quantity },
        occurredAt: now,
      });
      return till.change(tx, shop, buyer, now, (stored) => {
        const had = stored.lines.find((line) => line.productId === wanted.productId)?.quantity ?? 0;
        return withLine(stored, wanted.productId, Math.min(maxQuantity, had + wanted.quantity));
      });
    });
    response.json(cart);
  });

  router.put('/cart/lines/:productId', async (request, response) => {
    const wanted = readBody(bodies.quantity, request);
    const id = request.params.productId;
    const cart = await asBuyer(response, async (tx, shop, buyer) => {
      const now = clock.now();
      if (wanted.quantity === 0) {
        await recordShopEvent(clientOf(tx), shopId, buyer, {
          kind: 'cart_remove',
          productId: id,
          occurredAt: now,
        });
      }
      return till.change(tx, shop, buyer, now, (stored) =>
        stored.lines.some((line) => line.productId === id) ? withLine(stored, id, wanted.quantity) : stored,
      );
    });
    response.json(cart);
  });

  router.put('/cart/code', rateLimit({ clock, ...codeTries }), async (request, response) => {
    const { code } = readBody(bodies.code, request);
    const cart = await asBuyer(response, (tx, shop, buyer) =>
      till.change(tx, shop, buyer, clock.now(), (stored) => ({ ...stored, code: code || null })),
    );
    response.json(cart);
  });

  router.post('/checkout', async (_request, response) => {
    const number = await asBuyer(response, async (tx, shop, buyer) => {
      const now = clock.now();
      const order = await till.checkout(tx, shop, buyer, now);
      await recordShopEvent(clientOf(tx), shopId, buyer, {
        kind: 'order',
        payload: { orderId: order.id },
        occurredAt: now,
      });
      await options.orderPlaced?.(tx, { shopId, orderId: order.id, shopperId: buyer.shopperId, now });
      return order.number;
    });
    response.status(201).json({ number });
  });

  router.get('/orders', async (_request, response) => {
    const orders = await asBuyer(response, async (tx, _shop, buyer) =>
      buyer.shopperId === null ? [] : ordersOf(clientOf(tx), shopId, buyer.shopperId),
    );
    response.json({ orders });
  });

  router.post('/events', async (request, response) => {
    const event: StorefrontEvent = readBody(bodies.event, request) as StorefrontEvent;
    await asBuyer(response, (tx, _shop, buyer) =>
      recordShopEvent(clientOf(tx), shopId, buyer, {
        kind: event.kind,
        productId: event.productId ?? null,
        payload: event.query === undefined ? {} : { query: redactPii(event.query).text },
        occurredAt: clock.now(),
      }),
    );
    response.status(204).end();
  });

  return router;
}

function externalIdOf(persona: PersonaKey): string | null {
  return personas.find(({ key }) => key === persona)?.externalId ?? null;
}

function withLine<Cart extends { lines: readonly { productId: string; quantity: number }[] }>(
  cart: Cart,
  id: string,
  pieces: number,
): Cart {
  const known = cart.lines.some((line) => line.productId === id);
  const lines = known
    ? cart.lines.map((line) => (line.productId === id ? { ...line, quantity: pieces } : line))
    : [...cart.lines, { productId: id, quantity: pieces }];
  return { ...cart, lines: lines.filter((line) => line.quantity > 0) };
}
