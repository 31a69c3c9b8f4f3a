import { useSession } from '../ui/session.tsx';
import { startPath } from '../ui/start-path.ts';
import { Empty } from '../ui/states/empty.tsx';
import { uiWords } from '../ui/words/ui-words.ts';
import { useWords } from '../ui/words/use-words.ts';

export function NotFound() {
  const t = useWords(uiWords);
  return <Empty action={<a href={startPath(useSession().member)}>{t('toStart')}</a>}>{t('notFound')}</Empty>;
}
