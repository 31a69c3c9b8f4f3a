import { expect, test } from 'vitest';
import { actionLabel } from '../../../web/widget/action-label.ts';
import { wording } from '../../../web/widget/wording.ts';

test('both languages say everything, and not the same', () => {
  for (const [key, english] of Object.entries(wording.en)) {
    const chinese = wording.zh[key as keyof typeof wording.zh];
    expect(english, key).not.toBe('');
    expect(chinese, key).not.toBe(english);
    expect(/\p{Script=Han}/u.test(key === 'switchLanguage' ? english : chinese), key).toBe(true);
  }
});

test('a pressed button is told in the words of the reader; what is no button of ours is not', () => {
  expect(actionLabel({ action: 'person.request' }, wording.zh)).toBe('转人工');
  for (const other of [undefined, null, 'text', {}, { action: 'constructor' }, { action: 'refund.all' }])
    expect(actionLabel(other, wording.en)).toBeNull();
});
