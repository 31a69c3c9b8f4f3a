import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from './api.ts';
import { announceFailure } from './parts/toast.tsx';
import { keepCart } from './shop.tsx';

const shownMs = 1_600;

/** Puts one piece into the cart; `added` is true for a moment afterwards. */
export function useAddToCart(productId: string): { add: () => void; added: boolean; busy: boolean } {
  const queries = useQueryClient();
  const { mutate, isSuccess, isPending, reset } = useMutation({
    mutationFn: () => api.add(productId),
    onSuccess: (cart) => keepCart(queries, cart),
    onError: announceFailure,
  });
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, shownMs);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  return { add: () => mutate(), added: isSuccess, busy: isPending };
}
