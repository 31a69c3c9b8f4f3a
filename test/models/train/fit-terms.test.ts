import { expect, test } from 'vitest';
import { decodeTermHead, encodeTermHead } from '../../../models/registry/term-head-file.ts';
import { scoreTerms, withTerms } from '../../../models/runtime/term-head.ts';
import { fitTerms } from '../../../models/train/fit-terms.ts';

const labels = ['cancel', 'delivery'];
const examples = [
  ['cancel', 'please cancel it'],
  ['cancel', 'cancel my order'],
  ['cancel', '取消订单'],
  ['cancel', '帮我取消'],
  ['delivery', 'when is the delivery'],
  ['delivery', 'delivery to Cork'],
  ['delivery', '快递到哪了'],
  ['delivery', '快递单号'],
].map(([label, text]) => ({ label: label!, text: text!, weight: 1 }));
const head = fitTerms(examples, labels, { l2: 0.001 });

test.each([
  ['cancel', 'canceling the lamp'],
  ['delivery', 'deliverys?'],
  ['cancel', '想取消'],
  ['delivery', '快递呢'],
])('%s: %s', (label, text) => {
  const scores = scoreTerms(head, text);
  expect(labels[scores.indexOf(Math.max(...scores))]).toBe(label);
});

test('a message without a known term gets what the labels are worth in themselves', () => {
  expect([...scoreTerms(head, 'xyz')]).toEqual([...head.bias]);
});

test('where the terms know nothing, what the vector says stays', () => {
  const silent = { ...head, bias: new Float32Array(2) };
  const mixed = withTerms(scoreTerms(silent, 'xyz'), Float32Array.of(0.8, 0.2));
  expect(mixed[0]).toBeCloseTo(0.8, 6);
  expect(mixed[1]).toBeCloseTo(0.2, 6);
});

test('both say their part: the odds multiply', () => {
  const scores = scoreTerms(head, 'cancel it');
  const odds = (0.3 / 0.7) * Math.exp(scores[0]! - scores[1]!);
  const mixed = withTerms(scoreTerms(head, 'cancel it'), Float32Array.of(0.3, 0.7));
  expect(mixed[0]).toBeCloseTo(odds / (1 + odds), 5);
});

test('a label that the vector rules out leaves finite probabilities', () => {
  const mixed = withTerms(scoreTerms(head, 'cancel cancel'), Float32Array.of(0, 1));
  expect([...mixed].every(Number.isFinite)).toBe(true);
  expect(mixed[0]! + mixed[1]!).toBeCloseTo(1, 6);
});

test('what is written is read again', () => {
  const again = decodeTermHead(encodeTermHead(head));
  const text = 'cancel the delivery';
  scoreTerms(again, text).forEach((score, i) => {
    expect(score).toBeCloseTo(scoreTerms(head, text)[i]!, 2);
  });
});

test('lists that do not belong together are refused', () => {
  const file = JSON.parse(encodeTermHead(head)) as { terms: string[] };
  expect(() => decodeTermHead(JSON.stringify({ ...file, terms: file.terms.slice(1) }))).toThrow(
    /do not fit \d+ terms and 2 labels/,
  );
});
