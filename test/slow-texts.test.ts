import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';
import { clauseEnds } from '../adapters/llm/clause-ends.ts';
import { storableJson } from '../adapters/postgres/conversation-rows.ts';
import { budgetIn } from '../bot/dialog/budget.ts';
import { isBareOrderNumber, orderNumbersIn } from '../bot/dialog/order-number.ts';
import { plainWish } from '../bot/dialog/plain-wish.ts';
import { readAnswer } from '../bot/dialog/read-answer.ts';
import { splitWishes } from '../bot/dialog/split-wishes.ts';
import { checkMoney } from '../bot/money-check/check-money.ts';
import { saysNoMore, saysTheSame } from '../bot/money-check/says-the-same.ts';
import { textOf } from '../bot/read-ahead.ts';
import { quote } from '../bot/skills/quote.ts';
import { messageTerms } from '../models/runtime/message-terms.ts';
import { detectLanguage } from '../nlp/language/detect-language.ts';
import { plainChinese } from '../nlp/language/plain-chinese.ts';
import { redactPii } from '../nlp/pii/redact-pii.ts';
import { lexicalTerms } from '../nlp/retrieval/lexical-terms.ts';
import { normaliseCode } from '../retention/money/code.ts';
import { grows, slowTexts } from './support/slow-texts.ts';

const root = join(import.meta.dirname, '..');

/** Folders whose code reads what shoppers, their clients and language models write. */
const readers = ['bot', 'nlp', 'core', 'retention', 'adapters', 'models/runtime'];

/** Between linear (4) and quadratic (16), far from both: for one pattern. */
const tooSteep = 9;
/** Between quadratic (16) and cubic (64), for what holds finds against finds: outgoing texts are short. */
const muchTooSteep = 32;

interface Pattern {
  readonly at: string;
  readonly regex: RegExp;
}

function patternsIn(folder: string): Pattern[] {
  const found: Pattern[] = [];
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = join(folder, name);
    const source = readFileSync(join(root, file), 'utf8');
    const visitor = new Visitor({
      Literal(node) {
        if (!('regex' in node) || !node.regex) return;
        const line = source.slice(0, node.start).split('\n').length;
        found.push({
          at: `${file}:${line} ${node.raw}`,
          regex: new RegExp(node.regex.pattern, node.regex.flags),
        });
      },
    });
    visitor.visit(parseSync(file, source).program);
  }
  return found;
}

/** Finds all that a pattern finds in a text, however it is used. */
function findAll(regex: RegExp): (text: string) => void {
  const global = new RegExp(regex.source, regex.flags.includes('g') ? regex.flags : `${regex.flags}g`);
  return (text) => {
    for (const _match of text.matchAll(global));
  };
}

test('no pattern takes more than proportionally longer for a longer text', { timeout: 120_000 }, () => {
  const patterns = readers.flatMap(patternsIn);
  expect(patterns.length).toBeGreaterThan(200);
  const steep = patterns.flatMap(({ at, regex }) => {
    const work = findAll(regex);
    for (const { name, make } of slowTexts()) {
      if (grows(work, make, { length: 500, negligibleMs: 1.5, limit: tooSteep })) return [`${at}: ${name}`];
    }
    return [];
  });
  expect(steep).toEqual([]);
});

const choices = [
  { label: 'Order 104711, blue mug', value: '104711' },
  { label: '订单 104712，红色杯子', value: '104712' },
];
const entries: Record<string, (text: string) => unknown> = {
  redactPii,
  detectLanguage,
  lexicalTerms,
  messageTerms,
  orderNumbersIn,
  isBareOrderNumber,
  plainWish,
  normaliseCode,
  budgetIn,
  plainChinese,
  splitWishes,
  quote,
  clauseEnds,
  readAnswer: (text) => [readAnswer(text, choices, 'en'), readAnswer(text, choices, 'zh')],
  textOf: (text) => textOf({ activity: { type: 'message', text } } as Parameters<typeof textOf>[0]),
  storableJson: (text) => storableJson({ type: 'message', text, channelData: { [text]: text } }),
  checkMoney: (text) => checkMoney(text, { percents: [10], sources: ['10 % off until Friday'] }),
  saysTheSame: (text) => saysTheSame(text, 'You have 10 % off.'),
  saysNoMore: (text) => saysNoMore(text, 'You have 10 % off.'),
};

test.each(Object.entries(entries))(
  '%s does not stand still before any text',
  (_name, work) => {
    const limits = { length: 500, negligibleMs: 10, limit: muchTooSteep };
    const steep = [...slowTexts()].filter(({ make }) => grows(work, make, limits)).map(({ name }) => name);
    expect(steep).toEqual([]);
  },
  120_000,
);

test.each([
  ['a row of numbers', `${'1.'.repeat(200)}!`],
  ['a digit and a word without end', `${'5aaaaaaaa'.padEnd(60, 'a')}A1`],
])('%s, as somebody may write it in a review, is checked at once', (_name, text) => {
  // Each once took longer than a process lives; were it so again, the time limit of the file would say it.
  expect(checkMoney(`It says ${text}`, { sources: [text] }).ok).toBe(true);
});
