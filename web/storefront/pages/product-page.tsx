import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Localised, ProductDetail } from '../../../core/contracts/storefront.ts';
import { chatIcon } from '../../icons.ts';
import { Icon } from '../../ui/icon.tsx';
import { api, RequestError } from '../api.ts';
import { attributeName } from '../messages.ts';
import { NotFound } from '../parts/not-found.tsx';
import { Stars } from '../parts/stars.tsx';
import { AfterAWhile, Failure } from '../parts/states.tsx';
import { useShop } from '../shop.tsx';
import { useAddToCart } from '../use-add-to-cart.ts';
import { usePageTitle } from '../use-page-title.ts';

const fewLeft = 5;
const firstAttributes = ['colour', 'variety', 'size', 'capacity', 'material', 'dimensions'];

export function ProductPage({ productId }: { productId: string }) {
  const product = useQuery({ queryKey: ['product', productId], queryFn: () => api.product(productId) });
  useEffect(() => api.report({ kind: 'view', productId }), [productId]);
  if (product.error instanceof RequestError && product.error.status === 404) return <NotFound />;
  if (product.isError) return <Failure error={product.error} retry={() => product.refetch()} />;
  if (!product.data) {
    return (
      <AfterAWhile>
        <div className="product-layout" aria-hidden="true">
          <span className="skeleton skeleton-picture" />
          <span className="skeleton skeleton-text" />
        </div>
      </AfterAWhile>
    );
  }
  return <Product product={product.data} />;
}

function Product({ product }: { product: ProductDetail }) {
  const { session, t, text, money, language } = useShop();
  const { add, added, busy } = useAddToCart(product.id);
  const category = session?.categories.find(({ id }) => id === product.category);
  const name = text(product.name);
  usePageTitle(name);
  return (
    <article>
      {category && (
        <nav className="crumbs meta" aria-label={t('categories')}>
          <Link to="/c/$category" params={{ category: category.id }}>
            {text(category.name)}
          </Link>
        </nav>
      )}
      <div className="product-layout">
        <img className="card picture" src={product.pictureUrl} alt={name} width="400" height="400" />
        <div className="product-facts">
          <h1>{name}</h1>
          {product.rating !== null && (
            <a className="rating-line" href="#reviews">
              <Stars rating={product.rating} />
              <span className="figure">{product.rating.toFixed(1)}</span>
              <span className="meta">
                {product.reviews === 1 ? t('oneReview') : t('reviews', { n: product.reviews })}
              </span>
            </a>
          )}
          <p className="big-price figure">{money(product.priceCents)}</p>
          <p className="description">{text(product.description)}</p>
          <p className={product.inStock ? 'stock stock-good' : 'stock stock-bad'}>{stockLine(product, t)}</p>
          <div className="actions">
            <button
              type="button"
              className="button button-primary"
              onClick={add}
              disabled={!product.inStock || busy}
            >
              {product.inStock ? (added ? t('added') : t('add')) : t('soldOut')}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => window.mainstay?.send(t('askProduct', { name }))}
            >
              <Icon path={chatIcon} size={16} />
              {t('ask')}
            </button>
          </div>
          {product.siblings.length > 0 && <Siblings product={product} />}
          <h2 className="small-title">{t('details')}</h2>
          <dl className="attributes">
            {inReadingOrder(product.attributes).map(([key, value]) => (
              <div key={key}>
                <dt>{attributeName(language, key)}</dt>
                <dd>{typeof value === 'string' ? value : text(value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <Reviews product={product} />
    </article>
  );
}

/** What tells variants apart first, what to do with it last; the store keeps no order. */
function inReadingOrder(attributes: ProductDetail['attributes']): [string, Localised | string][] {
  const rank = (key: string) =>
    (firstAttributes.indexOf(key) + 1 || firstAttributes.length + 1) + (key === 'care' ? 1 : 0);
  return Object.entries(attributes).sort(([a], [b]) => rank(a) - rank(b));
}

function stockLine(product: ProductDetail, t: ReturnType<typeof useShop>['t']): string {
  if (!product.inStock) return t('soldOut');
  return product.stock <= fewLeft ? t('fewLeft', { n: product.stock }) : t('inStock');
}

function Siblings({ product }: { product: ProductDetail }) {
  const { t, text } = useShop();
  return (
    <div>
      <h2 className="small-title">{t('otherVariants')}</h2>
      <ul className="siblings">
        {product.siblings.map((sibling) => (
          <li key={sibling.id}>
            <Link to="/p/$productId" params={{ productId: sibling.id }} title={text(sibling.name)}>
              <img src={sibling.pictureUrl} alt={text(sibling.name)} width="64" height="64" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Reviews({ product }: { product: ProductDetail }) {
  const { t, date } = useShop();
  return (
    <section id="reviews" aria-labelledby="reviews-title" className="reviews">
      <h2 id="reviews-title">
        {product.reviews === 0
          ? t('noReviews')
          : product.reviews === 1
            ? t('oneReview')
            : t('reviews', { n: product.reviews })}
      </h2>
      <ul>
        {product.latestReviews.map((review) => (
          <li key={`${review.author} ${review.writtenAt}`} className="card review">
            <div className="rating-line">
              {review.rating !== null && <Stars rating={review.rating} />}
              <span>{review.author}</span>
              <span className="meta">{date(review.writtenAt)}</span>
            </div>
            <p lang={review.language}>{review.body}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
