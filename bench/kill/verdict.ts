import type { Database } from '../../adapters/postgres/database.ts';
import type { Shopper } from './shopper.ts';

/** Faults over all conversations; what is wanted is 0 of each. */
export interface Verdict {
  /** Acknowledged messages that are not stored, or that no turn has answered. */
  lost: number;
  /** Messages stored, understood or answered more than once; shoppers with two draws in a period. */
  doubled: number;
  /** Messages or answers stored in another order than they were sent in; gaps in the sequence. */
  outOfOrder: number;
  /** Activities that a client missed, saw twice, or saw in another order. */
  wrongOnTheStream: number;
  /** Acknowledged messages that were given up with an apology. */
  givenUp: number;
}

interface Stored {
  readonly sequence: number;
  readonly direction: 'inbound' | 'outbound';
  readonly name: string | null;
  readonly state: string | null;
  readonly replyTo: number | null;
}

/** Holds what shoppers were told against what is stored, and that against what came over their streams. */
export async function verdictOf(database: Database, shoppers: readonly Shopper[]): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, outOfOrder: 0, wrongOnTheStream: 0, givenUp: 0 };
  for (const { conversationId, acknowledged, received } of shoppers) {
    const { rows } = await database.query<Stored>(
      `select sequence, direction, client_activity_id as name, turn_state as state, reply_to as "replyTo"
       from activities where conversation_id = $1 order by sequence`,
      [conversationId],
    );
    const { rows: understood } = await database.query<{ sequence: number }>(
      'select sequence from understandings where conversation_id = $1 order by sequence',
      [conversationId],
    );
    const inbound = rows.filter(({ direction }) => direction === 'inbound');
    // A turn may say several things: those stand together, and count once.
    const answers = rows
      .filter(({ direction }) => direction === 'outbound')
      .map(({ replyTo }) => replyTo)
      .filter((replyTo, i, all) => replyTo !== all[i - 1]);

    const bySequence = new Map(inbound.map((row) => [row.sequence, row]));
    for (const { name, sequence } of acknowledged) {
      const row = bySequence.get(sequence);
      if (row?.name !== name || !answers.includes(sequence)) verdict.lost++;
      if (row?.state === 'failed') verdict.givenUp++;
    }
    verdict.doubled += repeated(inbound.map(({ name }) => name)) + repeated(answers);
    verdict.doubled += repeated(understood.map(({ sequence }) => sequence));
    verdict.doubled += Math.max(0, inbound.length - acknowledged.length);
    verdict.outOfOrder += misplaced(acknowledged.map(({ sequence }) => sequence));
    verdict.outOfOrder += misplaced(answers.map((replyTo) => replyTo ?? -1));
    verdict.outOfOrder += rows.filter(({ sequence }, i) => sequence !== i + 1).length;
    const stored = rows.map(({ sequence }) => sequence);
    verdict.wrongOnTheStream +=
      misplaced(received) + stored.filter((sequence) => !received.includes(sequence)).length;
  }
  const { rows } = await database.query<{ doubled: number }>(
    `select count(*) - count(distinct (shop_id, shopper_id)) as doubled from decisions where kind = 'money'`,
  );
  verdict.doubled += rows[0]!.doubled;
  return verdict;
}

function repeated(values: readonly unknown[]): number {
  return values.length - new Set(values).size;
}

/** Values that are not greater than the one before them. */
function misplaced(values: readonly number[]): number {
  return values.filter((value, i) => i > 0 && value <= values[i - 1]!).length;
}
