import { expect, test } from 'vitest';
import { bareEmail, emailIn } from '../../bot/dialog/email-in.ts';

test.each([
  ['ann@example.org', 'ann@example.org'],
  ['Write to ann.lee+shop@mail.example.co.uk, please.', 'ann.lee+shop@mail.example.co.uk'],
  ['我的邮箱：ann@example.org。', 'ann@example.org'],
  ['ａｎｎ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'ann@example.org'],
  ['邮箱是zhang.san@qq.com谢谢', 'zhang.san@qq.com'],
])('%s names an address', (text, email) => {
  expect(emailIn(text)).toBe(email);
});

test.each([
  'no address here',
  'ann@example',
  'ann@@example.org',
  '.ann@example.org',
  'ann..lee@example.org',
  'ann@-example.org',
  'ann@example..org',
  `${'a'.repeat(300)}@example.org`,
  `ann@${'a'.repeat(70)}.org`,
  '@example.org',
])('%s does not', (text) => {
  expect(emailIn(text)).toBeNull();
});

test('an address alone is told from one in a sentence', () => {
  expect(bareEmail('my e-mail address is ann@example.org, please')).toBe('ann@example.org');
  expect(bareEmail('我的邮箱是：ann@example.org')).toBe('ann@example.org');
  expect(bareEmail('why did you write to ann@example.org?')).toBeNull();
});

test('a long run of letters holds nothing up', () => {
  const begun = performance.now();
  emailIn('a'.repeat(100_000));
  bareEmail(`${'my '.repeat(30_000)}x`);
  bareEmail(`${'我的 '.repeat(1_000)}a@example.org${' my e-mail is'.repeat(200)} x`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
