import { evaluateExpressionSync, evaluateUnaryExpressionSync, ZenEngine } from '@gorules/zen-engine';
import { BadInputError } from '../../core/errors.ts';
import {
  type DecisionTable,
  decisionTableOf,
  type JdmDocument,
  type TableRow,
} from '../../retention/rules/jdm.ts';
import { offersColumn } from '../../retention/rules/lint-rules.ts';
import type {
  CellResult,
  CompiledRules,
  RuleEngine,
  RuleVerdict,
} from '../../retention/rules/rule-engine.ts';

/** The only column that the engine is asked for: which row it was. */
const rowColumn = '__row';

/** GoRules' engine (Rust, in process) behind the rules' port. */
export class ZenRuleEngine implements RuleEngine {
  readonly #engine = new ZenEngine();

  /** @throws BadInputError when there is no decision table in it, a row gives no list, or the engine refuses it. */
  compile(jdm: JdmDocument): CompiledRules {
    const table = decisionTableOf(jdm);
    if (!table) throw new BadInputError('the rules have no decision table');
    // Offers are constants, read once here; per decision only row numbers cross from Rust, not a thousand texts.
    const verdicts = table.rules.map((row, i) => verdictOf(row, i + 1, this.output(offersCell(table, row))));
    const numbered = {
      ...jdm,
      nodes: jdm.nodes.map((node) =>
        node.content === table ? { ...node, content: numberedTable(table) } : node,
      ),
    };
    let decision: ReturnType<ZenEngine['createDecision']>;
    try {
      decision = this.#engine.createDecision(Buffer.from(JSON.stringify(numbered)));
    } catch (cause) {
      throw new BadInputError(`the rules cannot be read: ${reasonOf(cause)}`, { cause });
    }
    return {
      async evaluate(input) {
        const { result } = await decision.evaluate(input);
        const hits: unknown[] = Array.isArray(result) ? result : result ? [result] : [];
        return hits.flatMap((hit) => verdicts[(hit as { [rowColumn]?: number })[rowColumn]! - 1] ?? []);
      },
    };
  }

  condition(expression: string, field: string, value: number): CellResult {
    return attempt(() => evaluateUnaryExpressionSync(expression, { $: value, [field]: value }));
  }

  output(expression: string): CellResult {
    return attempt(() => evaluateExpressionSync(expression, {}));
  }
}

function numberedTable(table: DecisionTable): DecisionTable {
  return {
    ...table,
    outputs: [{ id: rowColumn, name: rowColumn, field: rowColumn }],
    rules: table.rules.map((row, i) => ({ ...row, [rowColumn]: String(i + 1) })),
  };
}

function offersCell(table: DecisionTable, row: TableRow): string {
  const column = table.outputs.find(({ field }) => field === offersColumn);
  return row[column?.id ?? '']?.trim() || '[]';
}

function verdictOf(row: TableRow, rowNumber: number, offers: CellResult): RuleVerdict {
  if (!offers.ok || !Array.isArray(offers.value))
    throw new BadInputError(`row ${rowNumber} of the rules does not give a list of offers`);
  return {
    rowId: row._id ?? String(rowNumber),
    rowNumber,
    description: row._description ?? '',
    offerIds: offers.value.filter((id): id is string => typeof id === 'string'),
  };
}

function attempt(evaluate: () => unknown): CellResult {
  try {
    return { ok: true, value: evaluate() };
  } catch (error) {
    return { ok: false, why: reasonOf(error) };
  }
}

/** The engine reports JSON followed by a native backtrace; a marketer wants its sentence. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const source = /"source":"((?:[^"\\]|\\.)*)"/.exec(text);
  return source ? source[1]! : text.split('\n')[0]!;
}
