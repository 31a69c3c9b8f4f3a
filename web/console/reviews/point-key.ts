import type { PainPointKey } from '../../../core/contracts/console-reviews.ts';

/** A pain point as it stands in the address. */
export function pointKey({ scope, scopeId, aspect }: PainPointKey): string {
  return `${scope}:${aspect}:${scopeId}`;
}

/** null: no pain point's. */
export function pointOf(key: string | undefined): PainPointKey | null {
  const [, scope, aspect, scopeId] = key?.match(/^(product|category):([a-z_]+):(.+)$/) ?? [];
  return scope && aspect && scopeId ? ({ scope, aspect, scopeId } as PainPointKey) : null;
}
