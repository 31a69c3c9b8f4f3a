import type { Language, StorefrontSession } from '../../core/contracts/storefront.ts';
import type { WidgetApi, WidgetSettings } from '../../core/contracts/widget.ts';

declare global {
  interface Window {
    mainstaySettings?: WidgetSettings;
    mainstay?: WidgetApi;
  }
}

let asked = false;

/**
 * Embeds the chat as any shop would: settings, then the async script; later changes through its `update`.
 * The settings are set from here because an inline script would break the page's policy.
 */
export function showWidget(session: StorefrontSession, language: Language): void {
  const { identity } = session;
  window.mainstaySettings = { shop: session.shop.id, language, ...identity };
  if (!asked) {
    asked = true;
    const script = document.createElement('script');
    script.src = '/widget.js';
    script.async = true;
    // The identity may have changed while the script was on its way.
    script.addEventListener('load', () => window.mainstay?.update(updateOf(window.mainstaySettings!)));
    document.head.append(script);
    return;
  }
  window.mainstay?.update(updateOf(window.mainstaySettings));
}

/** An identity that is gone is said to be gone. */
function updateOf(settings: WidgetSettings): Parameters<WidgetApi['update']>[0] {
  const { identifier, identifierHash, ...rest } = settings;
  return { ...rest, identifier: identifier ?? null, identifierHash: identifierHash ?? null };
}
