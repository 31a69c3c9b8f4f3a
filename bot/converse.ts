import { type TopicLabel, topicLabels } from '../core/words.ts';
import type { Understanding } from '../nlp/understanding.ts';
import { answerWishes } from './answer-wishes.ts';
import { clearTopic } from './clear-topic.ts';
import { continuedTopic } from './continued-topic.ts';
import { budgetIn } from './dialog/budget.ts';
import type { Choice, Step } from './dialog/dialog-state.ts';
import { bareEmail } from './dialog/email-in.ts';
import { isBareOrderNumber, orderNumbersIn } from './dialog/order-number.ts';
import { plainWish } from './dialog/plain-wish.ts';
import { type Answer, readAnswer, tappedChoice } from './dialog/read-answer.ts';
import { keepAnswerEmail } from './skills/answer-email.ts';
import { answerHours } from './skills/answer-hours.ts';
import { answerDanger } from './skills/danger.ts';
import { namesOwnThing } from './skills/find-order.ts';
import { saysWhetherToWrite } from './skills/outreach-consent.ts';
import { namedMethod } from './skills/payment-methods.ts';
import { offerPerson } from './skills/person-wanted.ts';
import { pointedProducts } from './skills/pointed-products.ts';
import { asksHowToBuy } from './skills/product-words.ts';
import type { Outcome, Skill, SkillContext } from './skills/skill.ts';
import { isAgreed, isGreeting } from './skills/small-talk.ts';

/** Below this an order number in the text says more than the topic does. */
const ratherClearTopic = 0.6;
const aloofFromOrders: ReadonlySet<TopicLabel> = new Set([
  'product_question',
  'promotion',
  'recommendation',
  'account',
  'small_talk',
  'out_of_scope',
]);
const namesOrder = (text: string) => orderNumbersIn(text).some((number) => /^\d+$/.test(number));
/** A wish for a person this sure goes before any open question. */
const clearPersonWish = 0.6;
/** What was shown costs too much. */
const tooDear = /太贵|贵了|好贵|有点贵|\btoo (?:expensive|dear|much)\b/i;
const speaksOfGoods: ReadonlySet<TopicLabel> = new Set(['recommendation', 'product_question']);
/** Where and when, right after a parcel was spoken of. */
const asksOfParcel = /^[^，。！]{0,8}(?:哪|什么时候|几号|多久|啥时候|准话)|^(?:and )?(?:where|when)\b/i;
/** After a return was spoken of, its postage is meant. */
const asksWhoPays = /谁|\bwho\b/i;
/** Wants the open question again, by a word that looks like none of its answers. */
const goAhead = /^(?:继续|接着(?:来|办)?|go on|continue)[吧。.!！]*$/i;
/** Asks the same of something else: 那个包呢, "and the blue one?". */
const goesOn = /^(?:那|那么|还有)?[^，。！!]{0,10}呢[？?]?$|^(?:and|what about|how about)\b.{0,40}\??$/i;
/** Skills that speak of products side by side. */
const speaksOfProducts: ReadonlySet<TopicLabel> = new Set([
  'recommendation',
  'product_question',
  'promotion',
]);
/** Answers that are not understood before a person is offered. */
const patience = 2;

export interface Conversed {
  readonly outcome: Outcome;
  /** The question that waits while another matter was answered. */
  readonly paused: Step | null;
  /** The skill that served, for metrics and the desk. */
  readonly skill: TopicLabel;
}

/**
 * Finds who answers a message, by what was said before.
 *
 *   a person is on the way     -> "hello??" and "how long?" are about that person
 *   danger to somebody         -> before everything: an answer, and a person
 *   no open question           -> a tapped quick reply, else the topic; a topic that is not clear is asked for, and so
 *                                 is which of two that are nearly as likely and lead to different deeds
 *   open question, answered    -> the skill that asked goes on: next question, or done
 *   open question, "never mind"-> dropped
 *   open question, other topic -> paused: the other topic is answered, then "shall we go on with ...?"
 *   paused                     -> resumed (the question is asked again), dropped, or forgotten for a third matter
 *   several matters            -> each is answered, see answerWishes
 *   products counted           -> "the second one" of those shown side by side, before a soft question
 *   open question, neither     -> asked again; after `patience` tries a person is offered
 *   soft question, no answer   -> as if nothing had been asked
 */
