import type { en } from './en.ts';

/** Every text the bot can say. */
export type WordingKey = keyof typeof en;

/** The catalogue of one language; a key that is missing is a type error. */
export type Wordings = Readonly<Record<WordingKey, readonly string[]>>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** What a text wants filled in, by the names in braces of its English wordings. */
export type Blanks<Key extends WordingKey> = Names<(typeof en)[Key][number]>;

/** Arguments after the key: nothing where nothing is to be filled in. */
export type Filling<Key extends WordingKey> = [Blanks<Key>] extends [never]
  ? []
  : [values: Readonly<Record<Blanks<Key>, string | number>>];
