import { expect, test } from 'vitest';
import { OfferStates } from '../../../web/widget/offer-states.ts';

const card = {
  kind: 'offer',
  grantId: 'g',
  decisionId: null,
  title: '',
  code: '',
  until: '',
  notice: '',
  state: 'open',
} as const;

test('a card learns what the shopper did before and after it was drawn, and what the server undid', () => {
  const offers = new OfferStates();
  const seen: string[] = [];
  offers.watch(card, (state) => seen.push(state));
  offers.apply({ action: 'offer.accept', grantId: 'g' });
  offers.apply({ action: 'offer.accept', grantId: 'g' }, true);
  offers.apply({ action: 'offer.decline', grantId: 'other' });
  offers.apply({ action: 'offer.decline', grantId: 'g' });
  offers.apply('text');
  expect(seen).toEqual(['open', 'accepted', 'open', 'declined']);
  offers.watch(card, (state) => seen.push(state));
  expect(seen.at(-1)).toBe('declined');
});

test('a card that comes settled is settled', () => {
  const offers = new OfferStates();
  const seen: string[] = [];
  offers.watch({ ...card, state: 'accepted' }, (state) => seen.push(state));
  expect(seen.at(-1)).toBe('accepted');
});
