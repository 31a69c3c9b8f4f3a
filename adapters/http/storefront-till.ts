import type { CartCode, CartLineView, StorefrontCart } from '../../core/contracts/storefront.ts';
import { ConflictError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Localised } from '../../core/localised.ts';
import type { Transaction } from '../../core/transaction.ts';
import { shippingFee } from '../demo-shop/shipping.ts';
import { clientOf } from '../postgres/database.ts';
import { lockCart, type StoredCart, saveCart } from '../postgres/storefront-cart.ts';
import { productsById } from '../postgres/storefront-catalogue.ts';
import { insertOrder, takeFromStock } from '../postgres/storefront-checkout.ts';
import type { Buyer, StorefrontShop } from '../postgres/storefront-shop.ts';

/** A code as the cart asks about it; amounts as shown. */
interface CodeRequest {
  readonly shopId: string;
  readonly code: string;
  readonly shopperId: string | null;
  readonly lines: readonly { productId: string; quantity: number; unitPriceCents: number }[];
  readonly shippingCents: number;
  readonly now: Date;
}

type CodeAnswer =
  | {
      readonly ok: true;
      readonly code: string;
      readonly name: Localised;
      readonly notice: Localised | null;
      readonly grantId: string | null;
      /** For each line, in the request's order. */
      readonly lineDiscountCents: readonly number[];
      readonly shippingDiscountCents: number;
    }
  | { readonly ok: false; readonly sentence: Localised };

/** Quotes and redeems codes: the shopper's own grants and public promotions. */
export interface CodeDesk {
  quote(tx: Transaction, request: CodeRequest): Promise<CodeAnswer>;
  redeem(tx: Transaction, request: CodeRequest & { orderId: string }): Promise<CodeAnswer>;
}

interface Reckoning {
  readonly view: StorefrontCart;
  readonly answer: CodeAnswer | null;
  readonly request: CodeRequest;
}

/** The demo shop's cart and checkout. */
export class StorefrontTill {
  readonly #codes: CodeDesk;
  constructor(codes: CodeDesk) {
    this.#codes = codes;
  }

  /** The cart with prices of now; a refused code stays, with the sentence that says why. */
  async cart(tx: Transaction, shop: StorefrontShop, buyer: Buyer, now: Date): Promise<StorefrontCart> {
    return (await this.#reckon(tx, shop, buyer, await lockCart(tx, shop.id, buyer), now)).view;
  }

  /** Applies a change to the stored cart and answers with the new state. */
  async change(
    tx: Transaction,
    shop: StorefrontShop,
    buyer: Buyer,
    now: Date,
    change: (cart: StoredCart) => StoredCart,
  ): Promise<StorefrontCart> {
    const cart = change(await lockCart(tx, shop.id, buyer));
    await saveCart(tx, shop.id, cart, now);
    return (await this.#reckon(tx, shop, buyer, cart, now)).view;
  }

  /**
   * Places the order: stock, code, order, parcel and points in one transaction; empties the cart.
   * @returns the order's id and number.
   * @throws ConflictError when the cart is empty, a product has run out, or the code is no longer good.
   */
  async checkout(
    tx: Transaction,
    shop: StorefrontShop,
    buyer: Buyer,
    now: Date,
  ): Promise<{ id: string; number: string }> {
    const cart = await lockCart(tx, shop.id, buyer);
    const { view, request } = await this.#reckon(tx, shop, buyer, cart, now);
    if (view.lines.length === 0) throw new ConflictError('the cart is empty');
    await takeFromStock(tx, shop.id, request.lines);
    const id = newId();
    const answer = cart.code ? await this.#codes.redeem(tx, { ...request, orderId: id }) : null;
    if (answer && !answer.ok) throw new ConflictError(answer.sentence.en);
    const number = await insertOrder(tx, shop, buyer, {
      id,
      lines: request.lines.map((line, index) => ({
        productId: line.productId,
        quantity: line.quantity,
        priceCents: line.unitPriceCents,
        discountShownCents: answer?.lineDiscountCents[index] ?? 0,
      })),
      shippingCents: request.shippingCents - (answer?.shippingDiscountCents ?? 0),
      code: answer?.code ?? null,
      grantId: answer?.grantId ?? null,
      now,
    });
    await saveCart(tx, shop.id, { ...cart, lines: [], code: null }, now);
    return { id, number };
  }

  async #reckon(
    tx: Transaction,
    shop: StorefrontShop,
    buyer: Buyer,
    cart: StoredCart,
    now: Date,
  ): Promise<Reckoning> {
    const products = await productsById(
      clientOf(tx),
      shop.id,
      cart.lines.map((line) => line.productId),
    );
    const lines = cart.lines.flatMap(({ productId, quantity }): CartLineView[] => {
      const product = products.get(productId);
      if (!product) return [];
      const { stock: _stock, ...summary } = product;
      return [{ product: summary, quantity, lineCents: product.priceCents * quantity }];
    });
    const merchandiseCents = lines.reduce((sum, line) => sum + line.lineCents, 0);
    const shippingCents =
      lines.length === 0
        ? 0
        : shippingFee(shop.settings, buyer.country, merchandiseCents, buyer.loyaltyPoints);
    const request: CodeRequest = {
      shopId: shop.id,
      code: cart.code ?? '',
      shopperId: buyer.shopperId,
      lines: lines.map(({ product, quantity }) => ({
        productId: product.id,
        quantity,
        unitPriceCents: product.priceCents,
      })),
      shippingCents,
      now,
    };
    const answer = cart.code && lines.length > 0 ? await this.#codes.quote(tx, request) : null;
    const discountCents = answer?.ok
      ? answer.lineDiscountCents.reduce((sum, cents) => sum + cents, 0) + answer.shippingDiscountCents
      : 0;
    const view: StorefrontCart = {
      lines,
      merchandiseCents,
      shippingCents,
      discountCents,
      totalCents: merchandiseCents + shippingCents - discountCents,
      toFreeShippingCents:
        shippingCents === 0 ? 0 : Math.max(0, shop.settings.shipping.freeFromCents - merchandiseCents),
      code: cart.code && answer ? codeView(cart.code, answer) : null,
    };
    return { view, answer, request };
  }
}

function codeView(code: string, answer: CodeAnswer): CartCode {
  if (!answer.ok) return { code, ok: false, sentence: answer.sentence };
  return { code: answer.code, ok: true, name: answer.name, notice: answer.notice };
}
