import type { ShopLinks } from '../../bot/skills/skill.ts';

/** Where the demo storefront shows a product; relative to this server's origin. */
export const storefrontLinks: ShopLinks = {
  product: (_shopId, productId) => `/p/${encodeURIComponent(productId)}`,
  picture: (_shopId, productId) => `/api/storefront/products/${encodeURIComponent(productId)}/picture.svg`,
};
