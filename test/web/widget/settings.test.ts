import { expect, test } from 'vitest';
import { firstLanguage, resolveSettings, updatedSettings } from '../../../web/widget/settings.ts';

const script = 'https://chat.example/widget.js?v=1';

test('the server is where the script came from, unless the page says otherwise', () => {
  expect(resolveSettings({ shop: 'lantern' }, script).origin).toBe('https://chat.example');
  expect(resolveSettings({ shop: 'lantern', origin: 'https://other.example/x' }, script).origin).toBe(
    'https://other.example',
  );
});

test('a page without a shop is told what to write', () => {
  expect(() => resolveSettings(undefined, script)).toThrow('window.mainstaySettings');
});

test('signing in, out, and another language', () => {
  const anonymous = resolveSettings({ shop: 'lantern' }, script);
  const known = updatedSettings(anonymous, { identifier: 'c-1', identifierHash: 'ab' });
  expect(known).toMatchObject({ shop: 'lantern', identifier: 'c-1', identifierHash: 'ab' });
  expect(updatedSettings(known, { language: 'zh' })).toMatchObject({ identifier: 'c-1', language: 'zh' });
  expect(updatedSettings(known, { identifier: null })).toEqual(anonymous);
  expect(updatedSettings(known, { identifier: undefined })).toEqual(anonymous);
});

test('the language is the page’s, then the browser’s', () => {
  const settings = resolveSettings({ shop: 'lantern' }, script);
  expect(firstLanguage(settings, 'zh-CN', 'en-GB')).toBe('zh');
  expect(firstLanguage(settings, '', 'zh-TW')).toBe('zh');
  expect(firstLanguage(settings, 'fr', 'zh-CN')).toBe('en');
  expect(firstLanguage({ ...settings, language: 'en' }, 'zh', 'zh')).toBe('en');
});
