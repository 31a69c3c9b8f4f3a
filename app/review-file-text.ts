import type { ReviewFileAnalysis } from './analyse-review-file.ts';

const shownPainPoints = 15;

/** The analysis of a file of reviews as the terminal shows it. */
export function reviewFileText(analysis: ReviewFileAnalysis): string {
  const { reviews, sentiments, aspects, painPoints, alarms, falseAlarmRate, modelVersion } = analysis;
  const lines = [
    `${reviews} reviews: ${sentiments.negative} negative, ${sentiments.neutral} neutral, ${sentiments.positive} positive`,
    '',
    'aspect             speak of it  negative (95 %)',
    ...aspects.map(
      ({ aspect, negative: { count, of, share, low, high } }) =>
        `${aspect.padEnd(18)} ${String(of).padStart(11)}  ${percent(share)} (${percent(low)} to ${percent(high)}), ${count}`,
    ),
    '',
    painPoints.length === 0
      ? 'no pain points: none has two complaints among three reviews that speak of it'
      : 'pain points, worst first (share drawn towards that of the others, 95 %)',
    ...painPoints
      .slice(0, shownPainPoints)
      .flatMap(({ product, aspect, negative, shrunk, phrases }) => [
        `  ${[product, aspect].filter(Boolean).join(': ')}  ${negative.count} of ${negative.of}; ${percent(shrunk.estimate)} (${percent(shrunk.low)} to ${percent(shrunk.high)})`,
        ...phrases.map(
          ({ phrase, lines: at }) =>
            `    "${phrase}" in ${at.length}: line${at.length > 1 ? 's' : ''} ${at.slice(0, 5).join(', ')}${at.length > 5 ? ', ...' : ''}`,
        ),
      ]),
    ...(painPoints.length > shownPainPoints
      ? [`  and ${painPoints.length - shownPainPoints} more: --json lists all`]
      : []),
    '',
  ];
  if (alarms)
    lines.push(
      alarms.length === 0
        ? 'no share of complaints has gone up in the last twelve weeks'
        : `gone up in the last twelve weeks (where nothing changes, at most ${percent(falseAlarmRate)} of runs say so)`,
      ...alarms.map(
        ({ product, aspect, since, before, after, pValue }) =>
          `  ${[product, aspect].filter(Boolean).join(': ')} since the week of ${since}: ${before.count} of ${before.of} before, ${after.count} of ${after.of} since; p ${pValue.toPrecision(2)}`,
      ),
      '',
    );
  lines.push(`models ${modelVersion}`);
  return `${lines.join('\n')}\n`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)}%`;
}
