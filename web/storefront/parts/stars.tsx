import { useShop } from '../shop.tsx';

/** Stars filled to the tenth, with the figure for those who do not see them. */
export function Stars({ rating }: { rating: number }) {
  const { t } = useShop();
  return (
    <span className="stars" role="img" aria-label={t('stars', { n: rating })}>
      <span className="stars-filled" style={{ width: `${rating * 20}%` }} />
    </span>
  );
}
