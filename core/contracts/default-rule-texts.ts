import type { Language } from './staff.ts';

/** What the rows of the rules that a new shop starts with are for. */
const chinese: Readonly<Record<string, string>> = {
  'Every buyer who may still come may get the loyalty perk': '仍可能再来的所有买家都可获得积分奖励',
  'Free shipping helps a first buyer to a second order': '免运费帮助首单买家下第二单',
  'Free shipping for repeat buyers who are slowing down': '为购买放缓的回头客免运费',
  '5% for repeat buyers who are slowing down': '为购买放缓的回头客优惠 5%',
  '10% for repeat buyers who drift away and do not live on discounts':
    '为正在流失且不依赖折扣的回头客优惠 10%',
  '15% for valuable buyers who have almost gone': '为几近流失的高价值买家优惠 15%',
};

/** A row's description as people read it: what the product wrote itself in their language, what they wrote as it stands. */
export function ruleTextIn(description: string, language: Language): string {
  const plain = description.replace(/^(\d+) %/, '$1%');
  const told = chinese[plain];
  if (told === undefined) return description;
  return language === 'zh' ? told : plain;
}
