import { evaluateExpressionSync, evaluateUnaryExpressionSync, ZenEngine } from '@gorules/zen-engine';
import { BadInputError } from '../../core/errors.ts';
import { decisionTableOf, type JdmDocument } from '../../retention/rules/jdm.ts';
import { offersColumn } from '../../retention/rules/lint-rules.ts';
import type {
  CellResult,
  CompiledRules,
  RuleEngine,
  RuleVerdict,
} from '../../retention/rules/rule-engine.ts';

/** Column that carries the row's number through the engine: cheaper than its trace, and there under both policies. */
const rowColumn = '__row';

/** GoRules' engine (Rust, in process) behind the rules' port. */
export class ZenRuleEngine implements RuleEngine {
  readonly #engine = new ZenEngine();

  /** @throws BadInputError when the document has no decision table or the engine refuses it. */
  compile(jdm: JdmDocument): CompiledRules {
    const table = decisionTableOf(jdm);
    if (!table) throw new BadInputError('the rules have no decision table');
    const numbered = {
      ...jdm,
      nodes: jdm.nodes.map((node) =>
        node.content === table
          ? {
              ...node,
              content: {
                ...table,
                outputs: [...table.outputs, { id: rowColumn, name: rowColumn, field: rowColumn }],
                rules: table.rules.map((row, i) => ({ ...row, [rowColumn]: String(i + 1) })),
              },
            }
          : node,
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
        return hits.flatMap((hit) => verdictOf(hit as Record<string, unknown>, table.rules));
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

function verdictOf(
  hit: Record<string, unknown>,
  rows: readonly Readonly<Record<string, string>>[],
): RuleVerdict[] {
  const rowNumber = Number(hit[rowColumn]);
  const row = rows[rowNumber - 1];
  const offerIds = hit[offersColumn];
  if (!row || !Array.isArray(offerIds)) return [];
  return [
    {
      rowId: row._id ?? String(rowNumber),
      rowNumber,
      description: row._description ?? '',
      offerIds: offerIds.filter((id): id is string => typeof id === 'string'),
    },
  ];
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
