import type { Giving, RemedyRequest } from '../../../core/contracts/desk-acting.ts';
import type { Localised } from '../../../core/contracts/staff.ts';

/** One thing that may be given now. */
export type GiveOption =
  | { readonly kind: 'entitlement'; readonly key: string; readonly name: Localised; readonly code: string }
  | {
      readonly kind: 'remedy';
      readonly key: string;
      readonly name: Localised;
      readonly orderNumber: string;
      readonly maximumCents: number;
      readonly borneOutBy: 'shipment' | 'return' | null;
      readonly given: boolean;
      readonly request: RemedyRequest;
    };

/** The shopper's own offer first, then remedies that the shop's data bear out, then those that need a file. */
export function giveOptions({ entitlement, facts }: Giving): readonly GiveOption[] {
  const borneOut = facts.filter((fact) => fact.borneOutBy !== null);
  const byFile = facts.filter((fact) => fact.borneOutBy === null);
  return [
    ...(entitlement
      ? [
          {
            kind: 'entitlement' as const,
            key: entitlement.grantId,
            name: entitlement.name,
            code: entitlement.code,
          },
        ]
      : []),
    ...[...borneOut, ...byFile].flatMap(({ orderId, orderNumber, fact, borneOutBy, given, offers }) =>
      offers.map(({ id, name, maximumCents }) => ({
        kind: 'remedy' as const,
        key: `${orderId} ${fact} ${id}`,
        name,
        orderNumber,
        maximumCents,
        borneOutBy,
        given,
        request: { orderId, fact, offerId: id },
      })),
    ),
  ];
}
