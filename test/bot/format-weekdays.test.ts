import { expect, test } from 'vitest';
import { formatWeekdays } from '../../bot/say/format-weekdays.ts';

test.each([
  [[1, 2, 3, 4, 5], 'en', 'Monday to Friday'],
  [[1, 2, 3, 4, 5], 'zh', '周一至周五'],
  [[6, 7], 'en', 'Saturday and Sunday'],
  [[5, 1, 3], 'en', 'Monday, Wednesday and Friday'],
  [[1, 3], 'zh', '周一和周三'],
  [[2], 'en', 'Tuesday'],
] as const)('%j in %s is %s', (days, language, words) => {
  expect(formatWeekdays(days, language)).toBe(words);
});
