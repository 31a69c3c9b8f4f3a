import type { Language } from '../../core/words.ts';

/** Which passages are searched together. */
export interface IndexScope {
  readonly shopId: string;
  readonly language: Language;
}
