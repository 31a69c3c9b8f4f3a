import { comparedValues } from '../../core/contracts/compared-values.ts';
import { meanFigure } from '../../core/contracts/mean-figure.ts';
import type { RunDetail, RunPoint } from '../../core/contracts/runs.ts';
import { runCells } from './run-cells.ts';
import { textTable } from './text-table.ts';

/** Steps at which compared curves are read. */
const comparedSteps = 10;

/** `mainstay runs compare A B`: what differs, and the curves at the same steps. */
export function comparisonText(runs: readonly RunDetail[]): string {
  const head = ['', ...runs.map(({ name }) => name)];
  const table = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? [] : ['', ...textTable([[title, ...head.slice(1)], ...rows])];
  const differing = comparedValues(
    runs.map(({ kind, settings, seed, dataHash, rows, machine }) => ({
      kind,
      ...settings,
      seed,
      data: dataHash.slice(0, 12),
      rows,
      machine,
    })),
  ).filter(({ differs }) => differs);
  const figures = comparedValues(runs.map((run) => run.figures));
  const cells = (values: readonly (string | null)[]) => values.map((value) => value ?? runCells.none);
  const lines = [
    ...textTable([
      head,
      ['state', ...runs.map(({ state }) => state)],
      ['steps', ...runs.map(runCells.steps)],
      ['time', ...runs.map(({ seconds }) => runCells.time(seconds))],
      ['best figure', ...runs.map((run) => runCells.best(run, true))],
    ]),
    ...(differing.length === 0
      ? ['', 'Settings, seed and data are the same.']
      : table(
          'what differs',
          differing.map(({ name, values }) => [name, ...cells(values)]),
        )),
    ...table(
      'figures',
      figures.map(({ name, values }) => [name, ...cells(values)]),
    ),
    ...table(
      'loss after step',
      curvesBeside(runs, ({ loss }) => loss),
    ),
    ...table(
      'figure after step',
      curvesBeside(runs, ({ development }, { metric }) =>
        development ? meanFigure(development, metric) : null,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** What each curve had come to at evenly spaced steps; nothing past its end. */
function curvesBeside(
  runs: readonly RunDetail[],
  read: (point: RunPoint, run: RunDetail) => number | null,
): string[][] {
  const curves = runs.map((run) =>
    run.curve.flatMap((point) => {
      const value = read(point, run);
      return value === null || !Number.isFinite(value) ? [] : [{ step: point.step, value }];
    }),
  );
  const last = Math.max(0, ...curves.map((points) => points.at(-1)?.step ?? 0));
  const steps = new Set(
    Array.from({ length: comparedSteps }, (_, i) => Math.round(((i + 1) * last) / comparedSteps)),
  );
  return [...steps]
    .filter((step) => step > 0)
    .map((step) => [
      String(step),
      ...curves.map((points) => {
        if (step > (points.at(-1)?.step ?? 0)) return runCells.none;
        return points.findLast((point) => point.step <= step)?.value.toFixed(4) ?? runCells.none;
      }),
    ]);
}
