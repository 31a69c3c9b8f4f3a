/** Something that is true for a moment: not stored, and lost without harm. */
export type Signal = {
  readonly shopId: string;
  readonly conversationId: string;
} & ({ readonly kind: 'typing'; readonly who: 'shopper' | 'agent' } | { readonly kind: 'presence' });

/** Hints between replicas; one may be lost, and none is needed for correctness. */
export interface ReplicaHints {
  publish(conversationId: string): void;
  /** Called with what other replicas published. */
  onHint(listener: (conversationIds: readonly string[]) => void): void;
}
