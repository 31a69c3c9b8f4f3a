import { useSession } from '../../ui/session.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { auditWords } from './words.ts';

/** A chain by the name of its shop. */
export function useChainName(): (shopId: string | null) => string {
  const t = useWords(auditWords);
  const { language } = useLanguage();
  const { shops } = useSession();
  return (shopId) =>
    shopId === null ? t('system') : (shops.find(({ id }) => id === shopId)?.name[language] ?? shopId);
}
