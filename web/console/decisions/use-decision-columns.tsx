import { useQuery } from '@tanstack/react-query';
import type { DecisionRow, OfferView } from '../../../core/contracts/console-money.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useArmName } from '../experiments/use-arm-name.ts';
import { decisionWords } from './words.ts';

const slices = ['holdout', 'uniform', 'thompson', 'policy', 'exploit', 'explore'] as const;

/** The name of a slice in words; one that the page does not know stays as it is written. */
export function useSliceName(): (slice: string) => string {
  const t = useWords(decisionWords);
  return (slice) => {
    const known = slices.find((name) => name === slice);
    return known ? t(known) : slice;
  };
}

export function useDecisionColumns(): Column<DecisionRow>[] {
  const t = useWords(decisionWords);
  const formats = useFormats(useShop());
  const sliceName = useSliceName();
  const offerName = useOfferName();
  const armName = useArmName();
  return [
    { key: 'at', title: t('when'), cell: ({ at }) => <span className="nowrap">{formats.dateTime(at)}</span> },
    {
      key: 'shopper',
      title: t('shopper'),
      cell: ({ shopperName, shopperExternalId }) =>
        shopperName ?? shopperExternalId ?? <span className="meta">{t('visitor')}</span>,
    },
    { key: 'kind', title: t('kind'), cell: ({ kind }) => t(kind) },
    {
      key: 'action',
      title: t('action'),
      cell: ({ action }) =>
        action === 'nothing' ? <span className="meta">{t('nothingGiven')}</span> : offerName(action),
    },
    {
      key: 'propensity',
      title: t('propensity'),
      align: 'right',
      cell: ({ propensity }) => formats.percent(propensity),
    },
    { key: 'slice', title: t('slice'), cell: ({ slice }) => sliceName(slice) },
    { key: 'arm', title: t('arm'), cell: ({ arm }) => (arm === null ? '–' : armName(arm)) },
  ];
}

/** The name of an offer; until names have come, and for a product, the id itself. */
function useOfferName(): (action: string) => string {
  const { language } = useLanguage();
  const path = `/api/console/shops/${useShop().id}/offers`;
  const { data } = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<{ rows: OfferView[] }>('GET', path, undefined, signal),
  });
  return (action) => data?.rows.find(({ id }) => id === action)?.name[language] ?? action;
}
