import type { Language } from '../words.ts';

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
