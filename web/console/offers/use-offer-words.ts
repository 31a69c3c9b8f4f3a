import type { Approval, OfferView } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import type { OfferTerms } from './offer-terms.ts';
import { offerWords } from './words.ts';

/** How an offer's value reads, and what a request would change of it. */
export function useOfferWords() {
  const t = useWords(offerWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const value = ({ percent, perkPoints }: Pick<OfferTerms, 'percent' | 'perkPoints'>): string => {
    if (percent !== null) return t('percentValue', { n: percent });
    return perkPoints === null ? '–' : t('points', { n: formats.count(perkPoints) });
  };
  const change = (offer: OfferView, approval: Approval): string => {
    const before = approval.before as unknown as OfferTerms;
    const after = approval.after as unknown as OfferTerms;
    const parts = [
      [t('state'), t(before.active ? 'on' : 'off'), t(after.active ? 'on' : 'off')],
      [t('value'), value(before), value(after)],
      [t('cap'), formats.money(before.maximumCents), formats.money(after.maximumCents)],
      [t('validity'), t('days', { n: before.validityDays }), t('days', { n: after.validityDays })],
      [t('name'), before.name[language], after.name[language]],
    ];
    const changed = parts
      .filter(([, was, is]) => was !== is)
      .map(([what, was, is]) => `${what} ${was} → ${is}`);
    return `${offer.name[language]}: ${changed.join(', ')}`;
  };
  return { value, change };
}
