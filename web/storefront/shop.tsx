import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { minorDigits, minorPerMajor } from '../../core/contracts/minor-digits.ts';
import type {
  Language,
  Localised,
  StorefrontCart,
  StorefrontSession,
} from '../../core/contracts/storefront.ts';
import { api } from './api.ts';
import { say } from './messages.ts';
import { showWidget } from './show-widget.ts';

interface Shop {
  readonly session: StorefrontSession | undefined;
  readonly language: Language;
  setLanguage(language: Language): void;
  shopAs(persona: string): void;
  /** The page's own words. */
  t(key: Parameters<typeof say>[1], blanks?: Parameters<typeof say>[2]): string;
  /** A text of the shop in the language of the page. */
  text(localised: Localised): string;
  money(amountCents: number): string;
  date(iso: string): string;
  dateTime(iso: string): string;
}

const ShopContext = createContext<Shop | null>(null);
const storedLanguage = 'mainstay.storefront.language';

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error('useShop stands outside ShopProvider');
  return shop;
}

/** Who shops, in which language; keeps the widget told. */
export function ShopProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const { data: session } = useQuery({ queryKey: ['session'], queryFn: api.session, staleTime: Infinity });
  const choose = useMutation({
    mutationFn: api.shopAs,
    onSuccess: (chosen) => {
      queries.setQueryData(['session'], chosen);
      queries.removeQueries({ queryKey: ['cart'] });
      queries.removeQueries({ queryKey: ['orders'] });
      const persona = chosen.personas.find(({ key }) => key === chosen.persona);
      if (persona?.key !== 'anonymous' && persona) setLanguage(persona.language);
      api.report({ kind: 'visit' });
    },
  });
  const { mutate: shopAs } = choose;

  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    localStorage.setItem(storedLanguage, language);
  }, [language]);

  useEffect(() => {
    if (session) showWidget(session, language);
  }, [session, language]);

  const shop = useMemo<Shop>(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
    const currency = session?.shop.currency ?? 'GBP';
    const digits = minorDigits(currency);
    const money = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    const timeZone = session?.shop.timeZone ?? 'UTC';
    const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
    const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    return {
      session,
      language,
      setLanguage,
      shopAs,
      t: (key, blanks) => say(language, key, blanks),
      text: (localised) => localised[language],
      money: (cents) => money.format(cents / minorPerMajor(currency)).replace('-', '\u2212'),
      date: (iso) => date.format(new Date(iso)),
      dateTime: (iso) => dateTime.format(new Date(iso)),
    };
  }, [session, language, shopAs]);

  return <ShopContext value={shop}>{children}</ShopContext>;
}

/** Shows a changed cart everywhere at once. */
export function keepCart(queries: QueryClient, cart: StorefrontCart): void {
  queries.setQueryData(['cart'], cart);
  const cartCount = cart.lines.reduce((sum, line) => sum + line.quantity, 0);
  queries.setQueryData<StorefrontSession>(['session'], (session) => session && { ...session, cartCount });
}

function firstLanguage(): Language {
  const wanted = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(storedLanguage);
  return (wanted ?? navigator.language).startsWith('zh') ? 'zh' : 'en';
}
