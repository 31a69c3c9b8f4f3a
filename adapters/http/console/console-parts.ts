import type { Clock } from '../../../core/clock.ts';
import type { RuleEngine } from '../../../retention/rules/rule-engine.ts';
import type { Database } from '../../postgres/database.ts';

/** What the console's routes stand on. */
export interface ConsoleParts {
  readonly database: Database;
  readonly rules: RuleEngine;
  readonly clock: Clock;
}
