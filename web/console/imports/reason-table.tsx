import { useShop } from '../../ui/shop.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { reasonInWords } from './reason-words.ts';
import { importWords } from './words.ts';

/** How many rows are left out for which reason. */
export function ReasonTable({ reasons }: { reasons: readonly { reason: string; rows: number }[] }) {
  const t = useWords(importWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  return (
    <table className="difference-table import-reasons">
      <caption className="visually-hidden">{t('reasonsTitle')}</caption>
      <thead>
        <tr>
          <th scope="col" data-align="right">
            {t('rows')}
          </th>
          <th scope="col">{t('reasonsTitle')}</th>
        </tr>
      </thead>
      <tbody>
        {reasons.map(({ reason, rows }) => (
          <tr key={reason}>
            <td data-align="right">{formats.count(rows)}</td>
            <td>{reasonInWords(reason, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
