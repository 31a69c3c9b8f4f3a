import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CartLineView, StorefrontCart } from '../../../core/contracts/storefront.ts';
import { api } from '../api.ts';
import { AfterAWhile, Empty, Failure } from '../parts/states.tsx';
import { announceFailure } from '../parts/toast.tsx';
import { keepCart, useShop } from '../shop.tsx';
import { usePageTitle } from '../use-page-title.ts';

const quantities = Array.from({ length: 10 }, (_, index) => index + 1);

export function CartPage() {
  const { t } = useShop();
  const cart = useQuery({ queryKey: ['cart'], queryFn: api.cart, staleTime: 0 });
  const [placed, setPlaced] = useState<string | null>(null);
  // What is left to look at then is the order, until something is put into the cart again.
  const done = placed !== null && (cart.data?.lines.length ?? 0) === 0;
  const title = t(done ? 'orderDone' : 'cart');
  usePageTitle(title);
  return (
    <>
      <h1>{title}</h1>
      {placed !== null && (
        <div className="note note-good" role="status">
          <p>
            <strong>{t('orderPlaced', { number: placed })}</strong>
          </p>
          <Link className="button" to="/orders">
            {t('seeOrders')}
          </Link>
        </div>
      )}
      {cart.isError && <Failure error={cart.error} retry={() => cart.refetch()} />}
      {cart.isPending && (
        <AfterAWhile>
          <span className="skeleton skeleton-text" />
        </AfterAWhile>
      )}
      {cart.data?.lines.length === 0 && placed === null && (
        <Empty
          action={
            <Link className="button button-primary" to="/">
              {t('browse')}
            </Link>
          }
        >
          {t('cartEmpty')}
        </Empty>
      )}
      {cart.data && cart.data.lines.length > 0 && (
        <div className="cart-layout">
          <ul className="card lines">
            {cart.data.lines.map((line) => (
              <CartLine key={line.product.id} line={line} />
            ))}
          </ul>
          <Summary cart={cart.data} onPlaced={setPlaced} />
        </div>
      )}
    </>
  );
}

function useCartChange<Input>(change: (input: Input) => Promise<StorefrontCart>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (cart) => keepCart(queries, cart),
    onError: announceFailure,
  });
}

function CartLine({ line }: { line: CartLineView }) {
  const { t, text, money } = useShop();
  const { product, quantity } = line;
  const change = useCartChange((pieces: number) => api.setQuantity(product.id, pieces));
  const choices = quantities.includes(quantity) ? quantities : [...quantities, quantity];
  return (
    <li className="line">
      <img src={product.pictureUrl} alt="" width="72" height="72" />
      <div className="line-facts">
        <Link to="/p/$productId" params={{ productId: product.id }}>
          {text(product.name)}
        </Link>
        <div className="line-controls">
          <label>
            <span className="visually-hidden">{`${t('quantity')}: ${text(product.name)}`}</span>
            <select
              className="field"
              value={quantity}
              disabled={change.isPending}
              onChange={(event) => change.mutate(Number(event.target.value))}
            >
              {choices.map((pieces) => (
                <option key={pieces}>{pieces}</option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="button button-plain"
            aria-label={`${t('remove')}: ${text(product.name)}`}
            onClick={() => change.mutate(0)}
          >
            {t('remove')}
          </button>
        </div>
      </div>
      <span className="figure line-price">{money(line.lineCents)}</span>
    </li>
  );
}

function Summary({ cart, onPlaced }: { cart: StorefrontCart; onPlaced: (number: string) => void }) {
  const { t, money } = useShop();
  const queries = useQueryClient();
  const order = useMutation({
    mutationFn: async () => {
      // The total shown is without a code that was refused, so it must not stand in the way of the order.
      if (cart.code && !cart.code.ok) await api.setCode(null);
      return api.checkout();
    },
    onSuccess: ({ number }) => {
      onPlaced(number);
      queries.invalidateQueries({ queryKey: ['orders'] });
      queries.invalidateQueries({ queryKey: ['session'] });
    },
    onError: announceFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['cart'] }),
  });
  return (
    <section className="card summary">
      <CodeForm cart={cart} />
      <dl className="figure">
        <div>
          <dt>{t('subtotal')}</dt>
          <dd>{money(cart.merchandiseCents)}</dd>
        </div>
        <div>
          <dt>{t('shipping')}</dt>
          <dd>{cart.shippingCents === 0 ? t('free') : money(cart.shippingCents)}</dd>
        </div>
        {cart.discountCents > 0 && (
          <div className="discount">
            <dt>{t('discount')}</dt>
            <dd>{money(-cart.discountCents)}</dd>
          </div>
        )}
        <div className="total">
          <dt>{t('total')}</dt>
          <dd>{money(cart.totalCents)}</dd>
        </div>
      </dl>
      {cart.toFreeShippingCents > 0 && (
        <p className="meta">{t('toFreeShipping', { amount: money(cart.toFreeShippingCents) })}</p>
      )}
      <div className="pay">
        <p className="pay-total" aria-hidden="true">
          <span className="meta">{t('total')}</span>
          <span className="price figure">{money(cart.totalCents)}</span>
        </p>
        <button
          type="button"
          className="button button-primary"
          disabled={order.isPending}
          onClick={() => order.mutate()}
        >
          {t('placeOrder')}
        </button>
      </div>
      <p className="meta">{t('demoOnly')}</p>
    </section>
  );
}

function CodeForm({ cart }: { cart: StorefrontCart }) {
  const { t, text } = useShop();
  const [typed, setTyped] = useState('');
  const apply = useCartChange(api.setCode);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) apply.mutate(typed.trim(), { onSuccess: () => setTyped('') });
  };
  const { code } = cart;
  return (
    <div className="code">
      <form onSubmit={submit}>
        <input
          className="field"
          name="code"
          value={typed}
          placeholder={t('code')}
          aria-label={t('code')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="button" disabled={apply.isPending}>
          {t('apply')}
        </button>
      </form>
      {code && (
        <div className={code.ok ? 'note note-good' : 'note note-bad'} role={code.ok ? 'status' : 'alert'}>
          <p>
            <code>{code.code}</code>{' '}
            {code.ok ? t('codeApplied', { name: text(code.name) }) : text(code.sentence)}
          </p>
          {code.ok && code.notice && <p className="meta">{text(code.notice)}</p>}
          <button type="button" className="button button-plain" onClick={() => apply.mutate(null)}>
            {t('remove')}
          </button>
        </div>
      )}
    </div>
  );
}
