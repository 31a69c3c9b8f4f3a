import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelServerApp } from '../../../adapters/http/model-server-app.ts';
import { silentLogger } from '../../../core/logger.ts';
import { decodeOnnx } from '../../../models/onnx/onnx-codec.ts';
import { bertShapeOf } from '../../../models/onnx/weights-of-encoder.ts';
import { openArtefact } from '../../../models/registry/open-artefact.ts';
import { InferencePool } from '../../../models/runtime/inference-pool.ts';
import type { LinearHead } from '../../../models/runtime/linear-head.ts';
import { encoderName, OpenInferenceClient } from '../../../models/runtime/open-inference-client.ts';
import { RemoteFirst } from '../../../models/runtime/remote-first.ts';

const artefact = openArtefact('encoder');
const path = artefact.path('encoder.int8.onnx');
const { version } = artefact.manifest;
const head = JSON.parse(readFileSync(openArtefact('topic').path('head.json'), 'utf8')) as LinearHead;
const tokens = Int32Array.of(0, 41, 1_000, 2_000, 2);
const token = 'not for everybody';

let local: InferencePool;
let server: Server;
let url: string;

async function listen(port = 0): Promise<void> {
  const { hidden, positions, vocabulary } = bertShapeOf(decodeOnnx(readFileSync(path)));
  server = createServer(
    createModelServerApp({
      encoder: {
        name: encoderName,
        version,
        width: hidden,
        positions,
        vocabulary,
        encode: (row) => local.infer(row),
      },
      token,
      logger: silentLogger,
    }),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function stop(): Promise<unknown> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

const client = (changes: Partial<ConstructorParameters<typeof OpenInferenceClient>[0]> = {}) =>
  new OpenInferenceClient({ url, model: encoderName, version, token, timeoutMs: 5_000, ...changes });

beforeAll(async () => {
  local = await InferencePool.start({ encoderPath: path, heads: { topic: head }, padToken: 1, workers: 1 });
  await listen();
}, 60_000);

afterAll(async () => {
  await stop();
  await local.close();
});

test('a text read by the server is what the local models make of it', async () => {
  const remote = new RemoteFirst({ client: client(), local, heads: { topic: head } });
  const [theirs, ours] = [await remote.infer(tokens), await local.infer(tokens)];
  expect(remote.status.server).toEqual({ answered: 1, failed: 0, resting: false });
  theirs.vector.forEach((value, i) => {
    expect(value).toBeCloseTo(ours.vector[i]!, 6);
  });
  theirs.heads.topic!.forEach((value, i) => {
    expect(value).toBeCloseTo(ours.heads.topic![i]!, 5);
  });
});

test('while the server is down the local models answer, and it is asked again after a rest', async () => {
  let time = 0;
  const remote = new RemoteFirst({
    client: client(),
    local,
    heads: { topic: head },
    restMs: 1_000,
    now: () => time,
  });
  const { port } = server.address() as AddressInfo;
  await stop();
  const answers = await Promise.all(Array.from({ length: 5 }, () => remote.infer(tokens)));
  expect(answers.every(({ vector }) => vector.length === 384)).toBe(true);
  const { failed, resting } = remote.status.server!;
  expect({ failed, resting }).toEqual({ failed: 5, resting: true });
  await remote.infer(tokens);
  expect(remote.status.server!.failed).toBe(5);
  await listen(port);
  time = 999;
  await remote.infer(tokens);
  expect(remote.status.server!.answered).toBe(0);
  time = 1_000;
  await remote.infer(tokens);
  expect(remote.status.server).toEqual({ answered: 1, failed: 5, resting: false });
});

test('a server of another version, without the token, or that answers nonsense is not believed', async () => {
  await expect(client({ version: 'encoder-00000000' }).checkReady()).rejects.toThrow(/answered 404/);
  await expect(client({ token: 'guessed' }).encode(tokens)).rejects.toThrow(/answered 403/);
  await expect(client().checkReady()).resolves.toBeUndefined();
  const odd = createServer(
    (_, response) => void response.end('{"outputs":[{"name":"sentence","data":[null]}]}'),
  );
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  await expect(client({ url: address }).encode(tokens)).rejects.toThrow(/without the output "sentence"/);
  odd.closeAllConnections();
  odd.close();
});

test('the server speaks the protocol: metadata, several rows with a mask, bad input in a sentence', async () => {
  const ask = async (path: string, body?: unknown) => {
    const answer = await fetch(`${url}/v2${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  expect((await ask('/health/ready')).body).toEqual({ ready: true });
  const { body: metadata } = await ask(`/models/${encoderName}`);
  expect(metadata).toMatchObject({ name: encoderName, versions: [version] });
  const infer = (data: number[], shape: number[], mask?: number[]) =>
    ask(`/models/${encoderName}/infer`, {
      id: '7',
      inputs: [
        { name: 'input_ids', shape, datatype: 'INT64', data },
        ...(mask ? [{ name: 'attention_mask', shape, datatype: 'INT64', data: mask }] : []),
      ],
      outputs: [{ name: 'sentence' }],
    });
  const two = await infer([...tokens, 0, 41, 2, 1, 1], [2, 5], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
  expect(two.body.id).toBe('7');
  const [sentence] = two.body.outputs as { shape: number[]; data: number[] }[];
  expect(sentence!.shape).toEqual([2, 384]);
  const alone = await local.infer(Int32Array.of(0, 41, 2));
  expect(sentence!.data[384]).toBeCloseTo(alone.vector[0]!, 6);
  for (const [answer, sentenceOf] of [
    [await infer([0, 41], [1, 3]), /INT64 \[texts, tokens\] with as many values/],
    [await infer([0, 60_000], [1, 2]), /from 0 to 49045/],
    [await infer([0, 2], [1, 2], [0, 0]), /mask hides all of text 0/],
    [await infer(new Array(600).fill(5), [1, 600]), /at most 256 texts of 512 tokens/],
  ] as const) {
    expect(answer.status).toBe(400);
    expect((answer.body.error as { message: string }).message).toMatch(sentenceOf);
  }
  expect((await ask('/models/other/ready')).status).toBe(404);
});
