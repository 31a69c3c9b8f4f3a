import type { DeskCommand } from '../../../core/contracts/desk-keys.ts';
import type { deskWords } from '../words/desk-words.ts';

type Words = keyof typeof deskWords.en;

/** Commands whose single key each person may choose, in the order of the sheet. */
export const commandList: readonly (readonly [DeskCommand, Words])[] = [
  ['next', 'keyNext'],
  ['before', 'keyBefore'],
  ['reply', 'keyReply'],
  ['note', 'keyNote'],
  ['take', 'keyTake'],
  ['offer', 'keyOffer'],
  ['resolve', 'keyResolve'],
  ['assign', 'keyAssign'],
  ['giveBack', 'keyBack'],
  ['canned', 'keyCanned'],
  ['product', 'keyProduct'],
  ['undo', 'keyUndo'],
];

/** Keys that are the same for everybody. */
export const fixedKeyList: readonly (readonly [keys: string, Words])[] = [
  ['/', 'keySearch'],
  ['?', 'keySheet'],
  ['Ctrl Enter', 'keySend'],
  ['Ctrl K', 'keyPalette'],
];
