import type { Conversed } from './converse.ts';
import type { DialogState, Step } from './dialog/dialog-state.ts';
import { handoffRequest } from './handoff/handoff-request.ts';
import { guardReply } from './money-check/guard-reply.ts';
import type { MoneyFacts } from './money-check/money-facts.ts';
import type { TurnCommit, TurnLoad } from './ports/conversation-store.ts';
import type { PhraseRequest } from './ports/llm.ts';
import { messageActivity } from './say/message-activity.ts';
import { endingStream, replyStreamId } from './say/reply-stream.ts';
import type { SaidSoFar } from './say/speaker.ts';
import { personChoice } from './skills/find-order.ts';
import type { Outcome, Said, SkillContext } from './skills/skill.ts';
import type { TurnParts } from './turn-parts.ts';

/** Above this fused risk a person is one tap away in every reply, whatever it is about. */
const riskyProbability = 0.6;
/** So sure that the shopper is upset, the reply begins with a word of regret. */
const upsetProbability = 0.75;
/** Longer texts are noticed when they come twice. */
const rememberedLength = 24;
const carriesRegret = new Set(['complaint', 'leaving', 'small_talk', 'person_wanted', 'promotion']);

export type WrittenReplies = Pick<TurnCommit, 'replies' | 'dialog' | 'language' | 'handoff' | 'answerEmail'>;

/** Makes activities of what the skill said, each held against the turn's facts, and the memory for the next turn. */
export function writeReplies(
  parts: TurnParts,
  context: SkillContext,
  conversed: Conversed,
  phrased?: ReadonlyMap<string, string>,
): WrittenReplies {
  const { dialog, say, language } = context;
  const { outcome, paused, skill } = conversed;
  const said = toBeSaid(context, conversed);
  const facts = context.facts.facts();
  const texts = said.map((one) => spoken(parts, context, one, facts, phrased));
  const choices = said.length === 0 ? dialog.choices : choicesOf(context, outcome);
  const replies = said.map((one, index) => {
    const activity = messageActivity(
      { ...checkedCards(parts, context, one, facts), text: texts[index]! },
      index === said.length - 1 ? choices : [],
      language,
      say,
    );
    // The first is what may have been shown while it was written, here or by a process that died over it.
    const ends = index === 0 && phrased && context.channel === 'directline';
    const streamId = replyStreamId(context.key.conversationId, context.sequence);
    return { role: 'bot' as const, activity: ends ? endingStream(activity, streamId) : activity };
  });
  const next: DialogState =
    said.length === 0
      ? dialog
      : {
          version: 1,
          introduced: true,
          misunderstood: outcome.understood === false ? dialog.misunderstood + 1 : 0,
          step: askedStep(outcome),
          paused,
          choices,
          focus: { ...dialog.focus, ...outcome.focus },
          shownGrants: [...new Set([...dialog.shownGrants, ...(outcome.shownGrants ?? [])])].slice(-20),
          complaintOpen: outcome.complaintOpen ?? dialog.complaintOpen,
          topic: skill,
          spoken: spokenBy(context),
        };
  const handoff =
    outcome.handoff && !context.handoffOpen ? handoffRequest(context, outcome.handoff, skill) : null;
  return {
    replies,
    dialog: next,
    language,
    handoff,
    ...(outcome.answerEmail && { answerEmail: outcome.answerEmail }),
  };
}

/** What was said before and now, counted. */
function spokenBy({ dialog, spoken }: SkillContext): SaidSoFar {
  return Object.fromEntries([
    ...Object.entries(dialog.spoken),
    ...[...spoken].map((key) => [key, (dialog.spoken[key] ?? 0) + 1] as const),
  ]);
}

/** The first thing that the bot says to somebody is that it is one. */
function introduced({ dialog, say, shop, language }: SkillContext, said: readonly Said[]): readonly Said[] {
  const [first, ...rest] = said;
  if (dialog.introduced || !first) return said;
  const name = shop.name[language];
  // A greeting that says it already needs no second one.
  if (first.text === say('greet.bot', { shop: name }) || first.text === say('smalltalk.bot', { shop: name }))
    return said;
  if (first.text === say('smalltalk.hello'))
    return [{ ...first, text: say('greet.bot', { shop: name }) }, ...rest];
  return [{ ...first, text: `${say('greet.prefix', { shop: name })} ${first.text}` }, ...rest];
}

