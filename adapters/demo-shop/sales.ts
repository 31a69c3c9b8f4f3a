/** Public sales of the demo shop: everybody may use the code; 10 % off. UTC days, both included. */
const windows = [
  { code: 'NEWYEAR10', from: [1, 2], to: [1, 15] },
  { code: 'SUMMER10', from: [7, 1], to: [7, 14] },
  { code: 'BLACK10', from: [11, 20], to: [11, 30] },
] as const;

/** The sale that runs at a moment, or null. */
export function saleAt(moment: Date): { code: string; percent: number } | null {
  const today = (moment.getUTCMonth() + 1) * 100 + moment.getUTCDate();
  const sale = windows.find(
    ({ from, to }) => today >= from[0] * 100 + from[1] && today <= to[0] * 100 + to[1],
  );
  return sale ? { code: sale.code, percent: 10 } : null;
}
