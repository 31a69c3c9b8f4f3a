import type { Browser, BrowserContext } from 'playwright-core';

export interface Screen {
  readonly language: 'en' | 'zh';
  readonly colorScheme: 'light' | 'dark';
  /** CSS pixels; below 600 a phone. */
  readonly width: number;
}

/** What every page is looked at on: both languages, both schemes, from a desk's screen to the smallest phone. */
export const screens: readonly Screen[] = [
  { language: 'en', colorScheme: 'light', width: 1440 },
  { language: 'zh', colorScheme: 'dark', width: 1024 },
  { language: 'en', colorScheme: 'light', width: 390 },
  { language: 'zh', colorScheme: 'light', width: 320 },
];

export function contextFor(
  browser: Browser,
  { language, colorScheme, width }: Screen,
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme,
    reducedMotion: 'reduce',
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    ...(width < 600 && { hasTouch: true, isMobile: true }),
  });
}
