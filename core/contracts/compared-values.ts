import { flatValues } from './flat-values.ts';

export interface ComparedValue {
  readonly name: string;
  /** One for each of what is compared; null: it has none. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/** Settings or figures of several runs side by side, in the order in which they first come. */
export function comparedValues(all: readonly Readonly<Record<string, unknown>>[]): ComparedValue[] {
  const maps = all.map((one) => new Map(flatValues(one)));
  const names = new Set(maps.flatMap((map) => [...map.keys()]));
  return [...names].map((name) => {
    const values = maps.map((map) => map.get(name) ?? null);
    return { name, values, differs: values.some((value) => value !== values[0]) };
  });
}
