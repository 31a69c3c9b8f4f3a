import type { Localised } from '../../core/localised.ts';

/** The generator's rows, as the tables of the same names want them. */
export interface DemoLine {
  readonly productId: string;
  readonly quantity: number;
  readonly listPriceCents: number;
  readonly discountCents: number;
  readonly unitCostCents: number;
  readonly taxCents: number;
  refundCents: number;
  refundedAt: Date | null;
}

export type OrderState = 'placed' | 'packed' | 'shipped' | 'delivered' | 'cancelled';
export type ShipmentState =
  | 'preparing'
  | 'in_transit'
  | 'out_for_delivery'
  | 'delivered'
  | 'delayed'
  | 'lost';

export interface ShipmentStep {
  readonly at: Date;
  readonly state: ShipmentState;
  readonly place: Localised;
}

export interface DemoShipment {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly state: ShipmentState;
  readonly promisedAt: Date;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly history: readonly ShipmentStep[];
}

export interface DemoReturn {
  number: string;
  readonly lines: readonly { lineNo: number; quantity: number }[];
  readonly reason: string;
  readonly state: 'open' | 'received' | 'refunded';
  readonly openedAt: Date;
}

export interface DemoOrder {
  readonly id: string;
  number: string;
  readonly shopperId: string;
  readonly placedAt: Date;
  readonly state: OrderState;
  readonly code: string | null;
  readonly shippingCents: number;
  readonly cancelledAt: Date | null;
  readonly lines: readonly DemoLine[];
  readonly shipment: DemoShipment | null;
  readonly return: DemoReturn | null;
  /** The truth: it came after the promised day. */
  readonly late: boolean;
}
