import type { Language } from '../../../core/words.ts';

/** One row on its way to a head: where it comes from decides what it weighs. */
export interface WeightedRow {
  readonly text: string;
  readonly label: string;
  readonly source: string;
  /** Public rows are scaled by the weight that cross-validation picks; own rows always count 1. */
  readonly own: boolean;
  readonly weight: number;
  readonly language: Language;
}
