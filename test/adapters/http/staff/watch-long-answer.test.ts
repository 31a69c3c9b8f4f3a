import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { expect, test } from 'vitest';
import { watchLongAnswer } from '../../../../adapters/http/staff/watch-long-answer.ts';
import { silentLogger } from '../../../../core/logger.ts';

/** An answer that lasts, and how its reader leaves. */
async function lastingAnswer(): Promise<{ response: ServerResponse; leave(): Promise<void>; stop(): void }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  request.on('error', () => {});
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  response.flushHeaders();
  return {
    response,
    async leave() {
      const closed = once(response, 'close');
      request.destroy();
      await closed;
    },
    stop: () => void server.close(),
  };
}

const rest = () => new Promise((resolve) => setTimeout(resolve, 60));

test.each(['before the watch', 'after it'])('a reader who leaves %s is asked about no more', async (when) => {
  const { response, leave, stop } = await lastingAnswer();
  let asked = 0;
  const watch = () =>
    watchLongAnswer(response as Response, async () => ++asked > 0, { everyMs: 5, logger: silentLogger });
  if (when === 'after it') {
    watch();
    await rest();
    expect(asked).toBeGreaterThan(0);
    await leave();
  } else {
    await leave();
    watch();
  }
  const before = asked;
  await rest();
  expect(asked).toBe(before);
  stop();
});

test('an answer that has not begun is not cut off: its request may have ended the session that asked', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answered = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  watchLongAnswer(response as Response, async () => false, { everyMs: 5, logger: silentLogger });
  await rest();
  response.end('changed');
  expect(await (await answered).text()).toBe('changed');
  server.close();
});
