import type { ExperimentView } from '../../../core/contracts/console-money.ts';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useArmName } from './use-arm-name.ts';
import { experimentWords } from './words.ts';

type Arm = ExperimentView['arms'][number];

/** Counts of each arm: who is in it, and what was done. */
export function useArmColumns({ arms }: Pick<ExperimentView, 'arms'>): Column<Arm>[] {
  const t = useWords(experimentWords);
  const formats = useFormats(useShop());
  const armName = useArmName();
  const weights = arms.reduce((sum, { weight }) => sum + weight, 0);
  const shoppers = arms.reduce((sum, arm) => sum + arm.shoppers, 0);
  const number = (key: 'shoppers' | 'draws' | 'grants' | 'redeemed'): Column<Arm> => ({
    key,
    title: t(key),
    align: 'right',
    cell: (arm) => formats.count(arm[key]),
  });
  return [
    { key: 'arm', title: t('arm'), cell: ({ key }) => armName(key) },
    { key: 'policy', title: t('policy'), cell: ({ policy }) => armName(policy) },
    {
      key: 'weight',
      title: t('weight'),
      align: 'right',
      cell: ({ weight }) => formats.percent(weights > 0 ? weight / weights : null),
    },
    number('shoppers'),
    {
      key: 'share',
      title: t('share'),
      align: 'right',
      cell: (arm) => formats.percent(shoppers > 0 ? arm.shoppers / shoppers : null),
    },
    number('draws'),
    number('grants'),
    number('redeemed'),
    { key: 'spent', title: t('spent'), align: 'right', cell: ({ spentCents }) => formats.money(spentCents) },
  ];
}
