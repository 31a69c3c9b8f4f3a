import type { Language } from '../../core/words.ts';

/** Small words by which shoppers answer a question; matched against the whole message or its beginning. */
export const answerWords: Readonly<Record<Language, { yes: RegExp; no: RegExp; stop: RegExp }>> = {
  en: {
    yes: /^(?:👍+|yes+|yeah?|yep|yup|ya|sure|absolutely|alright|i confirm|i do|ok(?:ay)?|please do|do it|go ahead|correct|right|exactly|that's (?:right|it|the one)|of course|confirm(?:ed)?|y|fine|definitely)(?!\w)|^please[.!]*$/i,
    no: /^(?:no|nope|nah|not?\b|don't|do not|wrong|neither|n)\b/i,
    stop: /^(?:never ?mind|forget (?:it|that)|leave it|stop|cancel that|no thanks?(?: you)?|don't bother|drop it|i changed my mind|(?:actually,? |please )?keep (?:it|them|that)|(?:maybe |not now|another time)(?:later)?)\b/i,
  },
  zh: {
    yes: /^(?:确认|确定|同意|麻烦|请)(?:取消|退货?|删除?|办理?)(?:吧|了|一下)?[。！!]?$|^嗯+好[的吧呀]?[。！!]?$|^好[滴嘞哒][。！!]?$|^同意[。！!]?$|^(?:嗯+|好的?|行|可以|对|是的?|那就)[，,\s]*就?(?:取消|退|办|删|删除|关|关闭)(?:了|掉)?(?:吧|了)?[。！!]?$|^(?:是的?|对的?|嗯+|好的?|好呀|好啊|可以|行|确认|确定|没错|要的?|麻烦了?|办吧|取消吧|退吧|ok)(?=$|[\s，。！!,.～~的啊呀吧]|请|帮|麻烦|是|对|我)/i,
    no: /^(?:不(?:是|用|要|对|行|了|取消|退|办|删|关|换)?|否|没有|错了|先不|别(?:取消|退|办)?)(?=$|[\s，,。！!了的])|^不是/,
    stop: /^(?:我)?(?:再想想|再看看|先留着|先不(?:取消|退|要|办)|不要(?:取消|退|删))|^(?:算了|不用了?|没事了|不要了|先这样|取消操作|不办了|不用麻烦|放弃)/,
  },
};

/** "The first", "2", "第三个", "最后一个" as a place in a list, -1 for the last; null when none is named. */
export function ordinalIn(text: string): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  if (/^(?:the )?last(?: one)?[.!]?$|最后一?[个件笔条]/.test(plain)) return -1;
  const digit =
    /^(?:number |no\.? ?|#|第)?\s?([1-9])(?:st|nd|rd|th)?\s?(?:one|item|个|件|笔|条|单)?[.!。]?$/.exec(plain);
  if (digit) return Number(digit[1]) - 1;
  const english = /\b(first|second|third|fourth|fifth)(?: one| order| item)?\b/.exec(plain);
  if (english && plain.length < 40)
    return ['first', 'second', 'third', 'fourth', 'fifth'].indexOf(english[1]!);
  const chinese = /第([一二三四五])[个件笔条单]?/.exec(plain);
  return chinese ? '一二三四五'.indexOf(chinese[1]!) : null;
}
