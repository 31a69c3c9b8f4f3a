import type { MoneySlice } from './money-decision-record.ts';

/** What operators count about money; implemented by telemetry. */
export interface MoneyMetrics {
  decided(slice: MoneySlice, action: string): void;
  granted(amountCents: number): void;
  reservationRefused(): void;
}

export const noMoneyMetrics: MoneyMetrics = { decided() {}, granted() {}, reservationRefused() {} };
