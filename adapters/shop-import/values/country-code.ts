const aliases: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  eire: 'IE',
  usa: 'US',
  'united states of america': 'US',
  rsa: 'ZA',
  'czech republic': 'CZ',
  'hong kong': 'HK',
  中国大陆: 'CN',
  中国香港: 'HK',
  中国台湾: 'TW',
  'south korea': 'KR',
  russia: 'RU',
  holland: 'NL',
  uae: 'AE',
};

let byName: ReadonlyMap<string, string> | null = null;

/** ISO 3166 code of a country's code or name, English or Chinese; null: it is not known. */
export function countryCode(text: string): string | null {
  const plain = text.trim();
  byName ??= namesOfCountries();
  return byName.get(plain.toLowerCase()) ?? null;
}

function namesOfCountries(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const language of ['en', 'zh-CN']) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const first of letters)
      for (const second of letters) {
        const code = first + second;
        const name = display.of(code);
        if (!name || outside.has(code)) continue;
        names.set(code.toLowerCase(), code);
        if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), code);
      }
  }
  for (const [name, code] of Object.entries(aliases)) names.set(name, code);
  return names;
}

/** Codes that Intl knows and that are no country, or no longer one. */
const outside = new Set([
  'EU',
  'EZ',
  'UN',
  'ZZ',
  'XA',
  'XB',
  'AC',
  'DG',
  'EA',
  'IC',
  'TA',
  'CP',
  'QO',
  'UK',
  'AN',
  'SU',
  'YU',
  'DD',
  'FX',
  'CS',
  'TP',
  'ZR',
  'BU',
]);
