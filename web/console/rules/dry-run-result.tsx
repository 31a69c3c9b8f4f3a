import type { DryRunChange, DryRunView } from '../../../core/contracts/console-dry-run.ts';
import type { RulesPage } from '../../../core/contracts/console-money.ts';
import { ForestChart, type ForestRow } from '../../ui/charts/forest-chart.tsx';
import { useShop } from '../../ui/shop.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { useLanguage } from '../../ui/words/language.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { dryRunWords } from './dry-run-words.ts';

const estimators = ['snips', 'dr', 'switchDr', 'drOs', 'ips'] as const;

/** Who would have got what else, at what cost, and what it would have earned, or why that cannot be said. */
export function DryRunResult({
  result,
  offers,
  stale,
}: {
  result: DryRunView;
  offers: RulesPage['offers'];
  stale: boolean;
}) {
  const t = useWords(dryRunWords);
  const formats = useFormats(useShop());
  const { decisions, changed, costBeforeCents, costAfterCents } = result;
  if (decisions === 0)
    return (
      <p className="card-body" role="status">
        {t('noDecisions')}
      </p>
    );
  return (
    <div data-stale={stale}>
      <div className="card-body column" role="status">
        <p>
          <strong>
            {t('changed', {
              n: formats.count(changed),
              share: formats.percent(changed / decisions),
              of: formats.count(decisions),
            })}
          </strong>
        </p>
        <p>
          {t('cost', {
            before: formats.money(costBeforeCents),
            after: formats.money(costAfterCents),
          })}
        </p>
        <p className="meta">
          {t('basis', {
            from: formats.date(result.from),
            to: formats.date(result.to),
            holdout: formats.count(result.inHoldout),
            matured: formats.count(result.matured),
            shoppers: formats.count(result.clusters),
          })}
        </p>
      </div>
      {changed > 0 && <Changes changes={result.changes} offers={offers} />}
      <Estimate result={result} />
    </div>
  );
}

function Changes({ changes, offers }: { changes: readonly DryRunChange[]; offers: RulesPage['offers'] }) {
  const t = useWords(dryRunWords);
  const { language } = useLanguage();
  const formats = useFormats(useShop());
  const name = (id: string) =>
    id === 'nothing' ? t('nothing') : (offers.find((offer) => offer.id === id)?.name[language] ?? id);
  const columns: Column<DryRunChange>[] = [
    { key: 'from', title: t('was'), cell: ({ from }) => name(from) },
    { key: 'to', title: t('wouldBe'), cell: ({ to }) => name(to) },
    { key: 'count', title: t('count'), align: 'right', cell: ({ count }) => formats.count(count) },
    {
      key: 'examples',
      title: t('examples'),
      cell: ({ examples }) => (
        <span className="row dry-run-examples">
          {examples.slice(0, 5).map((id, i) => (
            // A tab of its own: the result here is not kept.
            <a key={id} href={`/console/decisions?open=${id}&text=${id}`} target="_blank" rel="noreferrer">
              {t('example', { n: i + 1 })}
            </a>
          ))}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('changes')}
      columns={columns}
      rows={changes}
      rowKey={({ from, to }) => `${from}|${to}`}
      empty={null}
      whole
    />
  );
}

function Estimate({ result }: { result: DryRunView }) {
  const t = useWords(dryRunWords);
  const formats = useFormats(useShop());
  const interval = (row: { estimate: number; lower: number; upper: number }) =>
    t('interval', {
      at: formats.money(Math.round(row.estimate)),
      low: formats.money(Math.round(row.lower)),
      high: formats.money(Math.round(row.upper)),
    });
  const log = t('log', {
    ess: formats.count(Math.round(result.effectiveSampleSize)),
    max: result.maxWeight.toPrecision(3),
    mean: result.meanWeight.toPrecision(3),
  });
  if (!result.estimators || !result.logged || !result.difference)
    return (
      <div className="card-body column">
        <div className="notice" data-kind="warn">
          <div>
            <p>
              <strong>{t('refused')}</strong>
            </p>
            <ul>
              {result.refusals.map(({ code }) => (
                <li key={code}>{refusalText(code)}</li>
              ))}
            </ul>
            <p className="meta">{log}</p>
          </div>
        </div>
      </div>
    );
  const rows: ForestRow[] = [
    { key: 'logged', label: t('logged'), ...result.logged, control: true },
    ...estimators.map((name) => ({ key: name, label: t(name), ...result.estimators![name] })),
  ];
  return (
    <>
      <div className="card-body column">
        <p>
          <strong>{t('difference', { interval: interval(result.difference) })}</strong>{' '}
          {result.difference.lower > 0 ? t('better') : result.difference.upper < 0 ? t('worse') : t('unsure')}
        </p>
        <p className="meta">
          {log} {t('ranksOnly')}
        </p>
        <p className="meta">{t('ways')}</p>
      </div>
      <ForestChart
        label={t('chart')}
        rows={rows}
        nameTitle={t('estimator')}
        figureTitle={t('figure')}
        format={interval}
      />
    </>
  );

  function refusalText(code: string): string {
    const known = (
      ['too_few_rows', 'constant_outcome', 'outside_support', 'mean_weight', 'effective_sample'] as const
    ).find((one) => one === code);
    if (!known) return code;
    return t(known, {
      matured: formats.count(result.matured),
      shoppers: formats.count(result.clusters),
      mean: result.meanWeight.toPrecision(3),
      ess: formats.count(Math.round(result.effectiveSampleSize)),
    });
  }
}
