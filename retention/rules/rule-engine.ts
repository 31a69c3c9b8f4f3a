import type { JdmDocument } from './jdm.ts';
import type { RuleInput } from './rule-fields.ts';

/** One row of the table that matched. */
export interface RuleVerdict {
  readonly rowId: string;
  /** From 1, as a marketer counts. */
  readonly rowNumber: number;
  readonly description: string;
  readonly offerIds: readonly string[];
}

export interface CompiledRules {
  /** Every row that matches under `collect`, at most one under `first`; in the table's order. */
  evaluate(input: RuleInput): Promise<readonly RuleVerdict[]>;
}

export type CellResult =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: string };

/** Evaluates GoRules decision tables; implemented in adapters/rules. */
export interface RuleEngine {
  compile(jdm: JdmDocument): CompiledRules;
  /** A condition cell against one value of its column's field; the value is a boolean. */
  condition(expression: string, field: string, value: number): CellResult;
  /** An output cell. */
  output(expression: string): CellResult;
}
