import type { OfferEntry } from '../../../core/contracts/desk-conversation.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useWords } from '../../ui/words/use-words.ts';
import { useLabel } from '../api/use-label.ts';
import { useDesk } from '../desk-context.ts';
import { talkWords } from '../words/talk-words.ts';

/** A decision about money: what was drawn, from which slice, what became of it; why, on demand. */
export function OfferView({ offer }: { offer: OfferEntry }) {
  const t = useWords(talkWords);
  const label = useLabel();
  const { language } = useLanguage();
  const { formats } = useDesk();
  const { action, slice, propensity, outcomes, why, at } = offer;
  const what = action === 'nothing' ? t('noOffer') : t('offer', { action: label(action) });
  const parts = [what, label(slice), t('chance', { p: propensity.toFixed(2) }), ...outcomes.map(label)];
  return (
    <details className="status offer">
      <summary>
        {parts.join(' · ')} · {formats.time(at)} · <span className="offer-why">{t('why')}</span>
      </summary>
      <ul>
        {why[language].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
