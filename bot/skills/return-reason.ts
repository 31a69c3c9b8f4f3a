export const saysBroken =
  /坏|破|裂|漏|质量|故障|不能用|掉色|开胶|\b(?:broken?|broke|faulty|defect\w*|cracked|leaks?|stopped working)\b/i;

/** Why something goes back: kept with the return, and no other matter. */
const reasons: readonly (readonly [said: RegExp, reason: string])[] = [
  [/颜色|色差|\bcolou?r\b/i, 'colour'],
  [
    /尺[码寸]|太[大小长短紧松]|[大小]了|\btoo (?:small|big|large|tight|loose|long|short)\b|\b(?:wrong )?size\b|n't fit\b/i,
    'size',
  ],
  [saysBroken, 'faulty'],
  [
    /不喜欢|不想要|不需要|后悔|买错|不合适|\b(?:don't|do not|didn't) (?:like|want|need)\b|\bchanged my mind\b|\bno longer\b/i,
    'unwanted',
  ],
];

/** Why something goes back, by a word of ours; null: no reason is given. */
export function returnReason(text: string): string | null {
  return reasons.find(([said]) => said.test(text))?.[1] ?? null;
}
