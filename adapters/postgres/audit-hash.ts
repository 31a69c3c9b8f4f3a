import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';

/** An entry as it is hashed and stored. */
export interface HashedEntry {
  readonly shopId: string;
  readonly sequence: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly at: Date;
}

/** What the first entry of a chain follows. */
export const chainStart = '0'.repeat(64);

/** SHA-256 (hex) over the hash before it and the canonical JSON of every column of the entry. */
export function auditHash(previousHash: string, entry: HashedEntry): string {
  return createHash('sha256').update(previousHash).update(canonicalJson(entry)).digest('hex');
}
