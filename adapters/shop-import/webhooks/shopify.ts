import { z } from 'zod';
import { BadInputError } from '../../../core/errors.ts';
import { orderState } from '../orders/order-state.ts';
import { plainText } from '../values/plain-text.ts';
import { productKey } from '../values/product-key.ts';
import { deletedCustomer } from './deleted-customer.ts';
import { byCurrency, checkCurrency, idField, readMessage, textField, timeOf } from './message-fields.ts';
import type { MessageContext, SourceChange, SourcePerson, SourceRefund } from './source-change.ts';

const schemasOf = byCurrency((money) => {
  const refund = z.looseObject({
    id: idField,
    order_id: idField.optional(),
    created_at: textField,
    refund_line_items: z
      .array(z.looseObject({ line_item_id: idField, subtotal: money, total_tax: money }))
      .default([]),
  });
  const order = z.looseObject({
    id: idField,
    name: textField,
    created_at: z.string(),
    updated_at: textField,
    cancelled_at: textField,
    currency: textField,
    email: textField,
    fulfillment_status: textField,
    taxes_included: z.boolean().default(false),
    customer: z.looseObject({ id: idField }).nullish(),
    discount_codes: z.array(z.looseObject({ code: textField })).default([]),
    shipping_lines: z.array(z.looseObject({ price: money })).default([]),
    line_items: z
      .array(
        z.looseObject({
          id: idField,
          sku: textField,
          variant_id: idField.nullish(),
          title: textField,
          quantity: z.number().int(),
          price: money,
          discount_allocations: z.array(z.looseObject({ amount: money })).default([]),
          tax_lines: z.array(z.looseObject({ price: money })).default([]),
        }),
      )
      .default([]),
    refunds: z.array(refund).default([]),
  });
  const product = z.looseObject({
    id: idField,
    title: z.string(),
    body_html: textField,
    product_type: textField,
    status: textField,
    updated_at: textField,
    options: z.array(z.looseObject({ name: z.string() })).default([]),
    variants: z
      .array(
        z.looseObject({
          id: idField,
          sku: textField,
          title: textField,
          price: money,
          inventory_quantity: z.number().int().nullish(),
          inventory_management: textField,
          option1: textField,
          option2: textField,
          option3: textField,
        }),
      )
      .default([]),
  });
  return { refund, order, product };
});

const customerSchema = z.looseObject({
  id: idField,
  email: textField,
  first_name: textField,
  last_name: textField,
  created_at: textField,
  updated_at: textField,
  default_address: z.looseObject({ country_code: textField, province_code: textField }).nullish(),
  email_marketing_consent: z.looseObject({ state: textField }).nullish(),
});

const personFields = { customer: z.looseObject({ id: idField.nullish(), email: textField }) };
const redactSchema = z.looseObject({ ...personFields, orders_to_redact: z.array(idField).default([]) });
const dataRequestSchema = z.looseObject({ ...personFields, orders_requested: z.array(idField).default([]) });
const shopSchema = z.looseObject({ shop_id: idField });
const deletedSchema = z.looseObject({ id: idField });

/**
 * Reads a body of Shopify's webhooks (https://shopify.dev/docs/api/webhooks, REST resources; the three on privacy:
 * https://shopify.dev/docs/apps/build/compliance/privacy-law-compliance).
 * @returns null for a topic that means nothing here. @throws BadInputError for a body that is not as documented.
 */
export function readShopify(body: unknown, context: MessageContext): SourceChange | null {
  switch (context.topic) {
    case 'orders/create':
    case 'orders/updated':
    case 'orders/paid':
    case 'orders/fulfilled':
    case 'orders/cancelled':
      return readOrder(body, context);
    case 'orders/delete':
      return {
        kind: 'order-deleted',
        externalId: readMessage(deletedSchema, body).id,
        version: context.sentAt,
      };
    case 'refunds/create':
      return readRefund(body, context);
    case 'products/create':
    case 'products/update':
      return readProduct(body, context);
    case 'products/delete':
      return {
        kind: 'product-deleted',
        externalId: readMessage(deletedSchema, body).id,
        version: context.sentAt,
      };
    case 'customers/create':
    case 'customers/update':
      return readCustomer(body, context);
    case 'customers/delete':
      return deletedCustomer(readMessage(deletedSchema, body).id, context);
    case 'customers/redact': {
      const { customer, orders_to_redact: orders } = readMessage(redactSchema, body);
      return { kind: 'shopper-deleted', ...person(customer, orders), version: context.sentAt };
    }
    case 'customers/data_request': {
      const { customer, orders_requested: orders } = readMessage(dataRequestSchema, body);
      return { kind: 'shopper-asked', ...person(customer, orders), version: context.sentAt };
    }
    case 'shop/redact':
      return {
        kind: 'shop-left',
        externalId: readMessage(shopSchema, body).shop_id,
        version: context.sentAt,
      };
    default:
      return null;
  }
}

/** A guest has an e-mail and no id. */
function person(
  { id, email }: { id?: string | null | undefined; email: string | null },
  orders: readonly string[],
): { externalId: string; person: SourcePerson } {
  const named = { id: id ?? null, email: email?.toLowerCase() ?? null, orders };
  const externalId = named.id ?? named.email;
  if (externalId === null) throw new BadInputError('customer: has neither an id nor an e-mail');
  return { externalId, person: named };
}

