const licences: Readonly<Record<string, string>> = {
  own: 'MIT (part of this project)',
  'own labels of the shop': "the shop's own; rows not included",
  'own clauses': 'MIT (part of this project)',
  laboratory: 'MIT (simulated by this project)',
  sst2: 'SST terms; rows not included',
  womens_clothing: 'CC0; rows not included',
  clinc150: 'CC BY 3.0; rows not included',
  banking77: 'CC BY 4.0; rows not included',
};
const unstated = 'unstated; rows not included';

/** Under which terms a training source may be used, for manifests and cards. */
export function licenceOf(source: string): string {
  return licences[source] ?? unstated;
}
