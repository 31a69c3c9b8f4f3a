import type { Language } from '../../core/words.ts';

/** Countries that parcels are asked about; others are found by what the shop says in its own words. */
const codes =
  'AD AE AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KE KR KW LT LU LV MA MO MT MX MY NG NL NO NZ PH PK PL PT QA RO RS RU SA SE SG SI SK TH TR TW UA US VN ZA'.split(
    ' ',
  );

/** Places within a country, and other names of it. */
const within: readonly (readonly [RegExp, string])[] = [
  [/香港|\bhong kong\b/i, 'HK'],
  [/澳门|\bmacau?\b|\bmacao\b/i, 'MO'],
  [/台湾|台北|高雄|\btaiwan\b|\btaipei\b/i, 'TW'],
  [
    /中国|国内|大陆|北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古?|广西|西藏|宁夏|新疆|广州|深圳|成都|杭州|武汉|西安|南京|苏州|长沙|郑州|青岛|大连|厦门|昆明|拉萨|乌鲁木齐|伊犁|喀什|\b(?:mainland )?china\b|\b(?:beijing|shanghai|shenzhen|guangzhou|chengdu)\b/i,
    'CN',
  ],
  [
    /英国|英格兰|苏格兰|威尔士|北爱|伦敦|曼彻斯特|伯明翰|爱丁堡|\b(?:uk|britain|england|scotland|wales|northern ireland|london|manchester)\b/i,
    'GB',
  ],
  [/德国|柏林|慕尼黑|汉堡|\b(?:berlin|munich|hamburg)\b/i, 'DE'],
  [/法国|巴黎|里昂|\bparis\b/i, 'FR'],
  [/美国|美西|美东|纽约|加州|洛杉矶|\b(?:usa?|america|new york|california|texas)\b/i, 'US'],
];
/** "us" is a word; the country is written in capitals or named otherwise. */
const notTheCountry = /\bus\b/;

const byName = new Map<Language, readonly (readonly [name: string, code: string])[]>();

/** A country by its code, in the reader's words. */
export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', { type: 'region' }).of(code) ?? code;
}

/** The country that a text names, or names a place in; null for none. */
export function countryIn(text: string, language: Language): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\b(to|in) the us\b/i, '$1 the USA')
    .replace(notTheCountry, ' ');
  const place = within.find(([words]) => words.test(plain));
  if (place) return place[1];
  let names = byName.get(language);
  if (!names) {
    names = codes.map((code) => [countryName(code, language).toLowerCase(), code] as const);
    byName.set(language, names);
  }
  const lower = plain.toLowerCase();
  return (
    names.find(([name]) =>
      language === 'zh'
        ? lower.includes(name)
        : new RegExp(`\\b${name.replace(/[^a-z ]/g, '.')}\\b`).test(lower),
    )?.[1] ?? null
  );
}
