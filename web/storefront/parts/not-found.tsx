import { Link } from '@tanstack/react-router';
import { useShop } from '../shop.tsx';
import { Empty } from './states.tsx';

export function NotFound() {
  const { t } = useShop();
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
