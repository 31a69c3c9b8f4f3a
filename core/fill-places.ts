/** Puts values in the {places} of a wording; a place that has none stays as it is. */
export function fillPlaces(wording: string, values: Readonly<Record<string, string | number>>): string {
  return wording.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
