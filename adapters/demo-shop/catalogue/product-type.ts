import type { ColourId } from './colours.ts';
import type { CareId, MaterialId } from './materials.ts';

/** English, Chinese. */
export type Pair = readonly [en: string, zh: string];

/** What can be wrong with a model, known only to the generator: it drives returns and what reviews complain about. */
export type FaultId =
  | 'leaks'
  | 'chips'
  | 'fades'
  | 'pills'
  | 'shrinks'
  | 'runs_small'
  | 'zip_sticks'
  | 'wobbles'
  | 'dim'
  | 'smells'
  | 'thin'
  | 'stains'
  | 'heavy'
  | 'bland'
  | 'blunt';

export type Variant = ColourId | { readonly label: Pair; readonly colour: ColourId };

export interface ProductModel {
  readonly series: Pair;
  readonly noun: Pair;
  /** Shown price with tax, in pence. */
  readonly priceCents: number;
  readonly material: MaterialId;
  readonly variants: readonly Variant[];
  /** Measures in English units text; `measure` turns them into Chinese. */
  readonly specs: Readonly<Record<string, string>>;
  readonly pitch: Pair;
  readonly fault?: FaultId;
  /** Where the model looks unlike its type. */
  readonly silhouette?: string;
  /** Where it is looked after unlike its type. */
  readonly care?: CareId;
}

export interface ProductType {
  readonly id: string;
  /** The drawing of pictures/silhouettes. */
  readonly silhouette: string;
  readonly care: CareId;
  readonly models: readonly ProductModel[];
}

export interface Category {
  readonly id: string;
  readonly name: Pair;
  /** Hue of the picture's soft background, degrees. */
  readonly hue: number;
  readonly types: readonly ProductType[];
}