/** What was told of an order or a product word for word a moment ago is said as a repetition. */
function notTwice({ saidLately, say }: SkillContext, { said, step, focus }: Outcome): readonly Said[] {
  const [first, ...rest] = said;
  if (!first || first.text.length < rememberedLength || (step && !step.soft) || !focus) return said;
  return [...saidLately].some((text) => text.includes(first.text))
    ? [{ ...first, text: `${say('said.again')} ${first.text}` }, ...rest]
    : said;
}

/** How sure the message is upset steers the tone; it steers nothing else. */
function inTone(context: SkillContext, said: readonly Said[], skill: string): readonly Said[] {
  const [first, ...rest] = said;
  const negative = context.understanding?.sentiment.probabilities.negative ?? 0;
  if (!first || negative < upsetProbability || carriesRegret.has(skill) || context.dialog.step) return said;
  return [{ ...first, text: `${context.say('tone.sorry')} ${first.text}` }, ...rest];
}

/** The text that goes out: a model's wording where there is one, else the catalogue's. */
function spoken(
  { logger }: TurnParts,
  context: SkillContext,
  { text: template }: Said,
  facts: MoneyFacts,
  phrased: ReadonlyMap<string, string> | undefined,
): string {
  return guardReply({
    text: phrased?.get(template) ?? template,
    template,
    safe: context.say('safe.reply'),
    facts,
    onRefused: ({ which }) => {
      const fields = { conversationId: context.key.conversationId, which };
      if (which === 'template') logger.error('a reply of our own named money that no fact bears out', fields);
      else logger.warn('a phrased reply was held back by the money check', fields);
    },
  });
}

/**
 * What a phraser is asked for: the answer alone, which comes first. Null where there is nothing to phrase, and for what
 * tells of something done: it is not done before the turn is committed, and its words are not to be shown before.
 */
export function phrasingOf(
  context: SkillContext,
  load: TurnLoad,
  conversed: Conversed,
): PhraseRequest | null {
  const [answer] = toBeSaid(context, conversed);
  const { deed, handoff, verbatim } = conversed.outcome;
  if (!answer || !context.understanding || deed || handoff || verbatim) return null;
  return {
    language: context.language,
    template: answer.text,
    facts: context.facts.facts(),
    question: context.understanding.redactedText,
    history: historyOf(load),
  };
}

/** The bot's own latest words; the shopper's stay out, since only redacted forms may be prompted with. */
function historyOf({ recent }: TurnLoad): { role: 'bot'; text: string }[] {
  return recent
    .filter(({ role, activity }) => role === 'bot' && typeof activity.text === 'string')
    .slice(-4)
    .map(({ activity }) => ({ role: 'bot' as const, text: activity.text! }));
}

/** What the skill said, in the tone of the moment. Sentences are joined with a space; Chinese has none. */
function toBeSaid(context: SkillContext, { outcome, skill }: Conversed): readonly Said[] {
  const said = introduced(context, inTone(context, notTwice(context, outcome), skill));
  if (context.language !== 'zh') return said;
  return said.map((one) => ({ ...one, text: one.text.replace(/([。！？：]) +/g, '$1') }));
}

/** Cards whose words about money no fact bears out are left away rather than sent. */
function checkedCards({ logger }: TurnParts, { key }: SkillContext, said: Said, facts: MoneyFacts): Said {
  const cards = said.cards?.filter((card) => {
    const words =
      card.kind === 'offer'
        ? [card.title, card.notice]
        : card.kind === 'product'
          ? [card.name, card.price, card.reason ?? '']
          : [card.total];
    return words.every((text) => guardReply({ text, template: text, safe: '', facts }) === text);
  });
  if (cards && said.cards && cards.length < said.cards.length)
    logger.error('a card named money that no fact bears out', { conversationId: key.conversationId });
  return cards ? { ...said, cards } : said;
}

function choicesOf(context: SkillContext, outcome: Outcome) {
  const choices = [...(outcome.step?.choices ?? []), ...(outcome.choices ?? [])];
  const risk = context.assessment?.fusedRisk ?? 0;
  const person = personChoice(context);
  const risky = risk >= riskyProbability && !context.handoffOpen && !outcome.handoff && !outcome.step;
  if (risky && !choices.some(({ value }) => value === person.value)) choices.push(person);
  return choices;
}

/** The question less the greeting and the regret that were said with it: it may have to be asked again. */
function askedStep({ step, said }: Outcome): Step | null {
  return step ? { ...step, question: step.question ?? said.at(-1)!.text } : null;
}
