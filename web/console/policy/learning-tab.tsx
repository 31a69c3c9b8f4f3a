import { useQuery } from '@tanstack/react-query';
import type { LearnedArm, LearningPage } from '../../../core/contracts/console-policy.ts';
import { ask } from '../../ui/api/ask.ts';
import { useShop } from '../../ui/shop.tsx';
import { Empty } from '../../ui/states/empty.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { useArmName } from '../experiments/use-arm-name.ts';
import { ExplorationChoice } from './exploration-choice.tsx';
import { VerdictList } from './verdict-list.tsx';
import { policyWords } from './words.ts';

/** What each arm has learned of its offers, and which policy has been shown to be better. */
export function LearningTab() {
  const t = useWords(policyWords);
  const shop = useShop();
  const formats = useFormats(shop);
  const armName = useArmName();
  const path = `/api/console/shops/${shop.id}/learning`;
  const page = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => ask<LearningPage>('GET', path, undefined, signal),
  });
  const { data } = page;
  if (page.error && !data) return <Failure error={page.error} retry={() => void page.refetch()} />;
  if (!data) return <Skeleton rows={8} />;
  return (
    <div className="column">
      <p>{t('serves', { policy: armName(data.servingPolicy), share: formats.percent(data.exploreShare) })}</p>
      <ExplorationChoice key={`${data.exploreShare} ${data.responseModel}`} page={data} />
      {data.arms.length === 0 && <Empty>{t('nothingLearned')}</Empty>}
      {data.arms.map((arm) => (
        <Arm key={arm.arm} arm={arm} />
      ))}
      <VerdictList verdicts={data.verdicts} />
    </div>
  );
}

type Effect = LearnedArm['effects'][number];

function Arm({ arm }: { arm: LearnedArm }) {
  const t = useWords(policyWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const armName = useArmName();
  const name = arm.arm === 'default' ? t('outside') : armName(arm.arm.split('|').at(-1) ?? arm.arm);
  const columns: Column<Effect>[] = [
    { key: 'offer', title: t('offer'), cell: (effect) => effect.name[language] },
    { key: 'delta', title: t('adds'), align: 'right', cell: ({ deltaCents }) => formats.money(deltaCents) },
    {
      key: 'interval',
      title: t('interval'),
      align: 'right',
      cell: ({ interval }) =>
        interval
          ? t('range', {
              lower: formats.money(interval.lowerCents),
              upper: formats.money(interval.upperCents),
            })
          : '–',
    },
    {
      key: 'best',
      title: t('best1'),
      align: 'right',
      cell: ({ bestProbability }) => formats.percent(bestProbability),
    },
  ];
  return (
    <section className="card">
      <div className="card-body column">
        <h2>{name}</h2>
        <p className="meta">
          {t('learnedFrom', {
            version: arm.version,
            when: formats.relative(arm.at),
            matured: formats.count(arm.matured),
            running: formats.count(arm.running),
            model: t(arm.model),
          })}
        </p>
      </div>
      <DataTable
        label={t('effects', { name })}
        columns={columns}
        rows={arm.effects}
        rowKey={({ offerId }) => offerId}
        empty={<Empty>{t('noDraws')}</Empty>}
        whole
      />
    </section>
  );
}
