/** Hints between replicas; one may be lost, and none is needed for correctness. */
export interface ReplicaHints {
  publish(conversationId: string): void;
  /** Called with what other replicas published. */
  onHint(listener: (conversationIds: readonly string[]) => void): void;
}
