import type { DryRunRequest, DryRunView } from '../../../core/contracts/console-dry-run.ts';
import type { RuleEngine } from '../../../retention/rules/rule-engine.ts';
import type { BehaviouralRiskAt } from '../../postgres/money-facts.ts';
import type { ReadingParts } from '../../readings/console-readings.ts';
import type { ImportFolder } from '../../shop-import/upload/import-folder.ts';
import type { ImportRunner } from './import-runner.ts';
import type { RunRecords } from './runs-router.ts';

/** What the console's routes stand on. */
export interface ConsoleParts extends ReadingParts {
  readonly rules: RuleEngine;
  /** Left out: risk is told by the stated prior. */
  readonly riskAt?: BehaviouralRiskAt;
  /** Fits a shop's lifetime value now; left out: it is done at night only. */
  readonly fitValue?: (shopId: string) => Promise<void>;
  readonly imports: ImportParts;
  /** What training left behind on this machine; left out: nothing is told of it. */
  readonly runs?: RunRecords;
  /** Reads a shop's new reviews now; left out: it is done at night only. */
  readonly analyseReviews?: (shopId: string) => Promise<void>;
  /** Replays the newest decisions under a change: seconds of arithmetic, best not in this thread. Left out: in it. */
  readonly dryRun?: (shopId: string, request: DryRunRequest) => Promise<DryRunView>;
}

export interface ImportParts {
  readonly folder: ImportFolder;
  readonly runner: ImportRunner;
  /** The largest file that is taken. */
  readonly mostBytes: number;
}
