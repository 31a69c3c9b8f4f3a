/** What a name says that is not to decide who gets what. */
export interface ProtectedFeature {
  /** The attribute itself, as people would call it. */
  readonly attribute: string;
  /** True: it stands for the attribute without being it. */
  readonly proxy: boolean;
  /** The part of the name that says so. */
  readonly word: string;
}

interface Entry {
  readonly attribute: string;
  readonly proxy: boolean;
  readonly words: string;
  /** Looked for anywhere in a name: Chinese writes no spaces. */
  readonly chinese: string;
}

/**
 * Attributes that the EU Charter of Fundamental Rights (article 21), the GDPR (article 9) and the UK Equality Act 2010
 * (section 4) name, China's PIPL (article 28) among its sensitive information, and what is known to stand for them:
 * names and places for origin (Sweeney 2013, Discrimination in Online Ad Delivery), a wardrobe for gender.
 */
const entries: readonly Entry[] = [
  attribute('gender', 'gender sex male female pronoun pronouns transgender nonbinary', '性别'),
  attribute(
    'age',
    'age dob birth birthday birthdate birthyear born senior seniors pensioner minor',
    '年龄 生日 出生 年纪',
  ),
  attribute(
    'religion or belief',
    'religion religious faith belief church muslim christian jewish hindu buddhist',
    '宗教 信仰',
  ),
  attribute(
    'nationality',
    'nationality citizenship citizen passport immigrant immigration migrant visa birthplace',
    '国籍 籍贯 户籍',
  ),
  attribute('ethnic origin', 'ethnicity ethnic race racial tribe caste skin ancestry', '民族 种族 肤色'),
  attribute(
    'disability or health',
    'disability disabled health medical diagnosis illness pregnancy pregnant',
    '残疾 健康 疾病 怀孕',
  ),
  attribute('sexual orientation', 'sexual sexuality orientation gay lesbian lgbt lgbtq', '性取向'),
  attribute('political opinion', 'political politics party voter union', '政治 党派'),
  attribute('marriage and family', 'marital married divorced widowed spouse', '婚姻 婚否 已婚'),
  attribute('genetic or biometric data', 'genetic genome biometric fingerprint', '基因 生物识别'),
  proxy('gender', 'mens womens ladies maternity salutation honorific mr mrs ms', '女装 男装 称呼'),
  proxy(
    'origin',
    'firstname forename givenname lastname surname familyname fullname maidenname',
    '姓名 姓氏 名字',
  ),
  proxy('origin', 'language locale mothertongue accent', '语言 方言 口音'),
  proxy(
    'origin',
    'zip zipcode postcode postalcode postal neighbourhood neighborhood district borough region province state city country',
    '邮编 地区 省份 城市 区县 国家',
  ),
  proxy('religion or belief', 'halal kosher ramadan', '清真'),
  proxy('age', 'student retired retirement graduation', '学生 退休'),
];

/** In front of "age" these make it the age of a thing. */
const agedThings = new Set(
  'account order product cart page session basket item model data file grant offer relationship membership'.split(
    ' ',
  ),
);
/** Words that say something else in company: "order state", "cart state". */
const statedThings = new Set('order grant parcel shipment budget delivery refund return payment'.split(' '));
/** Two words that only together say it. */
const pairs = [
  'first name',
  'given name',
  'last name',
  'family name',
  'full name',
  'maiden name',
  'mother tongue',
  'zip code',
  'postal code',
  'birth date',
];

/**
 * Whether a feature's name says that it is a protected attribute or stands for one. Names alone are looked at, in any of
 * the usual spellings (camelCase, snake_case, words, Chinese): what a column of another name holds, nobody can tell
 * from here.
 * @returns null: nothing in the name speaks against it.
 */
export function protectedFeature(name: string): ProtectedFeature | null {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const joined = words.join(' ');
  const together = pairs
    .filter((pair) => ` ${joined} `.includes(` ${pair} `))
    .map((pair) => pair.replace(' ', ''));
  for (const { words: listed, chinese, ...found } of entries) {
    const known = listed.split(' ');
    const word =
      [...words, ...together].find((candidate) => known.includes(candidate) && !excused(candidate, words)) ??
      chinese.split(' ').find((part) => name.includes(part));
    if (word !== undefined) return { ...found, word };
  }
  return null;
}

/** A sentence for whoever named it. */
export function protectedFeatureSentence(name: string, { attribute, proxy, word }: ProtectedFeature): string {
  return `"${name}" ${proxy ? 'stands for' : 'is'} a protected attribute (${attribute}${word === name.toLowerCase() ? '' : `, by "${word}"`}): it must not decide who gets what`;
}

function excused(word: string, words: readonly string[]): boolean {
  const before = words[words.indexOf(word) - 1] ?? '';
  if (word === 'age') return agedThings.has(before);
  if (word === 'state') return statedThings.has(before);
  return word === 'minor' && words.includes('units');
}

function attribute(name: string, words: string, chinese: string): Entry {
  return { attribute: name, proxy: false, words, chinese };
}

function proxy(name: string, words: string, chinese: string): Entry {
  return { attribute: name, proxy: true, words, chinese };
}
