import { useSession } from '../../ui/session.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { uiWords } from '../../ui/words/ui-words.ts';
import { useWords } from '../../ui/words/use-words.ts';

/** What one may choose as somebody's shop; '' is every shop, for those who work for every shop themselves. */
export function useShopChoices(): { value: string; label: string }[] {
  const t = useWords(uiWords);
  const { language } = useLanguage();
  const { member, shops } = useSession();
  const named = shops.map(({ id, name }) => ({ value: id, label: name[language] }));
  return member.shopId === null ? [{ value: '', label: t('everyShop') }, ...named] : named;
}
