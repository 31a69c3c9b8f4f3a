import { parentPort } from 'node:worker_threads';
import type { NextItemAnswer, NextItemRequest } from './next-item-protocol.ts';
import { type NextItemScore, NextItemSession } from './next-item-session.ts';

// The thread of all next-item models: their runs block it, and not the event loop that serves shoppers.
const port = parentPort!;
const sessions = new Map<number, NextItemSession>();

async function answer(request: NextItemRequest): Promise<readonly NextItemScore[]> {
  if (request.kind === 'open') {
    const { bytes, ...facts } = request.model;
    sessions.set(request.id, await NextItemSession.open(bytes, facts));
    return [];
  }
  const session = sessions.get(request.opened);
  if (!session) throw new Error('no such model is open');
  if (request.kind === 'score') return session.score(request.history, request.limit);
  sessions.delete(request.opened);
  await session.close();
  return [];
}

// One after the other: a model is not closed under a run that was asked for before.
let working: Promise<void> = Promise.resolve();
port.on('message', (request: NextItemRequest) => {
  working = working
    .then(() => answer(request))
    .then(
      (scores) => port.postMessage({ id: request.id, scores } satisfies NextItemAnswer),
      (error: Error) => port.postMessage({ id: request.id, reason: error.message } satisfies NextItemAnswer),
    );
});
