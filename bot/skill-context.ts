import type { Transaction } from '../core/transaction.ts';
import { type Language, languages } from '../core/words.ts';
import { plainChinese } from '../nlp/language/plain-chinese.ts';
import type { WordingKey } from './catalogue/wordings.ts';
import { readDialog } from './dialog/dialog-state.ts';
import type { StoredActivity, TurnLoad } from './ports/conversation-store.ts';
import type { Assessment } from './ports/risk.ts';
import { localeOf, type ReadAhead, textOf } from './read-ahead.ts';
import { FactBook } from './say/fact-book.ts';
import { speaker } from './say/speaker.ts';
import type { SkillContext } from './skills/skill.ts';
import type { TurnParts } from './turn-parts.ts';

/** Gathers what the skills work with: shop, shopper, both risks, the language to answer in. */
export async function skillContext(
  parts: TurnParts,
  tx: Transaction,
  load: TurnLoad,
  stored: StoredActivity,
  ahead: ReadAhead,
): Promise<SkillContext> {
  const { conversation, shopper } = load;
  const key = { shopId: conversation.shopId, conversationId: conversation.conversationId };
  const now = parts.clock.now();
  const verifiedShopperId = conversation.identityVerified && shopper ? shopper.id : null;
  const shop = await parts.shopData.shop(tx, key.shopId);
  const assessment = await assess(parts, tx, load, ahead, verifiedShopperId, now);
  const language = languageOf(load, stored, ahead);
  const dialog = readDialog(conversation.dialog);
  const spoken = new Set<WordingKey>();
  return {
    tx,
    key,
    sequence: stored.sequence,
    channel: conversation.channel,
    now,
    language,
    text: plainChinese(textOf(stored)),
    understanding: ahead.understanding,
    shop,
    shopper: verifiedShopperId === null ? null : shopper,
    verifiedShopperId,
    anonymous: conversation.shopperId === null,
    dialog,
    assessment,
    handoffOpen: load.openHandoff !== null,
    answersByMail: parts.answersByMail,
    passages: ahead.passages,
    ...(ahead.wishes ? { wishes: ahead.wishes } : {}),
    shopData: parts.shopData,
    money: parts.money,
    recommender: parts.recommender,
    links: parts.links,
    facts: new FactBook(language),
    say: speaker(language, key.conversationId, dialog.spoken, (key) => spoken.add(key)),
    spoken,
    saidLately: new Set(
      load.recent.flatMap(({ role, activity }) =>
        role === 'bot' && typeof activity.text === 'string' ? [activity.text] : [],
      ),
    ),
  };
}

/** Live facts and what the conversation says; null for visitors and for activities that say nothing. */
async function assess(
  { risk }: TurnParts,
  tx: Transaction,
  load: TurnLoad,
  { understanding }: ReadAhead,
  shopperId: string | null,
  now: Date,
): Promise<Assessment | null> {
  if (shopperId === null || understanding === null) return null;
  const { positive, negative } = understanding.sentiment.probabilities;
  const earlier = load.recentUnderstandings;
  return risk.assess(tx, {
    shopId: load.conversation.shopId,
    shopperId,
    now,
    signals: {
      sentimentScores: [...earlier.map(({ sentimentScore }) => sentimentScore), positive - negative],
      topics: [...earlier.map(({ topic }) => topic), understanding.topic.label],
      leaving: [...earlier.map(({ leaving }) => leaving), understanding.leaving],
    },
  });
}

/** The message's own language; that of the conversation where the message is too short to tell ("ok", a number). */
function languageOf(load: TurnLoad, stored: StoredActivity, { understanding }: ReadAhead): Language {
  const { conversation, shopper } = load;
  const known = localeOf(stored) ?? conversation.language ?? asLanguage(shopper?.language) ?? 'en';
  if (!understanding) return conversation.language ?? known;
  if (!understanding.languageSupported) return conversation.language ?? known;
  // An address is in no language.
  const text = plainChinese(textOf(stored))
    .split(/\s/)
    .map((one) => (/@|:\/\//.test(one) ? (one.match(/\p{Script=Han}+/gu)?.join('') ?? '') : one))
    .join(' ');
  const words = text.match(/\p{L}+/gu) ?? [];
  const telling = words.length > 1 || /\p{Script=Han}/u.test(words[0] ?? '');
  return telling ? understanding.language : (conversation.language ?? known);
}

function asLanguage(text: string | null | undefined): Language | null {
  return languages.find((language) => language === text) ?? null;
}
