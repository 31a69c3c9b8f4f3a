import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Outbox, type OutboxEntry } from '../../../web/widget/outbox.ts';
import { type Outgoing, SendError } from '../../../web/widget/outgoing.ts';
import { type KeyValueStore, safeStorage } from '../../../web/widget/storage.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that can be away, or refuse, and remembers what it stored by id. */
class Server {
  readonly stored: string[] = [];
  down = false;
  refuses = '';
  losesAnswer = false;

  readonly send = async ({ id, text }: Outgoing): Promise<void> => {
    if (this.down) throw new SendError(0, 'no answer');
    if (text === this.refuses) throw new SendError(413, 'too large');
    if (!this.stored.includes(id)) this.stored.push(id);
    if (this.losesAnswer) throw new SendError(0, 'no answer');
  };
}

const memory = () =>
  safeStorage(() => {
    throw new Error('no storage here');
  });

function outboxOf(server: Server, store: KeyValueStore = memory()) {
  const changes: OutboxEntry[] = [];
  const outbox = new Outbox({
    store,
    key: 'outbox',
    send: server.send,
    onChange: (entry) => changes.push(entry),
    now: () => Date.now(),
    jitter: () => 0.5,
  });
  const states = () => outbox.entries.map(({ outgoing, state }) => `${outgoing.id} ${state}`);
  return { outbox, changes, states };
}

const message = (id: string, text = id): Outgoing => ({ id, type: 'message', text });
const settle = () => vi.advanceTimersByTimeAsync(0);

test('sends in order, tells each state, and lets go when the stream shows it', async () => {
  const server = new Server();
  const { outbox, changes, states } = outboxOf(server);
  outbox.add(message('a'));
  outbox.add(message('b'));
  await settle();
  expect(server.stored).toEqual(['a', 'b']);
  expect(changes.filter(({ outgoing }) => outgoing.id === 'a').map(({ state }) => state)).toEqual([
    'waiting',
    'sending',
    'sent',
  ]);
  outbox.confirm('a');
  expect(states()).toEqual(['b sent']);
});

test('keeps what the server does not take, and sends it by itself, in order, when it is back', async () => {
  const server = new Server();
  const { outbox, states } = outboxOf(server);
  server.down = true;
  outbox.add(message('a'));
  await settle();
  outbox.add(message('b'));
  await settle();
  expect(states()).toEqual(['a unsent', 'b unsent']);
  server.down = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.stored).toEqual(['a', 'b']);
});

test('a new message does not overtake what is unsent', async () => {
  const server = new Server();
  const { outbox } = outboxOf(server);
  server.down = true;
  outbox.add(message('a'));
  outbox.add(message('b'));
  await settle();
  server.down = false;
  outbox.add(message('c'));
  await settle();
  expect(server.stored).toEqual(['a', 'b', 'c']);
});

test('an answer that was lost leads to one stored message', async () => {
  const server = new Server();
  const { outbox, states } = outboxOf(server);
  server.losesAnswer = true;
  outbox.add(message('a'));
  await settle();
  expect(states()).toEqual(['a unsent']);
  server.losesAnswer = false;
  outbox.retry('a');
  await settle();
  expect(server.stored).toEqual(['a']);
  expect(states()).toEqual(['a sent']);
});

test('what the server never takes holds up nothing', async () => {
  const server = new Server();
  const { outbox, states } = outboxOf(server);
  server.refuses = 'a';
  outbox.add(message('a'));
  outbox.add(message('b'));
  await settle();
  expect(states()).toEqual(['a refused', 'b sent']);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.stored).toEqual(['b']);
});

test('the next page sends what the last one could not, under the same ids', async () => {
  const server = new Server();
  const store = memory();
  const first = outboxOf(server, store);
  server.down = true;
  first.outbox.add(message('a'));
  first.outbox.add({ id: 'f', type: 'message', file: new File(['x'], 'x.png') });
  await settle();
  first.outbox.close();
  server.down = false;
  const second = outboxOf(server, store);
  expect(second.states()).toEqual(['a unsent']);
  second.outbox.wake();
  await settle();
  expect(server.stored).toEqual(['a']);
  expect(outboxOf(server, store).outbox.entries).toEqual([]);
});

test('what is old waits for Retry, and old events are dropped', async () => {
  const server = new Server();
  const store = memory();
  server.down = true;
  const first = outboxOf(server, store);
  first.outbox.add(message('a'));
  first.outbox.add({ id: 'e', type: 'event', name: 'mainstay/outcome' });
  await settle();
  first.outbox.close();
  server.down = false;
  vi.setSystemTime(3_600_000);
  const second = outboxOf(server, store);
  second.outbox.wake();
  await settle();
  expect(second.states()).toEqual(['a unsent']);
  expect(server.stored).toEqual([]);
  second.outbox.retry('a');
  await settle();
  expect(server.stored).toEqual(['a']);
});

test('a broken store is an empty one', () => {
  const store = memory();
  for (const broken of ['{', '{}', '[null, 1, {"outgoing": {}}]']) {
    store.setItem('outbox', broken);
    expect(outboxOf(new Server(), store).outbox.entries).toEqual([]);
  }
});
