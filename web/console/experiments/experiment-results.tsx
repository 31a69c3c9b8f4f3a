import type {
  ExperimentVerdict,
  ExperimentResults as Results,
} from '../../../core/contracts/console-experiments.ts';
import { useReading } from '../../ui/api/use-reading.ts';
import { useShop } from '../../ui/shop.tsx';
import { Failure } from '../../ui/states/failure.tsx';
import { Skeleton } from '../../ui/states/skeleton.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { WorkedOut } from '../../ui/worked-out.tsx';
import { EffectChart } from './effect-chart.tsx';
import { EffectTable } from './effect-table.tsx';
import { resultWords } from './result-words.ts';
import { useArmName } from './use-arm-name.ts';

/** What an experiment says: the verdict in a sentence, every metric, and the primary one over time. */
export function ExperimentResults({ path, name }: { path: string; name: string }) {
  const { page: results, renew } = useReading<Results>(path);
  if (results.error && !results.data)
    return (
      <div className="card-body">
        <Failure error={results.error} retry={() => void results.refetch()} />
      </div>
    );
  if (!results.data) return <Skeleton rows={6} />;
  return (
    <>
      <div className="card-body">
        {renew.error && <Failure error={renew.error} />}
        <WorkedOut at={results.data.computedAt} again={() => renew.mutate()} pending={renew.isPending} />
      </div>
      <Shown results={results.data} name={name} />
    </>
  );
}

const kinds: Readonly<Record<ExperimentVerdict['kind'], string>> = {
  mismatch: 'bad',
  nobody: '',
  maturing: '',
  better: 'good',
  worse: 'bad',
  harm: 'bad',
  undecided: 'warn',
};

function Shown({ results, name }: { results: Results; name: string }) {
  const t = useWords(resultWords);
  const { verdict, metrics, leastMatured } = results;
  const measured = metrics.filter(({ effects }) => effects !== null);
  const charted = metrics.filter(({ role, days }) => role !== 'guardrail' && days.length > 0);
  return (
    <div className="card-body column">
      <p className="notice" data-kind={kinds[verdict.kind]} data-verdict={verdict.kind}>
        <strong>{useVerdict()(verdict)}</strong>
      </p>
      {metrics.length > 0 && <p className="meta">{t('howRead', { n: leastMatured })}</p>}
      {measured.length > 0 && <EffectTable metrics={metrics} name={name} />}
      {charted.map((metric) => (
        <EffectChart key={`${metric.metric}${metric.windowDays}`} metric={metric} />
      ))}
    </div>
  );
}

function useVerdict(): (verdict: ExperimentVerdict) => string {
  const t = useWords(resultWords);
  const formats = useFormats(useShop());
  const armName = useArmName();
  return (verdict) => {
    switch (verdict.kind) {
      case 'better':
      case 'worse':
        return t(verdict.kind, { arm: armName(verdict.arm) });
      case 'harm':
        return t('harm', { arm: armName(verdict.arm), metric: t(verdict.metric) });
      case 'maturing':
        return t('maturing', {
          matured: formats.count(verdict.matured),
          least: formats.count(verdict.least),
        });
      case 'mismatch':
        return t('hidden');
      case 'nobody':
        return t('nobody');
      default:
        return t('undecided');
    }
  };
}
