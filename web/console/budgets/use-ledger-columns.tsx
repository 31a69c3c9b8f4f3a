import type { LedgerLine } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { budgetWords } from './words.ts';

/** The movements of a ledger: when, what, for whom, how much. */
export function useLedgerColumns(): Column<LedgerLine>[] {
  const t = useWords(budgetWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  return [
    { key: 'at', title: t('when'), cell: ({ at }) => <span className="nowrap">{formats.dateTime(at)}</span> },
    { key: 'kind', title: t('kind'), cell: ({ kind }) => t(kind) },
    { key: 'shopper', title: t('shopper'), cell: ({ shopperName }) => shopperName ?? '–' },
    { key: 'offer', title: t('offer'), cell: ({ offerName }) => offerName[language] },
    { key: 'amount', title: t('amount'), align: 'right', cell: (line) => formats.money(line.amountCents) },
    { key: 'free', title: t('free'), align: 'right', cell: (line) => formats.money(line.freeCents) },
  ];
}
