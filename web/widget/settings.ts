import type { Language, WidgetSettings, WidgetUpdate } from '../../core/contracts/widget.ts';

export interface ResolvedSettings {
  readonly shop: string;
  readonly origin: string;
  /** Null: the page does not say. */
  readonly language: Language | null;
  readonly identifier: string | null;
  readonly identifierHash: string | null;
  /** From a link in an e-mail: the conversation to open. */
  readonly thread?: string | undefined;
}

/**
 * The page's settings, with the server's origin from the script's own address.
 * @throws TypeError with a sentence for the shop's developer.
 */
export function resolveSettings(given: WidgetSettings | undefined, scriptUrl: string): ResolvedSettings {
  if (!given?.shop)
    throw new TypeError("Mainstay: set window.mainstaySettings = { shop: '...' } before the widget's script");
  return {
    shop: given.shop,
    origin: new URL(given.origin ?? scriptUrl, scriptUrl).origin,
    language: known(given.language),
    identifier: given.identifier || null,
    identifierHash: given.identifierHash || null,
  };
}

/** Settings after a page's `update`; whoever gives an identifier gives its hash as well. */
export function updatedSettings(now: ResolvedSettings, update: WidgetUpdate): ResolvedSettings {
  const identity =
    'identifier' in update
      ? { identifier: update.identifier || null, identifierHash: update.identifierHash || null }
      : {};
  return {
    ...now,
    ...identity,
    shop: update.shop ?? now.shop,
    language: update.language ? known(update.language) : now.language,
  };
}

/** The language to begin with: the page's own, its `lang`, then the browser's. */
export function firstLanguage(settings: ResolvedSettings, pageLang: string, browserLang: string): Language {
  return settings.language ?? ((pageLang || browserLang).toLowerCase().startsWith('zh') ? 'zh' : 'en');
}

function known(language: string | undefined): Language | null {
  const short = language?.toLowerCase().slice(0, 2);
  return short === 'en' || short === 'zh' ? short : null;
}
