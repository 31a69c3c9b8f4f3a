import type { Localised } from '../../core/localised.ts';
import { formatMoney } from '../../core/money.ts';
import type { Language } from '../../core/words.ts';
import { languages } from '../../core/words.ts';
import { refusalMessages } from './redemption-refusal-messages.ts';

/** Why a code was not taken, with what the sentence needs. */
export type RedemptionRefusal =
  | { readonly reason: 'unknown' | 'sign_in' | 'not_yours' | 'withdrawn' | 'empty_cart' | 'nothing_to_ship' }
  | { readonly reason: 'expired' | 'not_started'; readonly date: Date; readonly timeZone: string }
  | { readonly reason: 'used'; readonly orderNumber: string | null }
  | {
      readonly reason: 'minimum';
      readonly missingCents: number;
      readonly minimumCents: number;
      readonly currency: string;
    };

/** The condition that does not hold, named in a sentence for the shopper in every language. */
export function refusalSentence(refusal: RedemptionRefusal): Localised {
  const entries = languages.map((language) => [language, inLanguage(refusal, language)] as const);
  return Object.fromEntries(entries) as Localised;
}

function inLanguage(refusal: RedemptionRefusal, language: Language): string {
  const messages = refusalMessages[language];
  switch (refusal.reason) {
    case 'expired':
    case 'not_started':
      return messages[refusal.reason].replace('{date}', formatDate(refusal.date, refusal.timeZone, language));
    case 'used':
      return refusal.orderNumber === null
        ? messages.used_before
        : messages.used.replace('{number}', refusal.orderNumber);
    case 'minimum':
      return messages.minimum
        .replace('{minimum}', formatMoney(refusal.minimumCents, refusal.currency, language))
        .replace('{missing}', formatMoney(refusal.missingCents, refusal.currency, language));
    default:
      return messages[refusal.reason];
  }
}

function formatDate(date: Date, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone,
  }).format(date);
}
