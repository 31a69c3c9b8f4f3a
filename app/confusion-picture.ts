import { writePicture } from '../adapters/charts/write-picture.ts';
import type { TextEvaluation } from '../models/evaluation/evaluate-scores.ts';

/** A confusion matrix as SVG: rows are what is true, shades the share of the row. */
export async function confusionPicture(
  path: string,
  { labels, counts }: TextEvaluation['confusion'],
): Promise<void> {
  const values = labels.flatMap((truth, r) => {
    const total = counts[r]!.reduce((sum, count) => sum + count, 0);
    return labels.map((predicted, c) => ({
      truth,
      predicted,
      count: counts[r]![c]!,
      share: total === 0 ? 0 : counts[r]![c]! / total,
    }));
  });
  const axis = { sort: [...labels], axis: { labelLimit: 160 } };
  const place = {
    x: { field: 'predicted', type: 'nominal' as const, title: 'said by the model', ...axis },
    y: { field: 'truth', type: 'nominal' as const, title: 'true', ...axis },
  };
  await writePicture(path, {
    title: { text: 'Confusion matrix', subtitle: 'Number of texts; shade: share of the true label' },
    width: { step: labels.length > 30 ? 12 : 36 },
    height: { step: labels.length > 30 ? 12 : 24 },
    data: { values },
    encoding: place,
    layer: [
      {
        mark: 'rect',
        encoding: {
          color: {
            field: 'share',
            type: 'quantitative',
            scale: { scheme: 'blues', domain: [0, 1] },
            legend: { title: 'share', format: '.0%' },
          },
        },
      },
      ...(labels.length > 30
        ? []
        : [
            {
              transform: [{ filter: 'datum.count > 0' }],
              mark: { type: 'text' as const, fontSize: 10 },
              encoding: {
                text: { field: 'count', type: 'quantitative' as const },
                color: {
                  condition: { test: 'datum.share > 0.55', value: 'white' },
                  value: '#1b2733',
                },
              },
            },
          ]),
    ],
  });
}
