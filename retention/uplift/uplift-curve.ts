/** Points of a curve: the first `rows` rows by predicted uplift, and what was gained among them. */
export interface UpliftCurve {
  readonly rows: readonly number[];
  readonly gain: readonly number[];
}

/** What the curves count as gained among the rows so far. */
type Gain = (sums: { treated: number; control: number; treatedSum: number; controlSum: number }) => number;

/** Difference of means times rows; a group without rows counts as mean 0 (scikit-uplift, `uplift_curve`). */
const upliftGain: Gain = ({ treated, control, treatedSum, controlSum }) =>
  ((treated > 0 ? treatedSum / treated : 0) - (control > 0 ? controlSum / control : 0)) * (treated + control);

/** Outcome of the treated less that of the control group scaled to their number (Radcliffe 2007). */
const qiniGain: Gain = ({ treated, control, treatedSum, controlSum }) =>
  treatedSum - (control > 0 ? (controlSum * treated) / control : 0);

/** A set of rows: outcomes, predicted uplift, whether treated, and how often each counts (1 by default). */
export interface UpliftRows {
  readonly outcome: ArrayLike<number>;
  readonly uplift: ArrayLike<number>;
  readonly treated: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

export function upliftCurve(rows: UpliftRows, order = byUplift(rows.uplift)): UpliftCurve {
  return curveOf(rows, order, upliftGain);
}

export function qiniCurve(rows: UpliftRows, order = byUplift(rows.uplift)): UpliftCurve {
  return curveOf(rows, order, qiniGain);
}

/** Area between curve and the straight line to its end, over that of the best possible order (scikit-uplift 0.5.1). */
export function normalisedUpliftArea(rows: UpliftRows): number {
  const { outcome, treated } = rows;
  let [controlResponders, treatedOthers] = [0, 0];
  for (let row = 0; row < outcome.length; row++) {
    if (outcome[row] === 1 && treated[row] === 0) controlResponders++;
    if (outcome[row] === 0 && treated[row] === 1) treatedOthers++;
  }
  const tieBreak = controlResponders > treatedOthers ? outcome : treated;
  const best = Float64Array.from(
    outcome,
    (value, row) => 2 * Number(value === treated[row]) + tieBreak[row]!,
  );
  return areaAbove(upliftCurve(rows)) / areaAbove(upliftCurve({ ...rows, uplift: best }));
}

/** The Qini coefficient: as above for the Qini curve, negative effects allowed in the best order. */
export function qiniCoefficient(rows: UpliftRows): number {
  const best = Float64Array.from(rows.outcome, (value, row) => (rows.treated[row] ? value : -value));
  return areaAbove(qiniCurve(rows)) / areaAbove(qiniCurve({ ...rows, uplift: best }));
}

/** Area under a curve, above the straight line from 0 to its end; trapezoids. */
export function areaAbove({ rows, gain }: UpliftCurve): number {
  let area = 0;
  for (let i = 1; i < rows.length; i++) area += ((rows[i]! - rows[i - 1]!) * (gain[i]! + gain[i - 1]!)) / 2;
  return area - (rows.at(-1)! * gain.at(-1)!) / 2;
}

/** Row numbers by falling uplift. */
export function byUplift(uplift: ArrayLike<number>): Uint32Array {
  return Uint32Array.from(uplift, (_, row) => row).sort((a, b) => uplift[b]! - uplift[a]!);
}

function curveOf(
  { outcome, uplift, treated, weights }: UpliftRows,
  order: Uint32Array,
  gainOf: Gain,
): UpliftCurve {
  const rows = [0];
  const gain = [0];
  const sums = { treated: 0, control: 0, treatedSum: 0, controlSum: 0 };
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const weight = weights ? weights[row]! : 1;
    if (treated[row]) {
      sums.treated += weight;
      sums.treatedSum += weight * outcome[row]!;
    } else {
      sums.control += weight;
      sums.controlSum += weight * outcome[row]!;
    }
    // Rows of equal uplift come together: their order means nothing.
    if (i + 1 < order.length && uplift[order[i + 1]!] === uplift[row]) continue;
    rows.push(sums.treated + sums.control);
    gain.push(gainOf(sums));
  }
  return { rows, gain };
}
