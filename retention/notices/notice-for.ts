import type { OfferKind } from '../offers/offer.ts';
import { type NoticeRow, noticeTable } from './notice-table.ts';

/**
 * The notice that must go with a personalised offer of this kind in the shopper's place, or null when the place does
 * not let that kind be personalised or a text is missing: the offer is then ineligible there.
 * @param country ISO 3166-1 alpha-2. @param region subdivision without the country ('NY'), or null.
 */
export function noticeFor(
  place: { country: string; region: string | null },
  kind: OfferKind,
  table: readonly NoticeRow[] = noticeTable,
): NoticeRow | null {
  const row = rowOf(place, table);
  const complete = row && row.text.en.trim() !== '' && row.text.zh.trim() !== '';
  return complete && row.kinds.includes(kind) ? row : null;
}

function rowOf(place: { country: string; region: string | null }, table: readonly NoticeRow[]) {
  const country = place.country.trim().toUpperCase();
  // Shops write 'NY', 'US-NY' and 'New York'; an offer must not lose its prescribed wording by spelling.
  const region = place.region?.trim().toUpperCase().replace(/^US-/, '') ?? '';
  const subdivision = `${country}-${country === 'US' && region === 'NEW YORK' ? 'NY' : region}`;
  return (
    table.find((row) => row.places.includes(subdivision)) ??
    table.find((row) => row.places.includes(country)) ??
    table.find((row) => row.places.length === 0)
  );
}
