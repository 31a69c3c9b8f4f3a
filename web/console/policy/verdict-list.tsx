import type { PolicyVerdict } from '../../../core/contracts/console-policy.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useArmName } from '../experiments/use-arm-name.ts';
import { policyWords } from './words.ts';

type Row = PolicyVerdict['candidates'][number] &
  Pick<PolicyVerdict, 'at' | 'look' | 'shoppers' | 'before' | 'after'>;

const learnerWords = {
  split: 'split',
  tree: 'tree',
  linear: 'linearGain',
  trees: 'treesGain',
} as const;

/** Every look at whether a policy is better than one action for everybody, with what it may and may not say. */
export function VerdictList({ verdicts }: { verdicts: readonly PolicyVerdict[] }) {
  const t = useWords(policyWords);
  const formats = useFormats(useShop());
  const armName = useArmName();
  const rows: Row[] = verdicts.flatMap((verdict) =>
    verdict.candidates.map((candidate) => ({ ...verdict, ...candidate })),
  );
  const columns: Column<Row>[] = [
    {
      key: 'policy',
      title: t('candidate'),
      cell: ({ policy, chooser }) =>
        chooser ? (
          <>
            {armName(policy)}
            <div className="meta">
              {t('chooserBy', {
                version: chooser.version,
                how: t(chooser.learner === null ? 'forAll' : learnerWords[chooser.learner]),
              })}
            </div>
          </>
        ) : (
          armName(policy)
        ),
    },
    {
      key: 'at',
      title: t('when'),
      cell: ({ at, look }) => `${formats.date(at)} · ${t('look', { n: look })}`,
    },
    {
      key: 'difference',
      title: t('difference'),
      align: 'right',
      cell: ({ refused, differenceCents, lowerCents, upperCents }) =>
        refused
          ? t(refused)
          : `${formats.money(differenceCents)} (${t('range', { lower: formats.money(lowerCents), upper: formats.money(upperCents) })})`,
    },
    {
      key: 'cleared',
      title: t('clears'),
      align: 'right',
      cell: ({ refused, clearedCents }) => (refused ? '–' : formats.money(clearedCents)),
    },
    {
      key: 'said',
      title: t('verdict'),
      cell: ({ policy, before, after }) =>
        after === policy && before !== after ? t('nowServes') : after === policy ? t('stays') : t('notYet'),
    },
  ];
  return (
    <section className="card">
      <div className="card-body column">
        <h2>{t('verdicts')}</h2>
        <p className="meta">{t('verdictMeaning')}</p>
      </div>
      <DataTable
        label={t('verdicts')}
        columns={columns}
        rows={rows}
        rowKey={({ at, policy }) => `${at} ${policy}`}
        empty={<Empty>{t('noVerdict')}</Empty>}
        whole
      />
    </section>
  );
}
