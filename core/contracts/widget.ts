import type { Language } from '../words.ts';

export type { Language };

/** Body of `POST /api/widget/token`: the widget asks for a token scoped to one conversation. */
export interface WidgetTokenRequest {
  readonly shop: string;
  readonly language?: Language;
  /** Chosen by the widget, kept in the browser; names an anonymous visitor. */
  readonly visitorId: string;
  /** The shop's own customer id and its HMAC-SHA256 (hex) under the shop's identity secret. */
  readonly identifier?: string;
  readonly identifierHash?: string;
  /** A conversation to go on with, and the token that was given for it. */
  readonly resume?: { readonly conversationId: string; readonly token: string };
  /** From a link in an e-mail: the conversation that it is about, before the one to resume. */
  readonly thread?: string;
}

export interface WidgetTokenResponse {
  readonly conversationId: string;
  readonly token: string;
  readonly expiresInS: number;
  /** wss://.../v3/directline/conversations/ID/stream?...; short-lived. */
  readonly streamUrl: string;
  readonly shopName: string;
}

/** `window.mainstaySettings`, set by the shop's page before the widget's script. */
export interface WidgetSettings {
  readonly shop: string;
  readonly language?: Language;
  readonly identifier?: string;
  readonly identifierHash?: string;
  /** Origin of the Mainstay server; default: where the script came from. */
  readonly origin?: string;
}

/** What changes; all else stays as it was. `identifier: null` signs the shopper out. */
export interface WidgetUpdate {
  readonly shop?: string;
  readonly language?: Language;
  readonly identifier?: string | null | undefined;
  readonly identifierHash?: string | null | undefined;
}

/** `window.mainstay`, there once the widget's script has run. */
export interface WidgetApi {
  open(): void;
  close(): void;
  /** Another identity begins or resumes that identity's own conversation; another language switches the wording. */
  update(settings: WidgetUpdate): void;
  /** Opens the chat and sends a message in the shopper's name. */
  send(text: string): void;
}

/**
 * `detail` of the cancelable CustomEvent `mainstay:add-to-cart` on window, when a shopper presses Add. A page that put
 * the product into the cart calls `preventDefault()`: only then does the button say so.
 */
export interface AddToCartDetail {
  readonly productId: string;
}
