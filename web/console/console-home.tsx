import { Navigate } from '@tanstack/react-router';
import { useSession } from '../ui/session.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { uiWords } from '../ui/words/ui-words.ts';
import { useWords } from '../ui/words/use-words.ts';
import { consoleMenu } from './menu.ts';
import { consoleWords } from './words.ts';

/** No overview: /console leads to the first page that one's role may see. */
export function ConsoleHome() {
  const t = useWords(consoleWords);
  const shared = useWords(uiWords);
  const { member } = useSession();
  const first = consoleMenu(t).find(({ roles }) => member.role === 'admin' || roles.includes(member.role));
  if (first) return <Navigate to={first.path} replace />;
  return (
    <Empty action={<a href="/account">{shared('account')}</a>}>
      {t('nothingForRole', { role: shared(member.role) })}
    </Empty>
  );
}
