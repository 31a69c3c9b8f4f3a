import type { RuleTable } from '../../core/contracts/console-money.ts';
import { decisionTableOf, type JdmDocument, type TableRow } from './jdm.ts';
import { offersColumn } from './lint-rules.ts';
import type { RuleEngine } from './rule-engine.ts';

const offersOutput = { id: 'offers', name: 'Offers', field: offersColumn };

/** An offers cell as a list; what is no list of texts is an empty one (the linter names it). */
export function offerIdsOf(engine: RuleEngine): (cell: string) => readonly string[] {
  return (cell) => {
    const result = engine.output(cell.trim() || '[]');
    return result.ok && Array.isArray(result.value)
      ? result.value.filter((id): id is string => typeof id === 'string')
      : [];
  };
}

/** The table of a document as the editor shows it. */
export function tableOf(jdm: JdmDocument, engine: RuleEngine): RuleTable {
  const table = decisionTableOf(jdm);
  const offers = table?.outputs.find(({ field }) => field === offersColumn);
  const list = offerIdsOf(engine);
  return {
    hitPolicy: table?.hitPolicy ?? 'collect',
    inputs: table?.inputs.map(({ id, name, field }) => ({ id, name, field })) ?? [],
    rows: (table?.rules ?? []).map((row, i) => ({
      id: row._id ?? `row-${i + 1}`,
      description: row._description ?? '',
      cells: Object.fromEntries((table?.inputs ?? []).map(({ id }) => [id, row[id] ?? ''])),
      offerIds: list(row[offers?.id ?? ''] ?? ''),
    })),
  };
}

/** The JDM document of an edited table: input, decision table, output, as GoRules' own editor would write it. */
export function jdmOf(table: RuleTable): JdmDocument {
  const rules: TableRow[] = table.rows.map((row) => ({
    _id: row.id,
    _description: row.description,
    ...Object.fromEntries(table.inputs.map(({ id }) => [id, row.cells[id] ?? ''])),
    [offersOutput.id]: JSON.stringify(row.offerIds),
  }));
  return {
    nodes: [
      { id: 'input', type: 'inputNode', name: 'Account facts', position: { x: 60, y: 160 } },
      {
        id: 'eligibility',
        type: 'decisionTableNode',
        name: 'Who may get what',
        position: { x: 360, y: 160 },
        content: { hitPolicy: table.hitPolicy, inputs: table.inputs, outputs: [offersOutput], rules },
      },
      { id: 'output', type: 'outputNode', name: 'Eligible offers', position: { x: 660, y: 160 } },
    ],
    edges: [
      { id: 'input-eligibility', sourceId: 'input', targetId: 'eligibility', type: 'edge' },
      { id: 'eligibility-output', sourceId: 'eligibility', targetId: 'output', type: 'edge' },
    ],
  };
}
