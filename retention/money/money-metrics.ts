/** What operators count about money; implemented by telemetry. */
export interface MoneyMetrics {
  decided(slice: 'holdout' | 'uniform' | 'policy', action: string): void;
  granted(amountCents: number): void;
  reservationRefused(): void;
}

export const noMoneyMetrics: MoneyMetrics = { decided() {}, granted() {}, reservationRefused() {} };
