import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMoney } from '../../../bot/money-check/check-money.ts';
import { guardReply } from '../../../bot/money-check/guard-reply.ts';
import { disguisedOffer, disguises, offer, offers } from './obfuscate.ts';
import { ordinary } from './ordinary-sentences.ts';

const facts = { percents: [10], amounts: [{ cents: 6400, currency: 'GBP' }], codes: ['BLACK10'] };

describe.each(Object.keys(disguises))('disguised by %s', (name) => {
  test.each(offers)('%s', (text) => {
    for (const choice of [0, 1, 2, 3, 4]) {
      const hidden = disguises[name]!(text, choice);
      expect({ hidden, ...checkMoney(hidden, facts) }).toMatchObject({ ok: false });
    }
  });
});

test('two disguises at once hide no offer, wherever it stands', () => {
  const sentence = fc.constantFrom(...ordinary.en.slice(0, 20), ...ordinary.zh.slice(0, 20));
  fc.assert(
    fc.property(sentence, disguisedOffer, sentence, (before, { text }, after) => {
      expect(checkMoney(`${before} ${text} ${after}`, facts).ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('a number that no fact has is held back, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (percent) => {
      const ok = percent === 10;
      expect(checkMoney(`You get ${percent} % off.`, facts).ok).toBe(ok);
      expect(checkMoney(`现在优惠百分之${percent}。`, facts).ok).toBe(ok);
      expect(checkMoney(`给您${percent}折。`, facts).ok).toBe(percent === 90 || percent === 9);
    }),
  );
});

test('of phrased text, template and safe sentence, the first that is true goes out', () => {
  fc.assert(
    fc.property(offer, fc.boolean(), (invented, templateIsTrue) => {
      const template = templateIsTrue ? 'You have 10 % off with BLACK10.' : 'You have 15 % off.';
      const refused: string[] = [];
      const text = guardReply({
        text: `Great news, ${invented}!`,
        template,
        safe: 'Let me check that with a colleague.',
        facts,
        onRefused: ({ which }) => refused.push(which),
      });
      expect(text).toBe(templateIsTrue ? template : 'Let me check that with a colleague.');
      expect(refused).toEqual(templateIsTrue ? ['text'] : ['text', 'template']);
    }),
  );
});
