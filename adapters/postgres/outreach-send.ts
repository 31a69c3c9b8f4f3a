import { readDialog } from '../../bot/dialog/dialog-state.ts';
import { outreachMail, outreachMessage } from '../../bot/outreach/outreach-message.ts';
import {
  type Circumstances,
  channelsOf,
  type OutreachCandidate,
  reasonAgainst,
  standsAgainst,
} from '../../bot/outreach/reason-against.ts';
import type { ConversationKey, StoredActivity } from '../../bot/ports/conversation-store.ts';
import type { GrantView, MoneyDecision, MoneyDesk } from '../../bot/ports/money.ts';
import type { Recommender } from '../../bot/ports/recommender.ts';
import type { ShopData, ShopFacts } from '../../bot/ports/shop-data.ts';
import type { ShopLinks } from '../../bot/skills/skill.ts';
import type { Logger } from '../../core/logger.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Language } from '../../core/words.ts';
import { appendOutbound } from './conversation-append.ts';
import { storableJson } from './conversation-rows.ts';
import { clientOf, type Database } from './database.ts';
import { outreachCandidates } from './outreach-candidates.ts';

/*
 * planned -> sent      the message and the row's state are committed together: once, whoever dies when
 *         -> stopped   the shopper withdrew, refused or was erased
 *         -> missed    its moment passed (waited for longer than `patienceMs`), or there was nothing to recommend
 */

/** A message that could not be sent so long after it was planned is not sent any more. */
const patienceMs = 3 * 86_400_000;
const shown = 3;

/** What e-mails need beside a mail server. */
export interface OutreachMailing {
  readonly origin: string;
  stopLink(of: { shopId: string; shopperId: string; language: Language; now: Date }): Promise<string>;
}

export interface OutreachSendParts {
  readonly database: Database;
  readonly recommender: Recommender;
  readonly money: Pick<MoneyDesk, 'decide'>;
  readonly shopData: ShopData;
  readonly links: ShopLinks;
  readonly logger: Logger;
  /** Null: nothing goes by e-mail. */
  readonly mailing: OutreachMailing | null;
}

export interface Sent {
  readonly key: ConversationKey;
  readonly activities: readonly StoredActivity[];
}

/** Writes what is planned into the shoppers' conversations and puts the e-mails by. @returns what was committed. */
export async function sendPlanned(
  parts: OutreachSendParts,
  request: Circumstances & { shop: ShopFacts },
): Promise<Sent[]> {
  const { database, logger } = parts;
  const shopId = request.shop.id;
  const { rows } = await database.query<{ id: string; shopperId: string }>(
    `select o.id, coalesce(s.merged_into, s.id) as "shopperId" from outreach o
     join shoppers s on s.shop_id = o.shop_id and s.id = o.shopper_id
     where o.shop_id = $1 and o.state = 'planned' order by o.planned_at, o.id`,
    [shopId],
  );
  const sent: Sent[] = [];
  for (const { id, shopperId } of rows) {
    const [before] = await outreachCandidates(database, { shopId, now: request.now, shopperId });
    if (!before) continue;
    try {
      const one = await database.transaction((tx) => sendOne(parts, request, tx, id, before));
      if (one) sent.push(one);
    } catch (error) {
      // One that fails must not keep the others from going out; it is planned still.
      logger.error('a message of outreach could not be written', { shopId, outreachId: id, error });
    }
  }
  return sent;
}

