/** Fewest and most characters of a password. */
export const passwordLength = { least: 12, most: 200 } as const;

export type PasswordProblem = 'too_short' | 'too_long' | 'too_common';

/**
 * Words that the common passwords of twelve and more characters are made of, from published lists of leaked ones:
 * such a word, repeated or with digits and signs around it, is tried first by everybody who guesses.
 */
const commonWords = new Set(
  `password passw passwort motdepasse contrasena qwerty qwertyuiop qwertyuiopasdfghjkl asdfgh asdfghjkl zxcvbn
   zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc iloveyou loveyou letmein welcome admin administrator root login master
   mainstay football baseball basketball superman batman dragon monkey princess sunshine shadow michael jessica
   jennifer charlie whatever trustno freedom computer internet starwars pokemon liverpool chelsea arsenal summer
   winter spring autumn january february march april june july august september october november december monday
   changeme default secret test testtest guest access hello helloworld google samsung woaini wojiushiwo mima company
   shop store customer service support correcthorsebatterystaple correct horse battery staple`.split(/\s+/),
);
const looksLike: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const rows = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Walks over a keyboard that no rule below sees. */
const walks = new Set(
  '1q2w3e4r5t6y 1q2w3e4r5t6y7u q1w2e3r4t5y6 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 zaq1xsw2cde3 1qazxsw23edc'.split(
    ' ',
  ),
);

/**
 * What is wrong with a new password; null when nothing is.
 * @param known what a guesser knows about the person: e-mail, name.
 */
export function passwordProblem(password: string, known: readonly string[] = []): PasswordProblem | null {
  const text = password.normalize('NFKC').toLowerCase();
  const length = [...text].length;
  if (length < passwordLength.least) return 'too_short';
  if (length > passwordLength.most) return 'too_long';
  if (new Set(text).size < 5 || isRun(text) || walks.has(text)) return 'too_common';
  const readings = [text, [...text].map((sign) => looksLike[sign] ?? sign).join('')];
  const knownWords = known
    .flatMap((part) => part.toLowerCase().split(/[^\p{L}]+/u))
    .filter((word) => word.length > 2);
  const common = new Set([...commonWords, ...knownWords]);
  return readings.some((reading) => isMadeOf(reading, common)) ? 'too_common' : null;
}

/** True when nothing is left of the text but one or two signs once the common words and all digits are taken out. */
function isMadeOf(text: string, words: ReadonlySet<string>): boolean {
  const letters = text.split(/[^\p{L}]+/u).filter((part) => part.length > 0);
  const left = letters.filter((part) => !words.has(unrepeated(part)));
  return left.join('').length <= 2;
}

/** `abab` is `ab`. */
function unrepeated(text: string): string {
  for (let size = 1; size <= text.length / 2; size++) {
    if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text)
      return text.slice(0, size);
  }
  return text;
}

/** True when the text walks along the alphabet, the digits or a keyboard, there or back, once or again. */
function isRun(text: string): boolean {
  let steps = 0;
  for (let at = 1; at < text.length; at++) {
    const pair = text.slice(at - 1, at + 1);
    const back = [...pair].reverse().join('');
    if (rows.some((row) => row.includes(pair) || row.includes(back))) steps++;
  }
  return steps >= text.length - 3;
}
