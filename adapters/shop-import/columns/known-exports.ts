import type { ImportKind } from '../../../core/contracts/console-imports.ts';

export interface KnownExport {
  readonly name: string;
  readonly kind: ImportKind;
  /** Columns that no other export has together. */
  readonly has: readonly string[];
  /** Our field: their column, where the name alone would mislead. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Exports whose columns have the same names as something else elsewhere. */
export const knownExports: readonly KnownExport[] = [
  {
    // https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders
    name: 'Shopify orders',
    kind: 'orders',
    has: ['Name', 'Financial Status', 'Lineitem name', 'Lineitem quantity'],
    columns: {
      number: 'Name',
      placed_at: 'Created at',
      email: 'Email',
      shopper_name: 'Billing Name',
      country: 'Shipping Country',
      region: 'Shipping Province',
      product: 'Lineitem sku',
      product_name: 'Lineitem name',
      quantity: 'Lineitem quantity',
      unit_price: 'Lineitem price',
      line_discount: 'Lineitem discount',
      discount: 'Discount Amount',
      code: 'Discount Code',
      shipping: 'Shipping',
      tax: 'Taxes',
      total: 'Total',
      refund: 'Refunded Amount',
      currency: 'Currency',
      status: 'Fulfillment Status',
      cancelled_at: 'Cancelled at',
    },
  },
  {
    // https://help.shopify.com/en/manual/products/import-export/using-csv
    name: 'Shopify products',
    kind: 'products',
    has: ['Handle', 'Title', 'Body (HTML)'],
    columns: {
      id: 'Variant SKU',
      parent: 'Handle',
      option: 'Option1 Value',
      name: 'Title',
      description: 'Body (HTML)',
      category: 'Type',
      price: 'Variant Price',
      unit_cost: 'Cost per item',
      stock: 'Variant Inventory Qty',
      status: 'Status',
    },
  },
  {
    // https://help.shopify.com/en/manual/customers/import-export-customers
    name: 'Shopify customers',
    kind: 'shoppers',
    has: ['Customer ID', 'First Name', 'Last Name', 'Total Spent'],
    columns: {
      shopper: 'Customer ID',
      first_name: 'First Name',
      last_name: 'Last Name',
      email: 'Email',
      country: 'Default Address Country Code',
      region: 'Default Address Province Code',
      email_consent: 'Accepts Email Marketing',
    },
  },
  {
    // https://woocommerce.com/document/product-csv-importer-exporter/
    name: 'WooCommerce products',
    kind: 'products',
    has: ['Type', 'SKU', 'Name', 'Regular price'],
    columns: {
      id: 'SKU',
      parent: 'Parent',
      name: 'Name',
      description: 'Description',
      category: 'Categories',
      price: 'Regular price',
      stock: 'Stock',
      status: 'Published',
    },
  },
  {
    // https://wordpress.org/plugins/woo-order-export-lite/
    name: 'WooCommerce orders',
    kind: 'orders',
    has: ['Order Number', 'Order Status', 'Item Name', 'Item Cost'],
    columns: {
      number: 'Order Number',
      placed_at: 'Order Date',
      status: 'Order Status',
      email: 'Email (Billing)',
      country: 'Country Code (Billing)',
      product: 'SKU',
      product_name: 'Item Name',
      quantity: 'Quantity',
      unit_price: 'Item Cost',
      discount: 'Cart Discount Amount',
      shipping: 'Order Shipping Amount',
      refund: 'Order Refund Amount',
      total: 'Order Total Amount',
      code: 'Coupon Code',
    },
  },
];
