import type { ShopLinks } from '../../bot/skills/skill.ts';

/** A shop's own pages; of a shop without any, and that is the demo shop, the storefront on this server. */
export const storefrontLinks: ShopLinks = {
  product: ({ productUrl }, productId) =>
    productUrl === null
      ? `/p/${encodeURIComponent(productId)}`
      : productUrl.replaceAll('{id}', encodeURIComponent(productId)),
  home: ({ productUrl }) => {
    if (productUrl === null) return '/';
    const example = productUrl.replaceAll('{id}', 'id');
    return URL.canParse(example) ? `${new URL(example).origin}/` : '';
  },
  // Real shops' pictures are on their own servers, and nobody told where.
  picture: ({ productUrl }, productId) =>
    productUrl === null ? `/api/storefront/products/${encodeURIComponent(productId)}/picture.svg` : '',
};
