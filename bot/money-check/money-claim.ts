import type { FreeThing } from './money-facts.ts';

/** Something that a text says about money. `text` is the place where it says so, as read. */
export type MoneyClaim = { readonly text: string } & (
  | { readonly kind: 'percent'; readonly value: number }
  /** In thousandths, whatever the currency's own smallest unit. A currency of null: not named; any will do. */
  | { readonly kind: 'amount'; readonly thousandths: number; readonly currency: string | null }
  /** A bare number taken off: "20 off", 减20. Percent or amount. */
  | { readonly kind: 'off'; readonly value: number }
  | { readonly kind: 'points'; readonly value: number }
  /** `object` names the thing, if a word does. */
  | { readonly kind: 'free'; readonly of: FreeThing; readonly object: string }
  /** Capitals and digits alone. */
  | { readonly kind: 'code'; readonly code: string }
  /** About money without doubt, and its size cannot be read. */
  | { readonly kind: 'unreadable' }
);

/** Two claims with one key say the same. */
export function claimKey(claim: MoneyClaim): string {
  switch (claim.kind) {
    case 'percent':
    case 'off':
    case 'points':
      return `${claim.kind}:${claim.value}`;
    case 'amount':
      return `amount:${claim.thousandths}:${claim.currency ?? '?'}`;
    case 'free':
      // That cancelling is free of charge bears out no free mug.
      return claim.of === 'anything' ? `free:anything:${claim.object}` : `free:${claim.of}`;
    case 'code':
      return `code:${claim.code}`;
    case 'unreadable':
      return `unreadable:${claim.text.toLowerCase().replace(/\s+/g, '')}`;
  }
}

/** The letters and digits of a code, in capitals: how codes are compared. */
export function bareCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}
