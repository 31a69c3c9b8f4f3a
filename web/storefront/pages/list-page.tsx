import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { api } from '../api.ts';
import type { ListSearch } from '../list-search.ts';
import { ProductCard, ProductCardSkeleton } from '../parts/product-card.tsx';
import { AfterAWhile, Empty, Failure } from '../parts/states.tsx';
import { useShop } from '../shop.tsx';
import { usePageTitle } from '../use-page-title.ts';

const cardsAtOnce = 8;

export function ListPage({ category, search }: { category: string | null; search: ListSearch }) {
  const { session, t, text } = useShop();
  const q = search.q ?? '';
  const page = search.page ?? 1;
  const list = useQuery({
    queryKey: ['products', category, q, page],
    queryFn: () => api.products({ category, q, page }),
    placeholderData: keepPreviousData,
  });
  useEffect(() => {
    if (q) api.report({ kind: 'search', query: q });
  }, [q]);
  const chosen = session?.categories.find(({ id }) => id === category);
  usePageTitle(q ? t('searchFor', { q }) : chosen ? text(chosen.name) : null);
  const total = list.data?.total ?? 0;
  const counted = total === 1 ? t('oneProduct') : t('productsFound', { n: total });
  return (
    <div className="list-layout">
      <Categories chosen={category} />
      <section aria-labelledby="list-title" className={list.isPlaceholderData ? 'stale' : ''}>
        <div className="list-head">
          <h1 id="list-title">{chosen ? text(chosen.name) : t('allProducts')}</h1>
          <span className="meta" role="status">
            {list.data && (q ? t('resultsFor', { n: total, q }) : counted)}
          </span>
        </div>
        {list.isError && <Failure error={list.error} retry={() => list.refetch()} />}
        {list.isPending && (
          <AfterAWhile>
            <ul className="grid">
              {Array.from({ length: cardsAtOnce }, (_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
                <ProductCardSkeleton key={index} />
              ))}
            </ul>
          </AfterAWhile>
        )}
        {list.data && total === 0 && (
          <Empty
            action={
              <Link className="button" to="/">
                {t('clearSearch')}
              </Link>
            }
          >
            {t('nothingMatches', { q })}
          </Empty>
        )}
        <ul className="grid">
          {list.data?.products.map((product, index) => (
            <ProductCard key={product.id} product={product} eager={index < cardsAtOnce} />
          ))}
        </ul>
        {list.data && total > list.data.pageSize && (
          <Pager category={category} q={q} page={page} pages={Math.ceil(total / list.data.pageSize)} />
        )}
      </section>
    </div>
  );
}

function Categories({ chosen }: { chosen: string | null }) {
  const { session, t, text } = useShop();
  const row = useRef<HTMLElement>(null);
  // On phones they are one row that scrolls: the chosen one may lie beyond its edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is measured anew when it has got its chips
  useEffect(() => {
    const chip = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && chip)
      row.current.scrollLeft = chip.offsetLeft - (row.current.clientWidth - chip.offsetWidth) / 2;
  }, [chosen, session === undefined]);
  return (
    <nav ref={row} className="categories" aria-label={t('categories')}>
      <Link to="/" className="category" aria-current={chosen === null ? 'page' : undefined}>
        {t('allProducts')}
      </Link>
      {session?.categories.map((category) => (
        <Link
          key={category.id}
          to="/c/$category"
          params={{ category: category.id }}
          className="category"
          aria-current={chosen === category.id ? 'page' : undefined}
        >
          <span>{text(category.name)}</span>
          <span className="meta figure">{category.products}</span>
        </Link>
      ))}
    </nav>
  );
}

function Pager(props: { category: string | null; q: string; page: number; pages: number }) {
  const { t } = useShop();
  const { category, q, page, pages } = props;
  const to = (target: number, label: string) => {
    const search = { ...(q && { q }), ...(target > 1 && { page: target }) };
    if (target < 1 || target > pages) {
      return (
        <button type="button" className="button" disabled>
          {label}
        </button>
      );
    }
    return category ? (
      <Link className="button" to="/c/$category" params={{ category }} search={search}>
        {label}
      </Link>
    ) : (
      <Link className="button" to="/" search={search}>
        {label}
      </Link>
    );
  };
  return (
    <nav className="pager" aria-label={t('pageOf', { page, pages })}>
      {to(page - 1, t('previous'))}
      <span className="meta figure">{t('pageOf', { page, pages })}</span>
      {to(page + 1, t('next'))}
    </nav>
  );
}
