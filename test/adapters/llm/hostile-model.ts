import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the server does with the next requests. */
export type Behaviour =
  | { kind: 'says'; text: string | ((reply: string) => string) }
  /** A stream, piece by piece as given; a number is a pause in milliseconds. */
  | {
      kind: 'streams';
      pieces: readonly (string | number)[] | ((reply: string) => readonly (string | number)[]);
      ends?: 'done' | 'length' | 'nothing more' | 'silence' | 'reset' | 'error';
    }
  | { kind: 'status'; status: number; body?: string }
  | { kind: 'silent' }
  | { kind: 'headers only' }
  | { kind: 'endless' }
  | { kind: 'flood' }
  | { kind: 'raw'; body: string; type?: string }
  | { kind: 'hangs up' }
  | { kind: 'redirect'; to: string };

export interface ModelServer {
  readonly baseUrl: string;
  readonly requests: { path: string; authorization: string | undefined; body: string }[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A server of the OpenAI chat-completions API on a free port of this machine that behaves as badly as it is told. */
export async function startModelServer(): Promise<ModelServer> {
  let behaviour: Behaviour = { kind: 'status', status: 500 };
  const requests: ModelServer['requests'] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
    answer(response, body, behaviour);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behave(next) {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, body: string, behaviour: Behaviour): void {
  switch (behaviour.kind) {
    case 'says': {
      const content = typeof behaviour.text === 'string' ? behaviour.text : behaviour.text(replyIn(body));
      json(response, completion(content));
      return;
    }
    case 'streams': {
      const { pieces, ends = 'done' } = behaviour;
      void stream(response, typeof pieces === 'function' ? pieces(replyIn(body)) : pieces, ends);
      return;
    }
    case 'status':
      response.writeHead(behaviour.status, { 'content-type': 'application/json' });
      response.end(behaviour.body ?? JSON.stringify({ error: { message: 'broken' } }));
      return;
    case 'silent':
      return;
    case 'headers only':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      drip(response, 'data: {"choices":[{"delta":{"content":"half off "}}]}\n\n');
      return;
    case 'flood':
      response.writeHead(200, { 'content-type': 'application/json' });
      flood(response);
      return;
    case 'raw':
      response.writeHead(200, { 'content-type': behaviour.type ?? 'application/json' });
      response.end(behaviour.body);
      return;
    case 'hangs up':
      response.destroy();
      return;
    case 'redirect':
      response.writeHead(307, { location: behaviour.to });
      response.end();
  }
}

/** What the model was asked to say anew. */
function replyIn(body: string): string {
  const { messages } = JSON.parse(body) as { messages: { content: string }[] };
  return (JSON.parse(messages.at(-1)!.content) as { reply: string }).reply;
}

async function stream(response: ServerResponse, pieces: readonly (string | number)[], ends: string) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (data: unknown) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const chunk = (delta: object, finish_reason: string | null) =>
    send({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'test',
      choices: [{ index: 0, delta, finish_reason }],
    });
  for (const piece of pieces)
    if (typeof piece === 'number') await sleep(piece);
    else chunk({ role: 'assistant', content: piece }, null);
  if (ends === 'silence') return;
  if (ends === 'reset') {
    // What was written before is to arrive.
    await sleep(30);
    response.destroy();
    return;
  }
  if (ends === 'error') send({ error: { message: 'broken', type: 'server_error', code: 500 } });
  if (ends === 'done') chunk({}, 'stop');
  if (ends === 'length') chunk({}, 'length');
  response.end(ends === 'nothing more' ? undefined : 'data: [DONE]\n\n');
}

function completion(content: string) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'test',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** A piece every few milliseconds, for as long as somebody listens. */
function drip(response: ServerResponse, piece: string): void {
  const timer = setInterval(() => response.write(piece), 5);
  response.on('close', () => clearInterval(timer));
}

/** As fast as the other side takes it. */
function flood(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, ' ');
  const pour = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', pour);
  pour();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
