import { Link } from '@tanstack/react-router';
import { useShop } from '../shop.tsx';
import { usePageTitle } from '../use-page-title.ts';
import { Empty } from './states.tsx';

export function NotFound() {
  const { t } = useShop();
  usePageTitle(t('notFoundTitle'));
  return (
    <Empty
      action={
        <Link className="button" to="/">
          {t('browse')}
        </Link>
      }
    >
      {t('notFound')}
    </Empty>
  );
}
