import type {
  EngineComparison,
  EngineFigures,
  PairedDifference,
} from '../../retention/recommend/compare-engines.ts';

const names = { knn: 'neighbours', model: 'model', mixed: 'both' } as const;

/** Figures of the engines, one row each, for a terminal. */
export function engineTable(comparison: EngineComparison): string {
  const head = ['', 'HR@5', 'HR@10', 'NDCG@5', 'NDCG@10', 'coverage', 'Gini', 'head', 'p50 ms', 'p99 ms'];
  const rows = engineRows(comparison);
  return [head, ...rows]
    .map(([first, ...cells]) => `${first!.padEnd(11)}${cells.map((cell) => cell.padStart(9)).join('')}`)
    .join('\n');
}

/** The same for Markdown. */
export function engineMarkdown(comparison: EngineComparison): string {
  return [
    '| | HR@5 | HR@10 | NDCG@5 | NDCG@10 | coverage | Gini | head | ms, p50 | p99 |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...engineRows(comparison).map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

/** NDCG@10 above neighbours alone. */
export function differenceText({ estimate, lower, upper }: PairedDifference): string {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`;
  return `${signed(estimate)} [${signed(lower)}, ${signed(upper)}]`;
}

function engineRows({ knn, model, mixed }: EngineComparison): string[][] {
  const row = (engine: keyof typeof names, own: EngineFigures | undefined) => {
    if (!own) return [];
    const { hr5, hr10, ndcg5, ndcg10, coverage10, gini10, headShare10, latencyMs } = own;
    return [
      [
        names[engine],
        ...[hr5, hr10, ndcg5, ndcg10].map((value) => value.toFixed(4)),
        ...[coverage10, gini10, headShare10].map((value) => value.toFixed(3)),
        latencyMs.p50.toFixed(2),
        latencyMs.p99.toFixed(2),
      ],
    ];
  };
  return [...row('knn', knn), ...row('model', model), ...row('mixed', mixed)];
}
