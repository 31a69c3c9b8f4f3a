import gammaln from '@stdlib/math-base-special-gammaln';
import { gaussLegendre } from '../../numerics/gauss-legendre.ts';
import { logRisingFactorial, logRisingFactorialSlope } from '../../numerics/log-rising-factorial.ts';
import type { PurchaseModel, RowLikelihood } from './purchase-model.ts';

const { nodes, weights } = gaussLegendre(10);
/** In -ln u of `integrate`: within a panel this long ten nodes are right to 1e-10; beyond the farthest nothing is left. */
const panelLength = 1.5;
const farthest = 40;
/** Weighted means over the times at which somebody may have left; see `integrate`. */
const means = { logIntegral: 0, logA: 0, inverseA: 0, logB: 0, inverseB: 0 };

/**
 * Pareto/NBD (Schmittlein, Morrison and Colombo 1987): purchases at a rate from Gamma(r, alpha), a lifetime from an
 * exponential whose rate comes from Gamma(s, beta).
 *
 * The published likelihood is a difference of two Gaussian hypergeometric functions, which loses all digits for loyal
 * shoppers and overflows for heavy ones. It is the value of an integral over the time of leaving,
 * s * integral from t_x to T of (alpha+t)^-(r+x) (beta+t)^-(s+1) dt, whose integrand is positive and decreasing: that is
 * computed by quadrature, on a scale on which it is nearly constant. Its derivatives come from the same nodes.
 */
export const paretonbd: PurchaseModel = {
  name: 'paretonbd',
  title: 'Pareto/NBD',
  parameters: ['r', 'alpha', 's', 'beta'],
  shapes: [0, 2],
  leaving: { index: 3, direction: -1 },
  starts: (meanAge) => [
    [0.5, meanAge / 3, 0.6, meanAge / 3],
    [1, meanAge, 1, meanAge],
  ],
  rowLikelihood,
  probabilityAlive(parameters, frequency, recency, age) {
    const [alpha, s, beta] = [parameters[1]!, parameters[2]!, parameters[3]!];
    if (age <= recency) return 1;
    integrate(parameters, frequency, recency, age);
    const n = parameters[0]! + frequency;
    const logStayed =
      -n * Math.log1p((age - recency) / (alpha + recency)) -
      s * Math.log1p((age - recency) / (beta + recency));
    return 1 / (1 + Math.exp(Math.log(s) - Math.log(beta + recency) + means.logIntegral - logStayed));
  },
  expectedPurchases: (parameters, time) => whileAlive(parameters, 0, 0, time),
  expectedWhileAlive: whileAlive,
  purchaseProbability(parameters, count, time) {
    const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
    if (time <= 0) return count === 0 ? 1 : 0;
    const constant = logRisingFactorial(r, count) - gammaln(count + 1) - r * Math.log1p(time / alpha);
    const share = count === 0 ? 0 : count * Math.log(time / (alpha + time));
    const stayed = Math.exp(constant + share - s * Math.log1p(time / beta));
    return stayed + leftBefore(parameters, count, time);
  },
};

/** Equation 41 of Fader and Hardie's note on the Pareto/NBD (2005); s = 1 is the limit. */
function whileAlive(parameters: ArrayLike<number>, frequency: number, age: number, time: number): number {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  if (time <= 0) return 0;
  const log = Math.log1p(time / (beta + age));
  const expectedLife = (beta + age) * (s === 1 ? log : -Math.expm1((1 - s) * log) / (s - 1));
  return ((r + frequency) / (alpha + age)) * expectedLife;
}

/**
 * The integral of g(t)/g(t_x) dt from t_x to T, g(t) = (alpha+t)^-(r+x) (beta+t)^-(s+1), and the means, over that
 * integrand, of what its derivatives need. The substitution u = ((d+t_x)/(d+t))^(r+s+x) with d such that g has
 * the same logarithmic slope at t_x leaves an integrand that is 1 there, with slope 0.
 */