async function sendOne(
  parts: OutreachSendParts,
  request: Circumstances & { shop: ShopFacts },
  tx: Transaction,
  id: string,
  before: OutreachCandidate,
): Promise<Sent | null> {
  const { shop, now } = request;
  const client = clientOf(tx);
  const { conversationId, shopperId } = before;
  // The conversation first, as every turn does.
  const conversation = conversationId ? await lock(tx, shop.id, conversationId) : null;
  const { rows } = await client.query<{ planned_at: Date }>(
    `select planned_at from outreach where shop_id = $1 and id = $2 and state = 'planned' for update`,
    [shop.id, id],
  );
  const row = rows[0];
  if (!row) return null;
  const settle = async (state: 'stopped' | 'missed') => {
    await client.query('update outreach set state = $3 where shop_id = $1 and id = $2', [shop.id, id, state]);
    return null;
  };
  const [current] = await outreachCandidates(client, { shopId: shop.id, now, shopperId });
  if (!current || standsAgainst(current)) return settle('stopped');
  if (now.getTime() - row.planned_at.getTime() > patienceMs) return settle('missed');
  // The cap was kept when the row was written; that very row is the latest.
  const later = reasonAgainst({ ...current, lastChosenAt: null }, request);
  if (later || current.conversationId !== conversationId) return null;

  const channels = channelsOf(current, request.mailWorks && parts.mailing !== null);
  const language = languageOf(conversation?.language ?? current.language);
  const inChat = channels.chat && conversation ? conversationId : null;
  const slate = await parts.recommender.recommend(tx, {
    shopId: shop.id,
    shopperId,
    conversationId: inChat,
    occasion: `outreach|${id}`,
    sequence: inChat ? conversation!.nextSequence : 0,
    size: shown,
    now,
  });
  const products = await parts.shopData.products(
    tx,
    shop.id,
    slate.items.map(({ productId }) => productId),
  );
  if (products.length === 0) return settle('missed');
  const content = {
    shop,
    language,
    country: current.country,
    decisionId: slate.decisionId,
    slate: slate.items,
    products,
    links: parts.links,
    seed: id,
  };
  const refused = () => {
    parts.logger.error('a message of outreach named money that no fact bears out', { outreachId: id });
    return settle('missed');
  };

  let stored: StoredActivity | null = null;
  let money: Drawn = { decision: null, grant: null };
  if (inChat) {
    const dialog = readDialog(conversation!.dialog);
    if (request.settings.offers)
      money = await drawMoneyFor(parts.money, tx, {
        shopId: shop.id,
        shopperId,
        conversationId: inChat,
        sequence: conversation!.nextSequence,
        now,
        shown: dialog.shownGrants,
      });
    const { introduced } = dialog;
    const activity = outreachMessage(content, { introduced, grant: money.grant, now });
    if (!activity) return refused();
    const key = { shopId: shop.id, conversationId: inChat };
    stored = await appendOutbound(client, key, 'bot', activity, null);
    const listed = products.map(({ id: productId }) => productId);
    await client.query('update conversations set dialog = $3 where shop_id = $1 and id = $2', [
      shop.id,
      inChat,
      storableJson({
        ...dialog,
        introduced: true,
        shownGrants: money.grant ? [...dialog.shownGrants, money.grant.id].slice(-20) : dialog.shownGrants,
        focus: { ...dialog.focus, productIds: listed, listed },
      }),
    ]);
  }
  let mail: object | null = null;
  if (channels.mail && parts.mailing) {
    const { origin } = parts.mailing;
    const stopLink = await parts.mailing.stopLink({ shopId: shop.id, shopperId, language, now });
    const { postalAddress } = request.settings;
    const written = outreachMail(content, { origin, stopLink, postalAddress });
    if (!written) return refused();
    mail = { to: current.email, ...written, stopLink };
  }
  await client.query(
    `update outreach set state = 'sent', sent_at = $3, conversation_id = $4, sequence = $5, decision_id = $6,
       mail = $7, mail_state = case when $7::jsonb is null then null else 'due' end, mail_at = $3,
       offer_decision_id = $8, grant_id = $9
     where shop_id = $1 and id = $2`,
    [
      shop.id,
      id,
      now,
      stored ? inChat : null,
      stored?.sequence ?? null,
      slate.decisionId,
      mail && storableJson(mail),
      money.decision?.decisionId ?? null,
      money.grant?.id ?? null,
    ],
  );
  return stored && inChat ? { key: { shopId: shop.id, conversationId: inChat }, activities: [stored] } : null;
}

interface Drawn {
  readonly decision: MoneyDecision | null;
  /** What this message can show: reserved, and not shown in this conversation before. */
  readonly grant: GrantView | null;
}

/**
 * The one draw of the shopper's period, the same that the chat would have made: by account facts alone, with its
 * propensity, its money reserved from the same budget. Who was drawn nothing is written to without an offer.
 */
async function drawMoneyFor(
  money: Pick<MoneyDesk, 'decide'>,
  tx: Transaction,
  {
    shown,
    ...of
  }: {
    shopId: string;
    shopperId: string;
    conversationId: string;
    sequence: number;
    now: Date;
    shown: readonly string[];
  },
): Promise<Drawn> {
  // Only conversations of signed-in shoppers are candidates, and consent is theirs alone.
  const decision = await money.decide(tx, { ...of, identityVerified: true });
  const grant = decision?.grant ?? null;
  return { decision, grant: grant?.state === 'reserved' && !shown.includes(grant.id) ? grant : null };
}

async function lock(tx: Transaction, shopId: string, conversationId: string) {
  const { rows } = await clientOf(tx).query<{
    language: string | null;
    dialog: unknown;
    nextSequence: number;
  }>(
    `select language, dialog, next_sequence as "nextSequence" from conversations
     where shop_id = $1 and id = $2 for no key update`,
    [shopId, conversationId],
  );
  return rows[0] ?? null;
}

function languageOf(text: string | null): Language {
  return text === 'zh' ? 'zh' : 'en';
}
