/**
 * A policy as a JSON file, so that what one command learns another can evaluate and a shop can keep. Format
 * `mainstay-policy-1`; docs/science/off-policy.md describes it for users.
 *
 * A rule gives every action a probability for a row of named values. `features` turn the row into the numbers that
 * linear and tree rules read, in this order.
 */
export interface PortablePolicy {
  readonly format: 'mainstay-policy-1';
  /**
   * Names of the actions as the log writes them. The first one is what a row gets whose chosen action is not open to
   * it. Empty: the log's own (kinds `uniform` and `column` alone).
   */
  readonly actions: readonly string[];
  readonly features: readonly PolicyFeature[];
  readonly rule: PolicyRule;
  /** Least probability of every open action: floor + (1 - n * floor) * p. 0 by default. */
  readonly floor: number;
}

/** One number of the input row. */
export interface PolicyFeature {
  /** The log's column. */
  readonly column: string;
  /** 1 where the column holds this text, else 0. Without it the column is a number. */
  readonly equals?: string;
  /** What an empty field counts as; without it an empty field is an error. */
  readonly missing?: number;
}

export type PolicyRule =
  /** Every open action alike. */
  | { readonly kind: 'uniform' }
  /** One action for everybody. */
  | { readonly kind: 'constant'; readonly action: string }
  /** One vector for everybody, in the order of `actions`; scaled to the actions that are open. */
  | { readonly kind: 'probabilities'; readonly probabilities: readonly number[] }
  /** The log itself names the target's action. */
  | { readonly kind: 'column'; readonly holds: 'action'; readonly column: string }
  /** The log holds the target's probability of every action: one column an action, in the order of `actions`. */
  | { readonly kind: 'columns'; readonly columns: readonly string[] }
  /** One score an action: intercept + weights * features. */
  | { readonly kind: 'linear'; readonly scores: readonly LinearScore[]; readonly choose: Choice }
  /** One score an action: intercept + sum of the trees' leaves. */
  | { readonly kind: 'trees'; readonly scores: readonly TreesScore[]; readonly choose: Choice }
  /** A policy tree: leaves name an action by its index. */
  | { readonly kind: 'tree'; readonly tree: readonly TreeNode[] };

export interface LinearScore {
  readonly intercept: number;
  readonly weights: readonly number[];
}

export interface TreesScore {
  readonly intercept: number;
  readonly trees: readonly (readonly TreeNode[])[];
}

/** Nodes of a tree are a list; node 0 is the root, children come after their parent. */
export type TreeNode =
  /** To `left` where feature <= threshold, else to `right`. */
  | { readonly feature: number; readonly threshold: number; readonly left: number; readonly right: number }
  | { readonly value: number };

/** How scores become probabilities. */
export type Choice =
  /** All on the highest score; the first of equal ones. `margin`: only where it beats the first action by as much. */
  | { readonly by: 'argmax'; readonly margin?: number }
  | { readonly by: 'softmax'; readonly temperature: number };

/** One row as a policy sees it. */
export interface PolicyRow {
  /** The row's value of a column; undefined where there is no such column. */
  value(column: string): string | undefined;
  /** Which actions are open to the row, in the policy's order; absent: all. */
  readonly open?: readonly boolean[];
  /** In messages: "line 12". */
  readonly place: string;
}
