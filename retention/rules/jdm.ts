/** The part of GoRules' JSON Decision Model that eligibility uses: input, one decision table, output. */
export interface JdmDocument {
  readonly nodes: readonly JdmNode[];
  readonly edges: readonly { id: string; sourceId: string; targetId: string; type?: string }[];
}

export interface JdmNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly position?: { x: number; y: number };
  readonly content?: DecisionTable;
}

export interface DecisionTable {
  readonly hitPolicy: 'first' | 'collect';
  readonly inputs: readonly TableColumn[];
  readonly outputs: readonly TableColumn[];
  readonly rules: readonly TableRow[];
}

export interface TableColumn {
  readonly id: string;
  readonly name: string;
  readonly field: string;
}

/** Cells by column id; '' matches everything. `_id` names the row, `_description` says what it is for. */
export type TableRow = Readonly<Record<string, string>>;

/** The first decision table of a document, or null. */
export function decisionTableOf(jdm: JdmDocument): DecisionTable | null {
  return jdm.nodes.find((node) => node.type === 'decisionTableNode')?.content ?? null;
}
