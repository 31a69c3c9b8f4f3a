import { holdoutExperiment } from '../../retention/experiments/holdout.ts';
import { experimentsToRead } from '../postgres/experiment-counts.ts';
import { ConsoleReadings, type Reading, type ReadingParts } from './console-readings.ts';

/** The windows that the page offers. */
const fairnessDays = [30, 90, 365];

/** Works out anew everything that pages show of a shop's whole past. @returns how many readings. */
export async function readPages(parts: ReadingParts, shopId: string): Promise<number> {
  const readings = new ConsoleReadings(parts);
  const experiments = await experimentsToRead(parts.database, shopId, parts.clock.now());
  const due: readonly Reading<unknown>[] = [
    readings.prices(shopId),
    readings.ads(shopId),
    readings.atRisk(shopId),
    readings.planBaseline(shopId),
    ...fairnessDays.map((days) => readings.fairness(shopId, days)),
    ...[holdoutExperiment, ...experiments].map((id) => readings.results(shopId, id)),
  ];
  // One after the other: the shop is open.
  for (const reading of due) await reading.renew();
  return due.length;
}
