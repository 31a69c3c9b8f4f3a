import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { AddToCartDetail } from '../../../core/contracts/widget.ts';
import { api } from '../api.ts';
import { keepCart, useShop } from '../shop.tsx';
import { Header } from './header.tsx';
import { announceFailure, Toasts } from './toast.tsx';

/** What stands around every page; hears the chat's Add buttons. */
export function Frame() {
  const { t } = useShop();
  const queries = useQueryClient();
  useEffect(() => {
    api.report({ kind: 'visit' });
    const add = (event: Event) => {
      const { productId } = (event as CustomEvent<AddToCartDetail>).detail;
      event.preventDefault();
      api.add(productId).then((cart) => keepCart(queries, cart), announceFailure);
    };
    window.addEventListener('mainstay:add-to-cart', add);
    return () => window.removeEventListener('mainstay:add-to-cart', add);
  }, [queries]);
  return (
    <>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <Toasts />
    </>
  );
}
