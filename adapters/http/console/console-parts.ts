import type { Clock } from '../../../core/clock.ts';
import type { DryRunRequest, DryRunView } from '../../../core/contracts/console-dry-run.ts';
import type { PricesView } from '../../../core/contracts/console-prices.ts';
import type { ShopperAtRisk } from '../../../core/contracts/console-risk.ts';
import type { RuleEngine } from '../../../retention/rules/rule-engine.ts';
import type { Database } from '../../postgres/database.ts';
import type { BehaviouralRiskAt } from '../../postgres/money-facts.ts';
import type { ImportFolder } from '../../shop-import/upload/import-folder.ts';
import type { ImportRunner } from './import-runner.ts';

/** What the console's routes stand on. */
export interface ConsoleParts {
  readonly database: Database;
  readonly rules: RuleEngine;
  /** Left out: risk is told by the stated prior. */
  readonly riskAt?: BehaviouralRiskAt;
  readonly clock: Clock;
  /** Everybody by CLV times risk; left out: risk is told by the stated prior. */
  readonly atRisk?: (
    shopId: string,
  ) => Promise<{ shoppers: readonly ShopperAtRisk[]; modelVersion: string | null }>;
  /** Fits a shop's lifetime value now; left out: it is done at night only. */
  readonly fitValue?: (shopId: string) => Promise<void>;
  readonly imports: ImportParts;
  /** What past changes of price say; best not in this thread either. Left out: in it. */
  readonly prices?: (shopId: string) => Promise<PricesView>;
  /** Replays the newest decisions under a change: seconds of arithmetic, best not in this thread. Left out: in it. */
  readonly dryRun?: (shopId: string, request: DryRunRequest) => Promise<DryRunView>;
}

export interface ImportParts {
  readonly folder: ImportFolder;
  readonly runner: ImportRunner;
  /** The largest file that is taken. */
  readonly mostBytes: number;
}
