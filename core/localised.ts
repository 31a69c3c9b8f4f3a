import type { Language } from './words.ts';

/** One text in every language that the product speaks. */
export type Localised = Readonly<Record<Language, string>>;
