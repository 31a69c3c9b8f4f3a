import type { SpendReport } from '../../retention/spend/plan-spend.ts';

/** A report for a terminal. */
export function spendText({ refused, refusals, days, explained, channels, proposal }: SpendReport): string {
  if (refused || !channels || !proposal)
    return `${[`${days} days`, 'Refused:', ...refusals.map(({ text }) => `  ${text}`)].join('\n')}\n`;
  const interval = ({ estimate, lower, upper }: { estimate: number; lower: number; upper: number }) =>
    `${short(estimate)} [${short(lower)}, ${short(upper)}]`.padEnd(26);
  return `${[
    `${days} days, ${(100 * explained!).toFixed(0)} % of the outcome's variance explained`,
    '',
    `${'channel'.padEnd(18)}${'a day'.padStart(10)}  ${'brings a day [95 %]'.padEnd(26)}${'the last unit brings'.padEnd(26)}${'proposed'.padStart(10)}`,
    ...channels.map(
      ({ channel, spend, brings, marginal, proposed }) =>
        `${channel.slice(0, 16).padEnd(18)}${short(spend).padStart(10)}  ${interval(brings)}${interval(marginal)}${short(proposed).padStart(10)}`,
    ),
    '',
    proposal.clear
      ? `the proposal spends ${short(proposal.total)} a day and is expected to bring ${interval(proposal.gain).trim()} more a day than today's split`
      : `no split is clearly better than today's: the best would bring ${interval(proposal.gain).trim()} more a day`,
    'a regression on what happened: hold the channel back in some regions before moving much ("mainstay plan geo-holdout")',
  ].join('\n')}\n`;
}

function short(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
