import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExportLinks } from '../../../adapters/direct-line/export-links.ts';
import { SocketReader } from '../../../adapters/direct-line/socket-reader.ts';
import type { ConversationLog } from '../../../bot/ports/conversation-log.ts';
import type { StoredActivity } from '../../../bot/ports/conversation-store.ts';
import { silentLogger } from '../../../core/logger.ts';

const exports = new ExportLinks(Buffer.from('a secret of this test, thirty-two bytes long'));
const key = { shopId: 's', conversationId: 'c' };
const activity = (sequence: number): StoredActivity => ({
  sequence,
  direction: 'inbound',
  role: 'shopper',
  clientActivityId: null,
  activity: {
    type: 'message',
    text: String(sequence),
    // Now and then one that says where the shopper stands.
    ...(sequence % 3 === 0 && { channelData: { mainstay: { handoff: { state: 'queued', place: 2 } } } }),
  },
  replyTo: null,
  createdAt: new Date(0),
});

/** What may happen to a socket, in any order; numbers say how much, modulo what is possible. */
const step = fc.oneof(
  fc.record({ do: fc.constant('commit' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('offer' as const), from: fc.nat(30), count: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constant('catchUp' as const) }),
  fc.record({ do: fc.constant('fail' as const) }),
  fc.record({ do: fc.constant('slow' as const), bytes: fc.constantFrom(0, 1_000_000) }),
  fc.record({ do: fc.constant('stands' as const), place: fc.option(fc.integer({ min: 1, max: 3 })) }),
  fc.record({ do: fc.constant('wait' as const) }),
);

test('whatever is offered, hinted, lost, late or twice: each activity goes out once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.array(step, { maxLength: 40 }), async (watermark, steps) => {
      const committed: StoredActivity[] = Array.from({ length: watermark }, (_, i) => activity(i + 1));
      let failing = 0;
      let waitingBytes = 0;
      const sent: number[] = [];
      const lines: string[] = [];
      const watermarks: number[] = [];
      const log = {
        async activitiesSince(_key: unknown, above: number, limit: number) {
          const page = committed.filter(({ sequence }) => sequence > above).slice(0, limit);
          await Promise.resolve();
          if (failing > 0) {
            failing--;
            throw new Error('the database does not answer');
          }
          return page;
        },
      } as unknown as ConversationLog;
      const wire = {
        async send(text: string) {
          const set = JSON.parse(text);
          if (set.activities[0].type === 'typing') {
            // What is not stored never claims more than what has been sent.
            expect(Number(set.watermark)).toBe(sent.at(-1) ?? watermark);
            lines.push(set.activities[0].channelData.streamType);
            return;
          }
          sent.push(...set.activities.map((one: { text: string }) => Number(one.text)));
          watermarks.push(Number(set.watermark));
          await Promise.resolve();
        },
        get waitingBytes() {
          return waitingBytes;
        },
      };
      const reader = new SocketReader({ key, wire, watermark, log, exports, logger: silentLogger });
      for (const one of steps) {
        if (one.do === 'commit')
          for (let i = 0; i < one.count; i++) committed.push(activity(committed.length + 1));
        else if (one.do === 'offer') {
          const from = committed.length === 0 ? 0 : one.from % committed.length;
          reader.offer(committed.slice(from, from + one.count));
        } else if (one.do === 'catchUp') reader.catchUp();
        else if (one.do === 'fail') failing++;
        else if (one.do === 'slow') waitingBytes = one.bytes;
        else await new Promise((resolve) => setImmediate(resolve));
      }
      // The next polls, of which some may fail.
      for (let i = 0; i <= steps.length; i++) {
        reader.catchUp();
        await new Promise((resolve) => setImmediate(resolve));
      }
      const missed = committed.slice(watermark).map(({ sequence }) => sequence);
      reader.standsAt(null);
      expect(lines.filter((type) => type === 'final').length).toBeLessThanOrEqual(lines.length / 2);
      expect(lines.at(-1) ?? 'final').toBe('final');
      expect(sent).toEqual(missed);
      expect(watermarks).toEqual([...watermarks].sort((a, b) => a - b));
      expect(reader.sent).toBe(committed.length);
    }),
    { numRuns: 300 },
  );
});
