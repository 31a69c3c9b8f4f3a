import { Button } from '@mantine/core';
import { languageIcon } from '../../icons.ts';
import { Icon } from '../icon.tsx';
import { useLanguage } from '../words/language.tsx';
import { uiWords } from '../words/ui-words.ts';
import { useWords } from '../words/use-words.ts';

/** Changes the language of the page; its label is the other language's own name. */
export function LanguageButton() {
  const t = useWords(uiWords);
  const { language, setLanguage } = useLanguage();
  const other = language === 'en' ? 'zh' : 'en';
  return (
    <Button
      variant="subtle"
      color="gray"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      aria-label={t('switchLanguage')}
      leftSection={<Icon path={languageIcon} size={16} />}
      onClick={() => setLanguage(other)}
    >
      {t('otherLanguage')}
    </Button>
  );
}
