/**
 * The `lang` of a text, for screen readers and fonts: by its script, since people write what they like whatever the
 * widget's language is. Chinese is Han characters without kana; other scripts are what the sender said, or unknown.
 */
export function textLanguage(text: string, said = ''): string {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Han}/u.test(text)) return 'zh';
  const other = /^(en|zh)/.test(said) ? '' : said;
  return other || (/\p{Script=Latin}/u.test(text) ? 'en' : '');
}
