import { readFileSync } from 'node:fs';
import { ModelArtefactError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { churnLabels, sentimentLabels, topicLabels } from '../core/words.ts';
import { artefactRoot } from '../models/registry/artefact-root.ts';
import { type Artefact, hasArtefact, openArtefact, readManifest } from '../models/registry/open-artefact.ts';
import { decodeTermHead } from '../models/registry/term-head-file.ts';
import type { ModelDevice } from '../models/runtime/choose-device.ts';
import { InferencePool } from '../models/runtime/inference-pool.ts';
import type { Inferrer } from '../models/runtime/inferrer.ts';
import type { LinearHead } from '../models/runtime/linear-head.ts';
import { encoderName, OpenInferenceClient } from '../models/runtime/open-inference-client.ts';
import { RemoteFirst } from '../models/runtime/remote-first.ts';
import type { TermHead } from '../models/runtime/term-head.ts';
import type { Encoder } from './embedder.ts';
import { PoolEmbedder } from './pool-embedder.ts';
import { TextTokenizer } from './tokenizer/text-tokenizer.ts';
import { ModelUnderstander } from './understander.ts';
import type { Understander } from './understanding.ts';

export interface TextModelsOptions {
  /** Default 'auto'. */
  readonly device?: ModelDevice;
  /** Threads; default one less than the cores, at least 1. */
  readonly workers?: number;
  readonly queueLimit?: number;
  readonly timeoutMs?: number;
  readonly logger?: Logger;
  /** Asked first; the local models answer while it does not. */
  readonly server?: { readonly url: string; readonly token?: string | undefined };
  /** Folder with the artefacts; default models/artefacts of this installation. */
  readonly root?: string;
}

/** Everything that reads text, on one pool of workers. */
export interface TextModels {
  readonly understander: Understander;
  readonly embedder: Encoder;
  readonly pool: Inferrer;
  readonly tokenizer: TextTokenizer;
  /** Versions of encoder and heads; changes with any of their files. */
  readonly modelVersion: string;
  /** Of the encoder alone: a new head changes no vector. */
  readonly encoderVersion: string;
  /** Folder of the artefacts. */
  readonly root: string;
  close(): Promise<void>;
}

/**
 * Checks the artefacts and starts the workers.
 * @throws ModelArtefactError naming the file and what to do; ConfigurationError when CUDA was asked for and is not there.
 */
export async function startTextModels(options: TextModelsOptions = {}): Promise<TextModels> {
  const { root = artefactRoot(), device = 'auto', server, ...rest } = options;
  const encoder = openArtefact('encoder', root);
  const sentiment = openArtefact('sentiment', root);
  const topic = openArtefact('topic', root);
  const churn = hasArtefact('churn', root) ? openArtefact('churn', root) : null;
  for (const { manifest } of [sentiment, topic, ...(churn ? [churn] : [])])
    if (manifest.encoder !== undefined && manifest.encoder !== encoder.manifest.version)
      throw new ModelArtefactError(
        `model "${manifest.name}" in ${root} was trained on ${manifest.encoder}, and ${encoder.manifest.version} lies beside it: make both anew`,
      );
  const terms = {
    sentiment: readTermHead(sentiment, sentimentLabels),
    topic: readTermHead(topic, topicLabels),
  };
  const tokenizer = TextTokenizer.load(
    encoder.path('tokenizer.json'),
    encoder.path('tokenizer_config.json'),
    {
      prefixes: encoder.manifest.prefixes,
    },
  );
  const heads = {
    sentiment: readHead(sentiment, sentimentLabels),
    topic: readHead(topic, topicLabels),
    ...(churn && { churn: readHead(churn, churnLabels) }),
  };
  const local = await InferencePool.start({
    encoderPath: encoder.path('encoder.int8.onnx'),
    heads,
    padToken: tokenizer.padToken,
    device,
    ...rest,
  });
  const pool = server
    ? serverBefore(local, { ...server, heads, version: encoder.manifest.version }, rest)
    : local;
  const modelVersion = joined([encoder, sentiment, topic, ...(churn ? [churn] : [])]);
  return {
    understander: new ModelUnderstander(pool, tokenizer, terms, modelVersion),
    embedder: new PoolEmbedder(pool, tokenizer),
    pool,
    tokenizer,
    modelVersion,
    encoderVersion: encoder.manifest.version,
    root,
    close: () => pool.close(),
  };
}

/** The last one may be absent: nothing is then told of leaving by text. */
const served = ['encoder', 'sentiment', 'topic', 'churn'] as const;

/**
 * The `modelVersion` of what a folder holds, by its manifests alone. @throws ModelArtefactError when one cannot be read.
 */
export function modelVersionIn(root: string): string {
  const names = served.filter((name) => name !== 'churn' || hasArtefact(name, root));
  return joined(names.map((name) => ({ manifest: readManifest(name, root) })));
}

function joined(artefacts: readonly Pick<Artefact, 'manifest'>[]): string {
  return artefacts.map(({ manifest }) => manifest.version).join('+');
}

/** Of what a message may wait, this share is the server's; the local models need the rest. */
const serverShare = 0.4;

function serverBefore(
  local: Inferrer,
  {
    url,
    token,
    version,
    heads,
  }: NonNullable<TextModelsOptions['server']> & {
    readonly version: string;
    readonly heads: Readonly<Record<string, LinearHead>>;
  },
  { timeoutMs = 5_000, logger }: Pick<TextModelsOptions, 'timeoutMs' | 'logger'>,
): Inferrer {
  const client = new OpenInferenceClient({
    url,
    token,
    model: encoderName,
    version,
    timeoutMs: serverShare * timeoutMs,
  });
  // Told at the start, because a server of another version would never be asked with success.
  client.checkReady().then(
    () => logger?.info('the model server is ready', { url, version }),
    (error) =>
      logger?.warn('the model server is not ready; the local models answer', { url, version, error }),
  );
  return new RemoteFirst({ client, local, heads, ...(logger && { logger }) });
}

/** The head on the vector. */
function readHead(artefact: Artefact, labels: readonly string[]): LinearHead {
  return read(artefact.path('head.json'), labels, (json) => JSON.parse(json) as LinearHead);
}

/** The head on the terms of the text, where the artefact has one. */
function readTermHead(artefact: Artefact, labels: readonly string[]): TermHead | undefined {
  if (!artefact.manifest.files.some(({ path }) => path === 'terms.json')) return undefined;
  return read(artefact.path('terms.json'), labels, decodeTermHead);
}

/** A head's file; its labels must be the words that the program speaks, in their order. */
function read<Head extends { readonly labels: readonly string[] }>(
  path: string,
  labels: readonly string[],
  decode: (json: string) => Head,
): Head {
  const remedy = 'train it again or install the version that it belongs to';
  let head: Head;
  try {
    head = decode(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ModelArtefactError(`${path} is not a head (${reason}); ${remedy}`, { cause });
  }
  if (head.labels.join() !== labels.join()) {
    throw new ModelArtefactError(
      `${path} has the labels ${head.labels.join(', ')}; this version wants ${labels.join(', ')}; ${remedy}`,
    );
  }
  return head;
}
