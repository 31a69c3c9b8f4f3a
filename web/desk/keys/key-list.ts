import type { deskWords } from '../words/desk-words.ts';

/** The desk's keys with what they do, in the order of the sheet. */
export const keyList: readonly (readonly [string, keyof typeof deskWords.en])[] = [
  ['j', 'keyNext'],
  ['k', 'keyBefore'],
  ['r', 'keyReply'],
  ['n', 'keyNote'],
  ['t', 'keyTake'],
  ['o', 'keyOffer'],
  ['e', 'keyResolve'],
  ['a', 'keyAssign'],
  ['b', 'keyBack'],
  ['c', 'keyCanned'],
  ['p', 'keyProduct'],
  ['u', 'keyUndo'],
  ['/', 'keySearch'],
  ['?', 'keySheet'],
  ['Ctrl Enter', 'keySend'],
  ['Ctrl K', 'keyPalette'],
];
