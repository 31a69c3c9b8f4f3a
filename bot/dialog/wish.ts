import type { Understanding } from '../../nlp/understanding.ts';
import type { Passage } from '../ports/knowledge.ts';

/** One of several matters of a message, read by itself. */
export interface Wish {
  readonly text: string;
  readonly understanding: Understanding;
  readonly passages: readonly Passage[];
}
