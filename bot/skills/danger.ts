import { callPerson } from './person-wanted.ts';
import type { Outcome, SkillContext } from './skill.ts';

/** Somebody may do themselves harm. Not the way of speaking: 想死你们了, 跳楼价, "dying to have it". */
const ownLife =
  /\b(?:kill(?:ing)? myself|suicid\w*|end (?:my|it all) ?(?:life)?|want to die|don'?t want to (?:live|be alive)|no reason to live|self[- ]?harm\w*|can'?t go on (?:any ?more|living|like this)|(?:don'?t|can'?t|cannot) see (?:the|any|a) point (?:any ?more|in (?:living|anything|going on))|no point in living)\b|不想活|自杀|轻生|(?:结束|了结)(?:我|自己)?的?(?:生命|一生)|活不下去|活着没意思|割腕|自残|(?:想|要|去)跳楼(?!价)|(?:我|真|好)?想死(?!你|我|他)/i;
/** Somebody was hurt, or a thing of ours is a danger: told, not asked after ("会漏电吗"). */
const harm =
  /\b(?:caught fire|on fire|exploded|electric(?:al)? shock|electrocuted|burnt? (?:me|my|his|her)|smok(?:e|ing) (?:came|coming|from)|injur\w+|cut (?:myself|my|his|her)|bleeding|allergic reaction|hospital|poison\w*)\b|漏电|触电|电到|起火|着火|冒烟|爆炸|炸了|烫伤|割伤|划伤|扎伤|砸伤|受伤|流血|过敏了|中毒|住院|去了?医院/i;
const asksWhether =
  /\b(?:will|would|can|could|does|is) (?:it|this|they)\b|会不会|会.{0,6}[吗么？?]|容易|怕|防/i;

/** Words after which nothing else matters: an answer as from one person to another, and a person first in the queue. */
export function answerDanger(context: SkillContext): Outcome | null {
  const { text, say } = context;
  const key = ownLife.test(text)
    ? 'safety.life'
    : harm.test(text) && !asksWhether.test(text)
      ? 'safety.harm'
      : null;
  if (key === null) return null;
  const called = callPerson(context, 'safety', 1);
  return {
    ...called,
    said: [{ text: `${say(key)} ${called.said[0]?.text ?? ''}` }],
    complaintOpen: true,
    offerFits: false,
  };
}
