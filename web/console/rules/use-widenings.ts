import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { offerNames } from './offer-names.ts';
import { ruleWords } from './words.ts';

type Widenings = NonNullable<RulesPage['draft']>['widenings'];

/** Says which rows of a draft take a second person. */
export function useWidenings(offers: RulesPage['offers']): (widenings: Widenings) => string {
  const t = useWords(ruleWords);
  const { language } = useLanguage();
  return (widenings) =>
    t('wider', {
      rows: widenings
        .map(({ row, offerIds }) =>
          t('widerRow', { row, offers: offerNames(offers, offerIds, language, t('nothingGiven')) }),
        )
        .join(language === 'zh' ? '、' : ', '),
    });
}
