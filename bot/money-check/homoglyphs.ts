/**
 * Letters and signs that look like others and that NFKD leaves alone, each before what it looks like. From the Unicode
 * confusables (UTS #39) those that can stand in a number, a currency, a code or a word of an offer.
 */
const confusables = [
  // Cyrillic
  'АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx ԁd ԛq ԝw Ԝw һh ғf гr пn иu бb',
  // Greek
  'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa εe ηn ιi κk νv οo ρp τt υu χx ϲc ϹC ϳj',
  // Armenian, Latin beyond ASCII, small capitals
  'օo ոn սu ՏS հh ցg ıi ȷj ɑa ɡg łl ŁL øo ØO đd ħh ƒf ſs ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ᴢz ʏy',
  'ƨ2 Ƨ2 Ʒ3 ʒ3 з3 З3',
  // Signs
  '٪% ‰% ‱% ⁒% ⁄/ ∕/ −- ‐- ‑- ‒- –- —- ―- ﹘- ·. •. ∙. ⋅. ・. ٫. ٬, ‚, ’\' ‘\' “" ”" 💲$ 💵$ 💶€ 💷£ 💴¥',
  // Traditional to simplified Chinese and formal numerals, as far as offers use them
  '買买 費费 價价 優优 滿满 減减 單单 贈赠 塊块 錢钱 運运 郵邮 圓元 圆元 點点 兩两 萬万 參三 叁三 叄三 貳二 贰二 壹一 肆四 伍五 陸六 陆六 柒七 捌八',
  '玖九 拾十 佰百 仟千 〇零 紅红 積积 領领 補补 償偿 還还 給给 無无 個个 貨货 碼码 現现 額额 鎊镑 歐欧 幣币 貼贴 卷券 讓让 雙双 扣扣 送送',
].join(' ');

const lookalikes = new Map(
  confusables.split(' ').map((pair) => {
    const [from, ...to] = Array.from(pair);
    return [from!, to.join('')];
  }),
);
const pictures = new Map([
  ['🆓', ' free '],
  ['🈹', ' 折扣 '],
  ['🈚', ' 免费 '],
  ['🔟', '10'],
  ['💯', '100'],
  ['⓿', '0'],
]);

/** Circled digits whose numbers NFKD does not know: first code point, its value. Ten each. */
const circledRuns = [
  [0x24eb, 11], // ⓫
  [0x24f5, 1], // ⓵
  [0x2776, 1], // ❶
  [0x2780, 1], // ➀
  [0x278a, 1], // ➊
] as const;

/** First code points of alphabets without a decomposition: negative circled, negative squared, regional indicators. */
const letterRuns = [0x1f150, 0x1f170, 0x1f1e6];

/** What a character looks like to a reader, in ASCII or simplified Chinese; itself when it looks like nothing else. */
export function lookalikeOf(character: string): string {
  const point = character.codePointAt(0)!;
  if (point < 0x80) return character;
  const known = lookalikes.get(character) ?? pictures.get(character);
  if (known !== undefined) return known;
  for (const [first, value] of circledRuns)
    if (point >= first && point < first + 10) return String(value + point - first);
  for (const first of letterRuns)
    if (point >= first && point < first + 26) return String.fromCharCode(65 + point - first);
  return isForeignDigit(point) ? String(digitValue(point)) : character;
}

function isForeignDigit(point: number): boolean {
  // Mathematical digits are left to NFKD: their runs follow each other without a gap.
  return /^\p{Nd}$/u.test(String.fromCodePoint(point)) && !(point >= 0x1d7ce && point <= 0x1d7ff);
}

/** Decimal digits of every script stand in runs of ten from their zero on. */
function digitValue(point: number): number {
  let zero = point;
  while (point - zero < 9 && isForeignDigit(zero - 1)) zero--;
  return point - zero;
}
