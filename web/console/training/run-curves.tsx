import { Select } from '@mantine/core';
import { meanFigure } from '../../../core/contracts/mean-figure.ts';
import type { DevelopmentFigures, RunDetail, RunPoint } from '../../../core/contracts/runs.ts';
import { type Curve, CurveChart } from '../../ui/charts/curve-chart.tsx';
import { useFormats } from '../../ui/words/use-formats.ts';
import { useWords } from '../../ui/words/use-words.ts';
import { trainingWords } from './words.ts';

const mean = 'mean';

/** Loss and one development figure over steps, a line a run. @param figure of figureNames, or the mean without one. */
export function RunCurves(props: {
  runs: readonly RunDetail[];
  figure: string | undefined;
  setFigure(figure: string | undefined): void;
}) {
  const t = useWords(trainingWords);
  const formats = useFormats();
  const { runs } = props;
  const metrics = [...new Set(runs.map(({ metric }) => metric))].join(' / ');
  const names = figureNames(runs);
  const figure = props.figure !== undefined && names.includes(props.figure) ? props.figure : mean;
  const figureName = figure === mean ? t('mean', { metric: metrics }) : figure;
  const losses = curvesOf(runs, ({ loss }) => loss);
  const figures = curvesOf(runs, ({ development }, { metric }) =>
    development ? readFigure(development, figure, metric) : null,
  );
  const chart = (label: string, series: readonly Curve[], digits: number) => (
    <CurveChart
      label={label}
      xTitle={t('step')}
      series={series}
      format={(value) => value.toFixed(digits).replace('-', '\u2212')}
      formatX={(step) => t('stepNumber', { n: formats.count(step) })}
      formatXAxis={formats.count}
    />
  );
  return (
    <>
      <section className="card card-body">
        <h2>{t('loss')}</h2>
        {losses.length === 0 ? <p className="meta">{t('noCurve')}</p> : chart(t('loss'), losses, 3)}
      </section>
      <section className="card card-body column">
        <div className="row" style={{ justifyContent: 'space-between' }}>
          <h2>{t('figureChart', { figure: figureName })}</h2>
          {names.length > 0 && (
            <Select
              label={t('figure')}
              w={280}
              maw="100%"
              value={figure}
              onChange={(value) => props.setFigure(value === mean ? undefined : (value ?? undefined))}
              data={[
                { value: mean, label: t('mean', { metric: metrics }) },
                ...names.map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
        </div>
        {figures.length === 0 ? (
          <p className="meta">{t('noFigures')}</p>
        ) : (
          chart(t('figureChart', { figure: figureName }), figures, 4)
        )}
      </section>
    </>
  );
}

/** Every figure that was measured: `topic · accuracy`. */
function figureNames(runs: readonly RunDetail[]): string[] {
  const names = runs.flatMap(({ curve }) =>
    curve.flatMap(({ development = {} }) =>
      Object.entries(development).flatMap(([task, figures]) =>
        Object.keys(figures).map((metric) => nameOf(task, metric)),
      ),
    ),
  );
  return [...new Set(names)];
}

function readFigure(development: DevelopmentFigures, figure: string, metric: string): number | null {
  if (figure === mean) return meanFigure(development, metric);
  for (const [task, figures] of Object.entries(development))
    for (const [name, value] of Object.entries(figures)) if (nameOf(task, name) === figure) return value;
  return null;
}

function nameOf(task: string, metric: string): string {
  return `${task} · ${metric}`;
}

/** A run without such a point has no line. */
function curvesOf(
  runs: readonly RunDetail[],
  read: (point: RunPoint, run: RunDetail) => number | null,
): Curve[] {
  return runs.flatMap((run) => {
    const points = run.curve.flatMap((point) => {
      const y = read(point, run);
      return y === null ? [] : [{ x: point.step, y }];
    });
    return points.length === 0 ? [] : [{ label: run.name, points }];
  });
}
