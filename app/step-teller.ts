import type { StepProgress } from '../models/train/encoder/train-encoder.ts';

/** Loss, learning rate and the time left, from the pace of the last hundred steps. */
export function stepTeller(): (progress: StepProgress) => string {
  const times: number[] = [];
  let mean = Number.NaN;
  return ({ step, steps, loss, learningRate, latest }) => {
    times.push(performance.now());
    if (times.length > 100) times.shift();
    mean = Number.isNaN(mean) ? loss : 0.98 * mean + 0.02 * loss;
    const pace = times.length > 1 ? (times.at(-1)! - times[0]!) / (times.length - 1) : 0;
    const minutes = (pace * (steps - step)) / 60_000;
    const figures = latest
      ? Object.entries(latest.development)
          .map(([task, { accuracy }]) => `${task} ${(100 * accuracy).toFixed(1)}`)
          .join(', ')
      : '';
    return `step ${step} of ${steps}, loss ${mean.toFixed(3)}, learning rate ${learningRate.toExponential(1)}, ${(pace / 1000).toFixed(2)} s a step, ${minutes.toFixed(0)} min left ${figures}`;
  };
}
