import { flatValues } from '../../core/contracts/flat-values.ts';
import { meanFigure } from '../../core/contracts/mean-figure.ts';
import type { RunDetail } from '../../core/contracts/runs.ts';
import { runCells } from './run-cells.ts';
import { textCurve } from './text-curve.ts';
import { textTable } from './text-table.ts';

/** `mainstay runs show NAME`. */
export function runText(run: RunDetail): string {
  const measured = run.curve.flatMap(({ step, development }) => {
    const value = development ? meanFigure(development, run.metric) : null;
    return value === null ? [] : [{ x: step, y: value }];
  });
  const lastMeasured = run.curve.findLast(({ development }) => development);
  const lines = [
    `${run.name}: ${run.kind}, ${run.state}${run.reason ? `: ${run.reason}` : ''}`,
    ...textTable(
      [
        ['started (UTC)', runCells.minute(run.startedAt)],
        ['steps', runCells.steps(run)],
        ['time', runCells.time(run.seconds)],
        [
          `best ${run.metric}`,
          run.best ? `${run.best.value.toFixed(4)} at step ${run.best.step}` : runCells.none,
        ],
        ['seed', run.seed],
        ['data', run.dataHash],
        ...(run.shopId === null ? [] : [['shop', run.shopId]]),
      ],
      'left',
    ).map((line) => `  ${line}`),
    ...section('settings', flatValues(run.settings)),
    ...section('training rows', flatValues(run.rows)),
    ...section('machine', flatValues(run.machine)),
    ...section('figures', flatValues(run.figures)),
    ...section(
      `development rows, step ${lastMeasured?.step}`,
      lastMeasured?.development ? flatValues(lastMeasured.development) : [],
    ),
    ...curve(
      'loss',
      run.curve.map(({ step, loss }) => ({ x: step, y: loss })),
    ),
    ...curve(`${run.metric} on development rows, mean over tasks`, measured),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, values: readonly [string, string][]): string[] {
  return values.length === 0
    ? []
    : ['', `${title}:`, ...textTable(values, 'left').map((line) => `  ${line}`)];
}

function curve(title: string, points: readonly { x: number; y: number }[]): string[] {
  const lines = points.length > 1 ? textCurve(points) : [];
  return lines.length === 0 ? [] : ['', `${title}, by step:`, ...lines];
}
