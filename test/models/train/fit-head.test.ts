import { expect, test } from 'vitest';
import { SeededRandom } from '../../../core/seeded-random.ts';
import { scoreHead } from '../../../models/runtime/linear-head.ts';
import { scoreTerms, withTerms } from '../../../models/runtime/term-head.ts';
import { meanLogLoss } from '../../../models/train/calibrate.ts';
import { fitHead, type HeadExample } from '../../../models/train/heads/fit-head.ts';
import { predict } from '../../../models/train/predict.ts';

const labels = ['cancel', 'delivery'];
const words = { cancel: ['stop', 'cancel', 'undo'], delivery: ['courier', 'parcel', 'van'] };

/** Messages whose vector and word each point to the label with a given chance, independently. */
function messages(count: number, seed: string, vectorRight: number, wordRight: number): HeadExample[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const label = random.next() < 0.5 ? 'cancel' : 'delivery';
    const other = label === 'cancel' ? 'delivery' : 'cancel';
    const side = random.next() < vectorRight === (label === 'cancel') ? 1 : -1;
    const said = random.next() < wordRight ? label : other;
    return {
      text: `${words[said][i % 3]} please ${String.fromCharCode(97 + (i % 26))}${i % 997}`,
      label,
      vector: Float32Array.of(side + 0.2 * random.next(), random.next()),
      own: true,
      weight: 1,
    };
  });
}

const learn = (rows: readonly HeadExample[]) =>
  fitHead(
    rows,
    labels,
    [{ publicWeight: 0, l2: 0.001, balance: 0 }],
    [0.35, 0.5, 0.65].map((share) => ({ l2: 0.001, share })),
  );

const accuracy = (fitted: ReturnType<typeof learn>, rows: readonly HeadExample[]) =>
  rows.filter((row) => predict(fitted, row) === row.label).length / rows.length;

test('words that know more than the vector are heard, and the mix is calibrated', () => {
  const fitted = learn(messages(900, 'train', 0.7, 0.9));
  const unseen = messages(900, 'unseen', 0.7, 0.9);
  expect(fitted.foldMacroF1).toBeGreaterThan(fitted.foldMacroF1OfVector + 0.1);
  expect(accuracy(fitted, unseen)).toBeGreaterThan(0.87);
  const rows = unseen.map(({ vector, text, label }) => ({
    scores: withTerms(scoreTerms(fitted.terms!, text), scoreHead(fitted.head, vector)).map(Math.log),
    truth: labels.indexOf(label),
  }));
  // A head that is too sure or too shy would do better with another temperature.
  expect(meanLogLoss(rows)).toBeLessThan(meanLogLoss(rows, 1.6));
  expect(meanLogLoss(rows)).toBeLessThan(meanLogLoss(rows, 0.6));
});

test('words that say nothing more leave the vector alone', () => {
  const fitted = learn(messages(900, 'train', 0.9, 0.5));
  expect(fitted.terms).toBeUndefined();
  expect(accuracy(fitted, messages(900, 'unseen', 0.9, 0.5))).toBeGreaterThan(0.87);
});

test('public rows without weight change nothing', () => {
  const own = messages(300, 'train', 0.8, 0.5);
  const misleading = own.map((row) => ({
    ...row,
    own: false,
    label: row.label === 'cancel' ? 'delivery' : 'cancel',
  }));
  expect(learn([...own, ...misleading]).head).toEqual(learn(own).head);
});