function readOrder(body: unknown, context: MessageContext): SourceChange {
  const order = readMessage(schemasOf(context.currency).order, body);
  checkCurrency(order.currency, context.currency);
  const placedAt = timeOf(order.created_at);
  if (!placedAt) throw new BadInputError(`created_at: not a time`);
  const cancelledAt = timeOf(order.cancelled_at);
  const items = order.line_items.filter(({ quantity }) => quantity > 0);
  const shopper = order.customer?.id ?? order.email?.toLowerCase() ?? null;
  return {
    kind: 'order',
    externalId: order.id,
    version: timeOf(order.updated_at) ?? context.sentAt,
    message: {
      order: {
        externalId: order.id,
        number: order.name?.replace(/^#/, '') ?? null,
        shopper: shopper === null ? null : shopperRef(shopper),
        placedAt,
        state: orderState(order.fulfillment_status ?? 'unfulfilled', placedAt, cancelledAt, context.now),
        cancelledAt,
        shippingCents: order.shipping_lines.reduce((sum, { price }) => sum + price, 0),
        code: order.discount_codes[0]?.code ?? null,
        lines: items.map((item) => {
          const tax = item.tax_lines.reduce((sum, { price }) => sum + price, 0);
          const discount = item.discount_allocations.reduce((sum, { amount }) => sum + amount, 0);
          const paid = item.price * item.quantity - discount - (order.taxes_included ? tax : 0);
          const net = Math.max(0, paid);
          const listPriceCents = order.taxes_included
            ? Math.ceil((net + discount) / item.quantity)
            : item.price;
          return {
            productId: item.sku ?? item.variant_id ?? productKey(item.title ?? item.id),
            quantity: item.quantity,
            listPriceCents,
            discountCents: listPriceCents * item.quantity - net,
            unitCostCents: null,
            taxCents: tax,
            refundCents: 0,
            refundedAt: null,
          };
        }),
      },
      lineIds: items.map(({ id }) => id),
      refunds: order.refunds.map((refund) => refundOf(refund, context.sentAt, order.taxes_included)),
    },
  };
}

function readRefund(body: unknown, context: MessageContext): SourceChange {
  const refund = readMessage(schemasOf(context.currency).refund, body);
  if (refund.order_id === undefined) throw new BadInputError('order_id: missing');
  // Its own words do not say whether prices hold the tax: what is taken off is bounded by what was paid.
  return {
    kind: 'refund',
    externalId: refund.order_id,
    version: timeOf(refund.created_at) ?? context.sentAt,
    refund: refundOf(refund, context.sentAt, false),
  };
}

function refundOf(
  refund: z.output<ReturnType<typeof schemasOf>['refund']>,
  sentAt: Date,
  taxIncluded: boolean,
): SourceRefund {
  return {
    id: refund.id,
    at: (timeOf(refund.created_at) ?? sentAt).toISOString(),
    lines: refund.refund_line_items.map((line) => ({
      lineId: line.line_item_id,
      amountCents: Math.max(0, line.subtotal - (taxIncluded ? line.total_tax : 0)),
    })),
    restCents: 0,
  };
}

function readProduct(body: unknown, context: MessageContext): SourceChange {
  const product = readMessage(schemasOf(context.currency).product, body);
  const text = product.body_html === null ? product.title : plainText(product.body_html);
  const category = product.product_type;
  return {
    kind: 'product',
    externalId: product.id,
    version: timeOf(product.updated_at) ?? context.sentAt,
    variants: product.variants.map((variant) => {
      const title = variant.title === null || variant.title === 'Default Title' ? '' : `, ${variant.title}`;
      const name = product.title + title;
      const chosen = [variant.option1, variant.option2, variant.option3];
      return {
        id: variant.sku ?? variant.id,
        name: { en: name, zh: name },
        description: { en: text, zh: text },
        category: category === null ? null : { id: productKey(category), name: category },
        priceCents: variant.price,
        unitCostCents: null,
        stock: variant.inventory_management === null ? null : Math.max(0, variant.inventory_quantity ?? 0),
        active: product.status === null || product.status === 'active',
        attributes: Object.fromEntries(
          product.options.flatMap((option, i) =>
            chosen[i] && option.name !== 'Title' ? [[attributeKey(option.name), chosen[i]]] : [],
          ),
        ),
      };
    }),
  };
}

/** The chat looks for colours under this name. */
function attributeKey(name: string): string {
  const key = name.toLowerCase().replace(/\s+/g, '_');
  return key === 'color' ? 'colour' : key;
}

function readCustomer(body: unknown, context: MessageContext): SourceChange {
  const customer = readMessage(customerSchema, body);
  const state = customer.email_marketing_consent?.state ?? null;
  return {
    kind: 'shopper',
    externalId: customer.id,
    version: timeOf(customer.updated_at) ?? context.sentAt,
    shopper: {
      externalId: customer.id,
      email: customer.email?.toLowerCase() ?? null,
      name: [customer.first_name, customer.last_name].filter(Boolean).join(' ') || null,
      language: null,
      country: customer.default_address?.country_code?.slice(0, 2) ?? null,
      region: customer.default_address?.province_code ?? null,
      createdAt: timeOf(customer.created_at)?.toISOString() ?? null,
      points: null,
      emailConsent: state === null ? null : state === 'subscribed',
    },
  };
}

function shopperRef(externalId: string) {
  const email = externalId.includes('@') ? externalId : null;
  return { externalId, email, name: null, country: null, region: null };
}
