/** Bodies after Shopify's and WooCommerce's public documentation, shortened to documented fields. */

export const shopifyOrder = (options: {
  id?: number;
  updatedAt: string;
  quantity?: number;
  cancelledAt?: string | null;
  fulfilment?: string | null;
  refunds?: unknown[];
  currency?: string;
}) => ({
  id: options.id ?? 820_982_911_946_154_500,
  admin_graphql_api_id: 'gid://shopify/Order/820982911946154508',
  name: '#9999',
  email: 'jon@example.com',
  created_at: '2026-09-29T13:20:15-04:00',
  updated_at: options.updatedAt,
  cancelled_at: options.cancelledAt ?? null,
  currency: options.currency ?? 'GBP',
  financial_status: 'paid',
  fulfillment_status: options.fulfilment ?? null,
  taxes_included: false,
  total_price: '398.00',
  discount_codes: [{ code: 'SPRING', amount: '10.00', type: 'fixed_amount' }],
  customer: { id: 115_310_627_314_723_950, email: 'jon@example.com', first_name: 'Jon', last_name: 'Smith' },
  shipping_lines: [{ id: 271_878_346_596, title: 'Generic Shipping', price: '10.00' }],
  line_items: [
    {
      id: 487_817_672_276_298_560,
      variant_id: 43_729_076,
      product_id: 788_032_119_674_292_900,
      title: 'IPod Nano - 8GB',
      sku: 'IPOD2008PINK',
      quantity: options.quantity ?? 1,
      price: '199.00',
      total_discount: '0.00',
      discount_allocations: [{ amount: '10.00' }],
      tax_lines: [{ title: 'VAT', price: '37.80', rate: 0.2 }],
    },
    {
      id: 976_318_377_106_520_300,
      variant_id: 43_729_077,
      product_id: 788_032_119_674_292_900,
      title: 'IPod Nano - 16GB',
      sku: '',
      quantity: 1,
      price: '249.00',
      discount_allocations: [],
      tax_lines: [],
    },
  ],
  refunds: options.refunds ?? [],
  shipping_address: { country_code: 'GB', province_code: 'ENG' },
});

export const shopifyRefund = (
  id: number,
  orderId: number,
  amount: string,
  at: string,
  lineId = 487_817_672_276_298_560,
) => ({
  id,
  order_id: orderId,
  created_at: at,
  note: null,
  restock: true,
  refund_line_items: [{ id: 1, quantity: 1, line_item_id: lineId, subtotal: amount, total_tax: '0.00' }],
  transactions: [{ id: 2, amount, kind: 'refund', gateway: 'bogus' }],
});

export const shopifyProduct = (options: {
  id?: number;
  updatedAt: string;
  price?: string;
  status?: string;
  title?: string;
}) => ({
  id: options.id ?? 788_032_119_674_292_900,
  title: options.title ?? 'Example T-Shirt',
  body_html: '<strong>An <em>example</em> T-Shirt</strong>',
  vendor: 'Acme',
  product_type: 'Shirts',
  handle: 'example-t-shirt',
  status: options.status ?? 'active',
  updated_at: options.updatedAt,
  options: [{ id: 1, name: 'Color', position: 1, values: ['Red', 'Blue'] }],
  variants: ['Red', 'Blue'].map((colour, i) => ({
    id: 642_667_041_472_713_900 + 1000 * i,
    title: colour,
    option1: colour,
    option2: null,
    option3: null,
    sku: `TS-${options.id ?? 1}-${colour}`,
    price: options.price ?? '19.99',
    inventory_management: 'shopify',
    inventory_quantity: 3 + i,
  })),
});

export const shopifyCustomer = (options: {
  id?: number;
  updatedAt: string;
  first?: string;
  consent?: string;
}) => ({
  id: options.id ?? 706_405_506_930_370_000,
  email: 'Bob@Example.com',
  created_at: '2026-01-02T03:04:05Z',
  updated_at: options.updatedAt,
  first_name: options.first ?? 'Bob',
  last_name: 'Biller',
  email_marketing_consent: { state: options.consent ?? 'subscribed', opt_in_level: null },
  default_address: { country_code: 'CA', province_code: 'ON' },
});

export const wooOrder = (options: {
  id?: number;
  modified: string;
  status?: string;
  refunds?: unknown[];
}) => ({
  id: options.id ?? 727,
  parent_id: 0,
  number: String(options.id ?? 727),
  status: options.status ?? 'processing',
  currency: 'GBP',
  date_created_gmt: '2026-03-22T19:28:02',
  date_modified_gmt: options.modified,
  discount_total: '2.00',
  shipping_total: '10.00',
  total_tax: '4.00',
  prices_include_tax: false,
  customer_id: 25,
  billing: {
    first_name: 'John',
    last_name: 'Doe',
    email: 'john.doe@example.com',
    country: 'US',
    state: 'CA',
  },
  line_items: [
    {
      id: 315,
      name: 'Woo Single #1',
      product_id: 93,
      variation_id: 0,
      quantity: 2,
      subtotal: '6.00',
      total: '5.00',
      total_tax: '1.00',
      sku: 'WOO-1',
      price: 2.5,
    },
    {
      id: 316,
      name: 'Ship Your Idea',
      product_id: 22,
      variation_id: 23,
      quantity: 1,
      subtotal: '12.00',
      total: '11.00',
      total_tax: '3.00',
      sku: '',
      price: 11,
    },
  ],
  coupon_lines: [{ id: 1, code: 'ten' }],
  refunds: options.refunds ?? [],
});
