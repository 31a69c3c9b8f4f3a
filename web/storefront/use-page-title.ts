import { useEffect } from 'react';
import { useShop } from './shop.tsx';

/**
 * Names the page in the tab, in history and to screen readers, in the language of the page.
 * @param title null: the page has no name of its own (yet), so the shop's stands alone.
 */
export function usePageTitle(title: string | null): void {
  const { session, text } = useShop();
  const shop = session ? text(session.shop.name) : null;
  useEffect(() => {
    if (shop) document.title = title ? `${title} · ${shop}` : shop;
  }, [title, shop]);
}