export async function converse(
  context: SkillContext,
  skills: Readonly<Record<TopicLabel, Skill>>,
): Promise<Conversed> {
  const { dialog, text, language, understanding } = context;
  const { step, paused } = dialog;
  const done = (skill: TopicLabel, outcome: Outcome, waits: Step | null = null): Conversed => ({
    outcome: context.handoffOpen ? withoutPerson(outcome) : outcome,
    paused: waits,
    skill,
  });
  const start = async (topic: TopicLabel, waits: Step | null = null) =>
    done(topic, await skills[topic].start(context), waits);

  const tapped = tappedChoice(text, dialog.choices)?.value;
  const topicTapped = topicLabels.find((label) => tapped === `topic:${label}`);
  if (topicTapped) return start(topicTapped);
  const danger = answerDanger(context);
  if (danger) return done('person_wanted', danger);
  if (saysWhetherToWrite.test(text.trim())) return start('account');
  if (tapped !== 'resume' && wantsPerson(understanding) && step?.skill !== 'person_wanted')
    return start('person_wanted');
  if (context.handoffOpen && waitsForPerson(context)) return start('person_wanted');

  if (paused && (!step || step.soft)) {
    const answer = readAnswer(text, dialog.choices, language);
    const value = answer.kind === 'choice' ? answer.value : answer.kind;
    if (value === 'resume' || value === 'yes') return done(paused.skill, askAgain(context, paused));
    if (value === 'drop' || value === 'no' || value === 'stop')
      return done(paused.skill, { said: [{ text: context.say('resume.dropped') }], offerFits: true });
  }

  if (context.wishes && (!step || step.soft)) {
    const { skill, outcome } = await answerWishes(context, context.wishes, skills);
    return done(skill, outcome, paused);
  }
  const ofProducts =
    !step || (step.soft && speaksOfProducts.has(step.skill) && step.name !== 'which-variant');
  if (ofProducts && !tapped && (await pointedProducts(context)).length > 0) return start('product_question');

  if (step) {
    const answer = readAnswer(text, step.choices, language);
    const outcome = await skills[step.skill].proceed?.(context, step, answer);
    if (outcome) return done(step.skill, outcome);
    if (!step.soft) return interrupted(context, step, answer, start, done);
  }

  // The field that asked for it is still on the screen, whatever was spoken of since.
  const email = context.handoffOpen ? bareEmail(text) : null;
  if (email)
    return done(
      'person_wanted',
      context.answersByMail
        ? keepAnswerEmail(context, email)
        : { said: [{ text: context.say('person.chatOnly') }] },
    );

  if (dialog.topic && speaksOfGoods.has(dialog.topic) && text.length <= 20) {
    if (asksHowToBuy.test(text)) return start('product_question');
    if (tooDear.test(text)) return start('recommendation');
  }
  const hours = answerHours(context);
  if (hours) return done('small_talk', hours);
  const plain = plainWish(text);
  if (plain) return start(plain);
  if (isBareOrderNumber(text)) return start('order_status');
  if (!understanding) return start('out_of_scope');
  const certainty = understanding.topic.probabilities[understanding.topic.label];
  // Whoever names an order and says little else wants to know how it stands.
  if (certainty < ratherClearTopic && aloofFromOrders.has(understanding.topic.label) && namesOrder(text))
    return start('order_status');
  // A way to pay that is named is asked about, whatever is to be paid with it.
  if (aloofFromOrders.has(understanding.topic.label) && namedMethod(text)) return start('payment');
  const { label } = understanding.topic;
  if (dialog.topic === 'return_refund' && label === 'delivery' && asksWhoPays.test(text))
    return start('return_refund');
  const unclear = certainty < clearTopic || label === 'small_talk';
  // A few words on their own look like many things ("how much", "also the flask").
  const onTheirOwn = certainty < ratherClearTopic || label === 'out_of_scope';
  if (isOrderTopic(dialog.topic) && (await namesOwnThing(context))) return start(dialog.topic);
  const continued = continuedTopic(context, !unclear && !onTheirOwn);
  if (continued) return start(continued);
  if (unclear && dialog.topic && goesOn.test(text)) return start(dialog.topic);
  if ((unclear || label === 'out_of_scope') && isParcelTopic(dialog.topic) && asksOfParcel.test(text))
    return start(dialog.topic);
  const fewWords = text.trim().length <= 12;
  if (certainty < clearTopic && (isAgreed.test(text.trim()) || (fewWords && isGreeting.test(text))))
    return start('small_talk');
  if (certainty < clearTopic && budgetIn(text)) return start('recommendation');
  if (certainty < clearTopic) return done('out_of_scope', clarify(context, understanding));
  if (isAboutPerson(understanding)) return start('complaint');
  const close = closeTopics(understanding);
  if (close) return done('out_of_scope', askWhichTopic(context, close));
  return start(understanding.topic.label);
}

