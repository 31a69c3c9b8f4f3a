import { Link } from '@tanstack/react-router';
import type { ProductSummary } from '../../../core/contracts/storefront.ts';
import { useShop } from '../shop.tsx';
import { useAddToCart } from '../use-add-to-cart.ts';
import { Stars } from './stars.tsx';

export function ProductCard({ product, eager }: { product: ProductSummary; eager: boolean }) {
  const { t, text, money } = useShop();
  const { add, added, busy } = useAddToCart(product.id);
  const name = text(product.name);
  return (
    <li className="card product-card">
      <Link to="/p/$productId" params={{ productId: product.id }} className="product-link">
        <img
          src={product.pictureUrl}
          alt=""
          width="400"
          height="400"
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
        />
        <span className="product-name">{name}</span>
      </Link>
      <div className="rating-line">
        {product.rating === null ? (
          <span className="meta">{t('noReviews')}</span>
        ) : (
          <>
            <Stars rating={product.rating} />
            <span className="meta figure">{product.reviews}</span>
          </>
        )}
      </div>
      <div className="price-line">
        <span className="price figure">{money(product.priceCents)}</span>
        <button
          type="button"
          className="button"
          onClick={add}
          disabled={!product.inStock || busy}
          aria-label={`${product.inStock ? t('add') : t('soldOut')}: ${name}`}
        >
          {product.inStock ? (added ? t('added') : t('add')) : t('soldOut')}
        </button>
      </div>
    </li>
  );
}

export function ProductCardSkeleton() {
  return (
    <li className="card product-card" aria-hidden="true">
      <span className="skeleton skeleton-picture" />
      <span className="skeleton skeleton-line" />
      <span className="skeleton skeleton-line skeleton-short" />
    </li>
  );
}