function integrate(parameters: ArrayLike<number>, frequency: number, recency: number, age: number): void {
  const a = parameters[1]! + recency;
  const b = parameters[3]! + recency;
  const n = parameters[0]! + frequency;
  const m = parameters[2]! + 1;
  const k = n + m - 1;
  const d = (k + 1) / (n / a + m / b);
  const length = k * Math.log1p((age - recency) / d); // -ln u at T
  const reach = Math.min(length, farthest);
  let sum = 0;
  let logA = 0;
  let inverseA = 0;
  let logB = 0;
  let inverseB = 0;
  for (let from = 0; from < reach; from += panelLength) {
    const width = -Math.expm1(-Math.min(panelLength, reach - from));
    const outer = Math.exp(-from);
    for (let i = 0; i < nodes.length; i++) {
      const log = (from - Math.log(1 - width * nodes[i]!)) / k;
      const ahead = d * (Math.exp(log) - 1);
      const la = Math.log(1 + ahead / a);
      const lb = Math.log(1 + ahead / b);
      const mass = weights[i]! * width * outer * Math.exp((k + 1) * log - n * la - m * lb);
      sum += mass;
      logA += mass * la;
      logB += mass * lb;
      inverseA += mass / (a + ahead);
      inverseB += mass / (b + ahead);
    }
  }
  means.logIntegral = Math.log((sum * d) / k);
  means.logA = logA / sum;
  means.logB = logB / sum;
  means.inverseA = inverseA / sum;
  means.inverseB = inverseB / sum;
}

function rowLikelihood(): RowLikelihood {
  const shared = { frequency: -1, r: 0, value: 0, slope: 0 };
  return (frequency, recency, age, parameters, slopes) => {
    const r = parameters[0]!;
    const alpha = parameters[1]!;
    const s = parameters[2]!;
    const beta = parameters[3]!;
    if (shared.frequency !== frequency || shared.r !== r) {
      shared.frequency = frequency;
      shared.r = r;
      shared.value = logRisingFactorial(r, frequency);
      shared.slope = logRisingFactorialSlope(r, frequency);
    }
    const n = r + frequency;
    const a = alpha + recency;
    const b = beta + recency;
    // ln of what both terms share: alpha^r beta^s (alpha+t_x)^-(r+x) (beta+t_x)^-s
    const logA = Math.log1p(recency / alpha);
    const logB = Math.log1p(recency / beta);
    const base = shared.value - r * logA - (frequency === 0 ? 0 : frequency * Math.log(a)) - s * logB;
    const silenceA = Math.log1p((age - recency) / a);
    const silenceB = Math.log1p((age - recency) / b);
    const logStayed = -n * silenceA - s * silenceB;
    let left = 0;
    let value = base + logStayed;
    if (age > recency) {
      integrate(parameters, frequency, recency, age);
      const logOdds = Math.log(s / b) + means.logIntegral - logStayed;
      const small = Math.exp(-Math.abs(logOdds));
      value += Math.max(0, logOdds) + Math.log1p(small);
      left = (logOdds > 0 ? 1 : small) / (1 + small);
    }
    const stayed = 1 - left;
    const meanLogA = left > 0 ? means.logA : 0;
    const meanLogB = left > 0 ? means.logB : 0;
    const inverseA = left > 0 ? means.inverseA : 0;
    const inverseB = left > 0 ? means.inverseB : 0;
    slopes[0] = r * (shared.slope - logA - stayed * silenceA - left * meanLogA);
    slopes[1] = alpha * (r / alpha - n * (stayed / (alpha + age) + left * inverseA));
    slopes[2] = s * (left / s - logB - stayed * silenceB - left * meanLogB);
    slopes[3] = beta * (s / beta - stayed * (s / (beta + age)) - left * (s + 1) * inverseB);
    return value;
  };
}

/**
 * Probability of leaving before `time` after exactly `count` purchases. The integrand over the time of leaving has one
 * peak; panels that double from either end towards the middle find it wherever it is.
 */
function leftBefore(parameters: ArrayLike<number>, count: number, time: number): number {
  const [r, alpha, s, beta] = [parameters[0]!, parameters[1]!, parameters[2]!, parameters[3]!];
  const constant = logRisingFactorial(r, count) - gammaln(count + 1) + Math.log(s / beta);
  let sum = 0;
  const least = Math.min(time, alpha, beta) * 1e-9;
  for (let low = 0, high = least; low < time; low = high, high = Math.min(time, high * 1.5)) {
    for (let i = 0; i < nodes.length; i++) {
      const at = low + (high - low) * nodes[i]!;
      const log =
        constant -
        r * Math.log1p(at / alpha) +
        (count === 0 ? 0 : count * Math.log(at / (alpha + at))) -
        (s + 1) * Math.log1p(at / beta);
      sum += weights[i]! * (high - low) * Math.exp(log);
    }
  }
  return sum;
}
