import type { SeededRandom } from '../../../core/seeded-random.ts';

const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/**
 * A text as a hurried thumb would have typed it: one edit in about eight words or Chinese characters, at least one.
 * Letters change places, are left out, doubled, or hit the key beside; Chinese characters change places or are left out.
 */
export function typingNoise(text: string, random: SeededRandom): string {
  const pieces = text.match(/\p{Script=Han}|[\p{L}\p{N}']+|[^\p{L}\p{N}']+/gu) ?? [];
  const able = pieces.flatMap((piece, i) => (isHan(piece) || /^[a-z]{4,}$/i.test(piece) ? [i] : []));
  if (able.length === 0) return text;
  const edits = Math.max(1, Math.round(able.length / 8));
  for (const i of random.shuffle(able).slice(0, edits)) {
    if (!isHan(pieces[i]!)) pieces[i] = mistyped(pieces[i]!, random);
    else if (isHan(pieces[i + 1] ?? '') && random.next() < 0.5)
      [pieces[i], pieces[i + 1]] = [pieces[i + 1]!, pieces[i]!];
    else if (able.length > 2) pieces[i] = '';
  }
  return pieces.join('');
}

function mistyped(word: string, random: SeededRandom): string {
  // The first letter is seldom wrong.
  const at = 1 + random.nextInt(word.length - 2);
  const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  switch (random.nextInt(4)) {
    case 0:
      return before + after[0] + letter + after.slice(1);
    case 1:
      return before + after;
    case 2:
      return before + letter + letter + after;
    default:
      return before + beside(letter, random) + after;
  }
}

function beside(letter: string, random: SeededRandom): string {
  const row = keyboard.find((keys) => keys.includes(letter.toLowerCase()));
  if (!row) return letter;
  const at = row.indexOf(letter.toLowerCase());
  return row[at === 0 || (at < row.length - 1 && random.next() < 0.5) ? at + 1 : at - 1]!;
}

function isHan(piece: string): boolean {
  return /^\p{Script=Han}$/u.test(piece);
}
