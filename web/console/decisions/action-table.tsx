import type { DecisionDetail } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { decisionWords } from './words.ts';

const masks = ['rules', 'notice', 'budget'] as const;

/** Every action that a draw saw, with its numbers; what was drawn stands out, what was left out says why. */
export function ActionTable({ actions, drawn }: { actions: DecisionDetail['actions']; drawn: string }) {
  const t = useWords(decisionWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const reasons = (names: readonly string[]) =>
    masks
      .filter((mask) => names.includes(mask))
      .map((mask) => t(mask))
      .join(', ');
  return (
    <section className="table-frame" aria-label={t('offers')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('offer')}</th>
            {(['probability', 'score', 'margin', 'revenue', 'cost'] as const).map((key) => (
              <th key={key} scope="col" data-align="right">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {actions.map((action) => (
            <tr key={action.offerId} data-open={action.offerId === drawn || undefined}>
              <th scope="row">
                {action.name?.[language] ?? t('nothingGiven')}
                {action.offerId === drawn && ' ✓'}
                <span className="meta action-note">
                  {action.masks.length > 0
                    ? t('leftOut', { reasons: reasons(action.masks) })
                    : action.rows.map(({ rowNumber }) => t('row', { n: rowNumber })).join(', ')}
                </span>
              </th>
              <td data-align="right">{formats.percent(action.probability)}</td>
              <td data-align="right">{formats.money(Math.round(action.scoreCents))}</td>
              <td data-align="right">{formats.money(Math.round(action.deltaCents))}</td>
              <td data-align="right">{formats.money(Math.round(action.srLossCents))}</td>
              <td data-align="right">{formats.money(Math.round(action.costCents))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