async function interrupted(
  context: SkillContext,
  step: Step,
  answer: Answer,
  start: (topic: TopicLabel, waits?: Step | null) => Promise<Conversed>,
  done: (skill: TopicLabel, outcome: Outcome, waits?: Step | null) => Conversed,
): Promise<Conversed> {
  const { say, understanding } = context;
  if (answer.kind === 'stop' || (answer.kind === 'no' && answer.rest === ''))
    return done(step.skill, { said: [{ text: say('resume.dropped') }] });
  if (goAhead.test(context.text.trim())) return done(step.skill, askAgain(context, step));
  const topic = understanding?.topic;
  // "Yes", "the first one", "hm" read as small talk: they are answers that did not fit, not another matter.
  const another = topic && topic.label !== 'out_of_scope' && topic.label !== 'small_talk';
  if (another && topic.probabilities[topic.label] >= clearTopic) {
    const other = await start(continuedTopic(context, true) ?? topic.label, step);
    // The other matter has a question of its own: one at a time.
    if (other.outcome.step && !other.outcome.step.soft) return { ...other, paused: null };
    return {
      ...other,
      outcome: {
        ...other.outcome,
        said: [...other.outcome.said, { text: say('resume.ask', { what: whatOf(context, step) }) }],
        choices: resumeChoices(context),
        offerFits: false,
      },
    };
  }
  if (step.tries + 1 >= patience)
    return done(step.skill, {
      ...offerPerson(context, say('misunderstood.again'), 'misunderstood'),
      understood: false,
    });
  const again = askAgain(context, { ...step, tries: step.tries + 1 });
  const [first, ...rest] = again.said;
  return done(step.skill, {
    ...again,
    said: [{ ...first!, text: `${say('step.again')} ${first!.text}` }, ...rest],
  });
}

/** The same question once more. Its words passed the money check when it was asked first. */
function askAgain(context: SkillContext, step: Step): Outcome {
  return { said: [{ text: context.facts.source(step.question ?? context.say('step.again')) }], step };
}

/** Who waits for a person already needs no button for one. */
function withoutPerson(outcome: Outcome): Outcome {
  if (!outcome.choices) return outcome;
  return { ...outcome, choices: outcome.choices.filter(({ value }) => value !== 'topic:person_wanted') };
}

function isOrderTopic(topic: TopicLabel | null): topic is TopicLabel {
  return topic === 'return_refund' || topic === 'cancel' || isParcelTopic(topic);
}

function isParcelTopic(topic: TopicLabel | null): topic is 'order_status' | 'delivery' {
  return topic === 'order_status' || topic === 'delivery';
}

function wantsPerson(understanding: Understanding | null): boolean {
  return (
    understanding?.topic.label === 'person_wanted' &&
    understanding.topic.probabilities.person_wanted >= clearPersonWish &&
    !isAboutPerson(understanding)
  );
}

