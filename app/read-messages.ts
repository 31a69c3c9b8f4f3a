import type { Database } from '../adapters/postgres/database.ts';
import {
  countUnread,
  saveUnderstandings,
  type UnreadMessage,
  unreadMessages,
} from '../adapters/postgres/unread-messages.ts';
import type { Understander } from '../nlp/understanding.ts';

const atOnce = 256;
/** Enough to keep the workers busy, few enough that none waits too long. */
const inFlight = 8;

/**
 * Lets the models read what a shop's shoppers wrote and no turn has read. What is read is kept batch by batch: called
 * again it goes on.
 * @returns how many were read now.
 */
export async function readMessages(
  { database, understander }: { database: Database; understander: Understander },
  shopId: string,
  onProgress: (share: number, what: string) => void,
): Promise<number> {
  const total = await countUnread(database, shopId);
  let done = 0;
  let last: UnreadMessage | null = null;
  for (;;) {
    const messages: UnreadMessage[] = await unreadMessages(database, shopId, last, atOnce);
    if (messages.length === 0) return done;
    const understandings = new Array<Awaited<ReturnType<Understander['understand']>>>(messages.length);
    let next = 0;
    const work = async () => {
      for (let i = next++; i < messages.length; i = next++) {
        const { text, language } = messages[i]!;
        understandings[i] = await understander.understand(text, {
          ...(language && { languageHint: language }),
        });
      }
    };
    await Promise.all(Array.from({ length: inFlight }, work));
    await database.transaction((tx) =>
      saveUnderstandings(
        tx,
        shopId,
        messages.map((message, i) => ({ message, understanding: understandings[i]! })),
      ),
    );
    last = messages.at(-1)!;
    done += messages.length;
    onProgress(done / Math.max(done, total), `${done} of ${total} messages`);
  }
}
