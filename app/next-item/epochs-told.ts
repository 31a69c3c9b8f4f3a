import type { NextItemProgress } from '../../models/train/recommender/next-item-run.ts';
import type { RunStep } from '../../models/train/records/run-recorder.ts';

/** Tells a record of each step, and with an epoch's last one what the development cases said after it. */
export function epochsTold(
  record: (step: RunStep) => void,
  onStep: (progress: NextItemProgress) => void,
): (progress: NextItemProgress) => void {
  let latestEpoch: number | null = null;
  return (progress) => {
    const { step, steps, loss, learningRate, latest } = progress;
    const epoch = latest?.epoch ?? 0;
    // A run that goes on from a checkpoint begins with an epoch that was told before.
    const isMeasured = latestEpoch !== null && epoch > latestEpoch;
    latestEpoch = epoch;
    const development = isMeasured && latest?.development ? { next: { ...latest.development } } : null;
    record({ step, steps, loss, learningRate, latest: development && { step, development } });
    onStep(progress);
  };
}
