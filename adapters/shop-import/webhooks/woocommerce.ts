import { z } from 'zod';
import { BadInputError } from '../../../core/errors.ts';
import { orderState } from '../orders/order-state.ts';
import { plainText } from '../values/plain-text.ts';
import { productKey } from '../values/product-key.ts';
import { deletedCustomer } from './deleted-customer.ts';
import { byCurrency, checkCurrency, idField, readMessage, textField, timeOf } from './message-fields.ts';
import type { MessageContext, SourceChange } from './source-change.ts';

const address = z.looseObject({ email: textField, country: textField, state: textField }).nullish();

const schemasOf = byCurrency((money) => {
  const order = z.looseObject({
    id: idField,
    number: idField.nullish(),
    status: textField,
    currency: textField,
    date_created_gmt: z.string(),
    date_modified_gmt: textField,
    shipping_total: money,
    customer_id: z.number().default(0),
    billing: address,
    coupon_lines: z.array(z.looseObject({ code: textField })).default([]),
    line_items: z
      .array(
        z.looseObject({
          id: idField,
          product_id: idField,
          variation_id: z.number().default(0),
          sku: textField,
          quantity: z.number().int(),
          subtotal: money,
          total: money,
          total_tax: money,
        }),
      )
      .default([]),
    refunds: z.array(z.looseObject({ id: idField, total: money })).default([]),
  });
  const product = z.looseObject({
    id: idField,
    name: z.string(),
    description: textField,
    short_description: textField,
    sku: textField,
    price: money,
    regular_price: money,
    status: textField,
    manage_stock: z.union([z.boolean(), z.string()]).default(false),
    stock_quantity: z.number().nullish(),
    stock_status: textField,
    date_modified_gmt: textField,
    categories: z.array(z.looseObject({ name: z.string() })).default([]),
    attributes: z
      .array(z.looseObject({ name: z.string(), options: z.array(z.string()).default([]), option: textField }))
      .default([]),
  });
  return { order, product };
});

const customerSchema = z.looseObject({
  id: idField,
  email: textField,
  first_name: textField,
  last_name: textField,
  date_created_gmt: textField,
  date_modified_gmt: textField,
  billing: address,
});

const deletedSchema = z.looseObject({ id: idField });

/**
 * Reads a body of WooCommerce's webhooks (https://woocommerce.github.io/woocommerce-rest-api-docs/, version 3).
 * @returns null for a topic that means nothing here. @throws BadInputError for a body that is not as documented.
 */
export function readWooCommerce(body: unknown, context: MessageContext): SourceChange | null {
  const [resource, event] = context.topic.split('.');
  if (event === 'deleted') {
    const { id } = readMessage(deletedSchema, body);
    if (resource === 'order') return { kind: 'order-deleted', externalId: id, version: context.sentAt };
    if (resource === 'product') return { kind: 'product-deleted', externalId: id, version: context.sentAt };
    if (resource === 'customer') return deletedCustomer(id, context);
    return null;
  }
  if (event !== 'created' && event !== 'updated' && event !== 'restored') return null;
  if (resource === 'order') return readOrder(body, context);
  if (resource === 'product') return readProduct(body, context);
  return resource === 'customer' ? readCustomer(body, context) : null;
}

function readOrder(body: unknown, context: MessageContext): SourceChange {
  const order = readMessage(schemasOf(context.currency).order, body);
  checkCurrency(order.currency, context.currency);
  const placedAt = timeOf(order.date_created_gmt);
  if (!placedAt) throw new BadInputError('date_created_gmt: not a time');
  const version = timeOf(order.date_modified_gmt) ?? context.sentAt;
  const state = orderState(order.status, placedAt, null, context.now);
  const items = order.line_items.filter(({ quantity }) => quantity > 0);
  const email = order.billing?.email?.toLowerCase() ?? null;
  const shopper = order.customer_id > 0 ? String(order.customer_id) : email;
  return {
    kind: 'order',
    externalId: order.id,
    version,
    message: {
      order: {
        externalId: order.id,
        number: order.number ?? order.id,
        shopper:
          shopper === null
            ? null
            : {
                externalId: shopper,
                email: shopper.includes('@') ? shopper : null,
                name: null,
                country: null,
                region: null,
              },
        placedAt,
        state,
        cancelledAt: state === 'cancelled' ? version : null,
        shippingCents: Math.max(0, order.shipping_total),
        code: order.coupon_lines[0]?.code ?? null,
        lines: items.map((item) => {
          const listPriceCents = Math.ceil(item.subtotal / item.quantity);
          return {
            productId: item.sku ?? (item.variation_id > 0 ? String(item.variation_id) : item.product_id),
            quantity: item.quantity,
            listPriceCents,
            discountCents: listPriceCents * item.quantity - item.total,
            unitCostCents: null,
            taxCents: item.total_tax,
            refundCents: 0,
            refundedAt: null,
          };
        }),
      },
      lineIds: items.map(({ id }) => id),
      // An order names its refunds by their totals alone.
      refunds: order.refunds.map(({ id, total }) => ({
        id,
        at: version.toISOString(),
        lines: [],
        restCents: Math.abs(total),
      })),
    },
  };
}

function readProduct(body: unknown, context: MessageContext): SourceChange {
  const product = readMessage(schemasOf(context.currency).product, body);
  const html = product.description ?? product.short_description;
  const text = html === null ? product.name : plainText(html);
  const category = product.categories[0]?.name ?? null;
  const counted = product.manage_stock === true || product.manage_stock === 'parent';
  const out = product.stock_status === 'outofstock';
  return {
    kind: 'product',
    externalId: product.id,
    version: timeOf(product.date_modified_gmt) ?? context.sentAt,
    variants: [
      {
        id: product.sku ?? product.id,
        name: { en: product.name, zh: product.name },
        description: { en: text, zh: text },
        category: category === null ? null : { id: productKey(category), name: category },
        priceCents: product.price || product.regular_price,
        unitCostCents: null,
        stock: out ? 0 : counted ? Math.max(0, Math.floor(product.stock_quantity ?? 0)) : null,
        active: product.status === null || product.status === 'publish',
        attributes: Object.fromEntries(
          product.attributes.flatMap(({ name, options, option }) => {
            const value = option ?? options.join(', ');
            return value ? [[name.toLowerCase().replace(/^color$/, 'colour'), value]] : [];
          }),
        ),
      },
    ],
  };
}

function readCustomer(body: unknown, context: MessageContext): SourceChange {
  const customer = readMessage(customerSchema, body);
  return {
    kind: 'shopper',
    externalId: customer.id,
    version: timeOf(customer.date_modified_gmt) ?? context.sentAt,
    shopper: {
      externalId: customer.id,
      email: customer.email?.toLowerCase() ?? null,
      name: [customer.first_name, customer.last_name].filter(Boolean).join(' ') || null,
      language: null,
      country: customer.billing?.country?.slice(0, 2) ?? null,
      region: customer.billing?.state ?? null,
      createdAt: timeOf(customer.date_created_gmt)?.toISOString() ?? null,
      points: null,
      emailConsent: null,
    },
  };
}
