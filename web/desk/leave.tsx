import { useEffect } from 'react';
import { useSession } from '../ui/session.tsx';
import { startPath } from '../ui/start-path.ts';
import { Empty } from '../ui/states/empty.tsx';
import { uiWords } from '../ui/words/ui-words.ts';
import { useWords } from '../ui/words/use-words.ts';

/** Goes to a page that is not the desk's, by asking the server for it; below /desk there is nothing else. */
export function Leave() {
  const t = useWords(uiWords);
  const { member } = useSession();
  const here = location.pathname.startsWith('/desk');
  useEffect(() => {
    if (!here) location.reload();
  }, [here]);
  return here ? <Empty action={<a href={startPath(member)}>{t('toStart')}</a>}>{t('notFound')}</Empty> : null;
}
