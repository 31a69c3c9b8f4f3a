import type { Clock } from '../../../core/clock.ts';
import type { RuleEngine } from '../../../retention/rules/rule-engine.ts';
import type { Database } from '../../postgres/database.ts';
import type { ImportFolder } from '../../shop-import/upload/import-folder.ts';
import type { ImportRunner } from './import-runner.ts';

/** What the console's routes stand on. */
export interface ConsoleParts {
  readonly database: Database;
  readonly rules: RuleEngine;
  readonly clock: Clock;
  readonly imports: ImportParts;
}

export interface ImportParts {
  readonly folder: ImportFolder;
  readonly runner: ImportRunner;
  /** The largest file that is taken. */
  readonly mostBytes: number;
}
