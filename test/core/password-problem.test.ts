import { expect, test } from 'vitest';
import { passwordProblem } from '../../core/password-problem.ts';

test.each([
  ['elevenchars', 'too_short'],
  ['灯笼灯笼灯笼灯笼灯笼灯', 'too_short'],
  ['x'.repeat(201), 'too_long'],
  // From published lists of leaked passwords, twelve characters and more.
  ['123456789012', 'too_common'],
  ['1234567890123456', 'too_common'],
  ['qwertyuiop123', 'too_common'],
  ['passwordpassword', 'too_common'],
  ['Password123!', 'too_common'],
  ['P@ssw0rd2026!', 'too_common'],
  ['iloveyou1234', 'too_common'],
  ['abcdefghijkl', 'too_common'],
  ['aaaaaaaaaaaa', 'too_common'],
  ['admin1234567', 'too_common'],
  ['welcome-2026!', 'too_common'],
  ['letmeinletmein', 'too_common'],
  ['1q2w3e4r5t6y', 'too_common'],
  ['correct horse battery staple', 'too_common'],
] as const)('%s: %s', (password, problem) => {
  expect(passwordProblem(password)).toBe(problem);
});

test.each([
  'seven slow green tortoises',
  'Tr0mbone-kayak-lint',
  '一只乌龟慢慢爬上了绿色的山坡',
  'xq9#kfL2m!vB',
])('%s is fine', (password) => {
  expect(passwordProblem(password, ['ada@example.com', 'Ada'])).toBeNull();
});

test('what is known of the person is no password', () => {
  expect(passwordProblem('lovelace1815!', ['ada.lovelace@example.com'])).toBe('too_common');
  expect(passwordProblem('Lovelace2026', ['Ada Lovelace'])).toBe('too_common');
});
