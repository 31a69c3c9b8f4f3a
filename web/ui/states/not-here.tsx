import { useEffect } from 'react';
import { PageHeader } from '../page-header.tsx';
import { useSession } from '../session.tsx';
import { startPath } from '../start-path.ts';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';

/**
 * For addresses that a page's router does not know: what lies outside of its own paths is another page, which the
 * server is asked for; inside there is nothing.
 */
export function NotHere({ own }: { own: readonly string[] }) {
  const t = useWords(uiWords);
  const { member } = useSession();
  const inside = own.some((path) => location.pathname === path || location.pathname.startsWith(`${path}/`));
  useEffect(() => {
    if (!inside) location.reload();
  }, [inside]);
  if (!inside) return null;
  return <PageHeader title={t('notFound')} state={<a href={startPath(member)}>{t('toStart')}</a>} />;
}
