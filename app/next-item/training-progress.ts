import type { NextItemProgress } from '../../models/train/recommender/next-item-run.ts';
import type { ProgressStep } from '../progress.ts';

/** Shows how far a training is: the loss, the latest development figure, and the time left. */
export function trainingProgress(
  step: ProgressStep,
  now = () => performance.now(),
): (progress: NextItemProgress) => void {
  const begun = now();
  return ({ step: done, steps, stepsHere, loss, latest }) => {
    const leftMs = ((now() - begun) / stepsHere) * Math.max(0, steps - done);
    const figures = latest?.development
      ? `, epoch ${latest.epoch}: HR@10 ${latest.development.hr10.toFixed(4)}, NDCG@10 ${latest.development.ndcg10.toFixed(4)}`
      : '';
    step.at(Math.min(1, done / steps), `loss ${loss.toFixed(3)}${figures}, ${timeText(leftMs)} left at most`);
  };
}

function timeText(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  return minutes < 1 ? `${Math.ceil(milliseconds / 1000)} s` : `${Math.ceil(minutes)} min`;
}
