export const importKinds = ['orders', 'products', 'reviews', 'shoppers', 'events'] as const;
export type ImportKind = (typeof importKinds)[number];