/** Upset about a person rather than asking for one: "your colleague was rude" speaks of people, too. */
function isAboutPerson({ topic, sentiment }: Understanding): boolean {
  return (
    topic.label === 'person_wanted' &&
    topic.probabilities.complaint >= nearlyAsLikely &&
    sentiment.probabilities.negative >= clearlyUpset
  );
}

const nearlyAsLikely = 0.2;
const clearlyUpset = 0.75;

/** "Hello??", "how long?" while a person is on the way is about that person. */
function waitsForPerson({ text, understanding }: SkillContext): boolean {
  const topic = understanding?.topic.label;
  return text.length <= 40 && waiting.test(text) && (topic === undefined || waitingTopics.has(topic));
}

const waiting =
  /\b(?:how long|when|any(?:one|body)|some(?:one|body)|still (?:there|here|waiting)|waiting|hurry|any news|hello|colleague)\b|^[?？!！.…\s]+$|多久|人呢|在吗|还没|什么时候/i;
const waitingTopics: ReadonlySet<TopicLabel> = new Set([
  'small_talk',
  'out_of_scope',
  'person_wanted',
  'product_question',
]);

/** Skills that change something or take the matter as serious: mistaken for another, they answer quite another thing. */
const weighty: ReadonlySet<TopicLabel> = new Set([
  'cancel',
  'return_refund',
  'account',
  'complaint',
  'leaving',
]);
const clearlyAhead = 0.15;
const likelyAtAll = 0.25;

/** The two likeliest topics where they are nearly as likely and it matters which; else null. */
function closeTopics({ topic }: Understanding): readonly [TopicLabel, TopicLabel] | null {
  const [first, second] = Object.entries(topic.probabilities)
    .sort(([, a], [, b]) => b - a)
    .map(([label, probability]) => ({ label: label as TopicLabel, probability }));
  if (!first || !second || second.probability < likelyAtAll) return null;
  if (first.probability - second.probability >= clearlyAhead) return null;
  const both = [first.label, second.label] as const;
  const nothing = both.some((label) => label === 'small_talk' || label === 'out_of_scope');
  return !nothing && both.some((label) => weighty.has(label)) ? both : null;
}

function askWhichTopic(context: SkillContext, topics: readonly TopicLabel[]): Outcome {
  const { say } = context;
  const choices = [...topics, 'person_wanted' as const].map((topic) => ({
    label: say(`topic.${topic}`),
    value: `topic:${topic}`,
  }));
  return { said: [{ text: say('clarify.two') }], choices };
}

/** Asks what it is about, with the likeliest topics as quick replies. */
function clarify(context: SkillContext, understanding: Understanding): Outcome {
  const { say, dialog } = context;
  if (dialog.misunderstood > 0)
    return {
      ...offerPerson(context, say('misunderstood.again'), 'misunderstood'),
      understood: false,
    };
  const likeliest = Object.entries(understanding.topic.probabilities)
    .sort(([, a], [, b]) => b - a)
    .map(([label]) => label as TopicLabel)
    .filter((label) => label !== 'out_of_scope' && label !== 'small_talk' && label !== 'person_wanted')
    .slice(0, 3);
  const topics: readonly TopicLabel[] = [...likeliest, 'person_wanted'];
  return {
    said: [{ text: say('clarify.ask') }],
    choices: topics.map((topic) => ({ label: say(`topic.${topic}`), value: `topic:${topic}` })),
    understood: false,
  };
}

function whatOf({ say }: SkillContext, { skill }: Step): string {
  if (skill === 'return_refund') return say('resume.return');
  if (skill === 'cancel') return say('resume.cancel');
  return skill === 'account' ? say('resume.account') : say('resume.other');
}

function resumeChoices({ say }: SkillContext): Choice[] {
  return [
    { label: say('choice.resume'), value: 'resume' },
    { label: say('choice.drop'), value: 'drop' },
  ];
}
