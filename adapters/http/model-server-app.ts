import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import { BadInputError, ForbiddenError, NotFoundError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { errorHandler } from './error-handler.ts';
import { notFound } from './not-found.ts';
import { securityHeaders } from './security-headers.ts';

/** One encoder, served by the Open Inference Protocol, version 2. */
export interface ServedEncoder {
  readonly name: string;
  readonly version: string;
  /** Values of each output. */
  readonly width: number;
  /** Of the longest text, in tokens. */
  readonly positions: number;
  readonly vocabulary: number;
  encode(tokens: Int32Array): Promise<{ readonly vector: Float32Array; readonly first: Float32Array }>;
}

const mostRows = 256;

const requestBody = z.object({
  id: z.string().optional(),
  inputs: z.array(
    z.object({
      name: z.string(),
      shape: z.array(z.int().nonnegative()),
      datatype: z.string(),
      data: z.array(z.int()),
    }),
  ),
  outputs: z.array(z.object({ name: z.string() })).optional(),
});

/** The routes of a model server: health, metadata, readiness, inference. @param token asked for as a bearer token. */
export function createModelServerApp(parts: {
  encoder: ServedEncoder;
  token: string | null;
  logger: Logger;
}): Express {
  const { encoder, token } = parts;
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders({ https: false }));
  app.get('/v2/health/live', (_, response) => void response.json({ live: true }));
  app.get('/v2/health/ready', (_, response) => void response.json({ ready: true }));
  if (token !== null) app.use(bearer(token));
  app.get(
    '/v2',
    (_, response) => void response.json({ name: 'mainstay', version: encoder.version, extensions: [] }),
  );
  const paths = (rest: string) => [`/v2/models/:model${rest}`, `/v2/models/:model/versions/:version${rest}`];
  const known: RequestHandler = ({ params }, _, next) => {
    if (params.model !== encoder.name) throw new NotFoundError(`there is no model "${params.model}"`);
    if (params.version !== undefined && params.version !== encoder.version)
      throw new NotFoundError(
        `model "${encoder.name}" has version ${encoder.version}, not ${params.version}`,
      );
    next();
  };
  app.get(paths(''), known, (_, response) => void response.json(metadataOf(encoder)));
  app.get(paths('/ready'), known, (_, response) => void response.json({ name: encoder.name, ready: true }));
  app.post(paths('/infer'), known, express.json({ limit: '4mb' }), async ({ body }, response) => {
    const parsed = requestBody.safeParse(body);
    if (!parsed.success)
      throw new BadInputError('inputs with name, shape, datatype and whole numbers as data would be right');
    const rows = rowsOf(parsed.data.inputs, encoder);
    const encodings = await Promise.all(rows.map((tokens) => encoder.encode(tokens)));
    const wanted = parsed.data.outputs?.map(({ name }) => name) ?? ['sentence', 'first'];
    response.json({
      ...(parsed.data.id === undefined ? {} : { id: parsed.data.id }),
      model_name: encoder.name,
      model_version: encoder.version,
      outputs: wanted.map((name) => ({
        name,
        datatype: 'FP32',
        shape: [rows.length, encoder.width],
        data: encodings.flatMap((encoding) => [...outputOf(name, encoding)]),
      })),
    });
  });
  app.use(notFound());
  app.use(errorHandler(parts.logger));
  return app;
}

function bearer(token: string): RequestHandler {
  const expected = Buffer.from(`Bearer ${token}`);
  return ({ headers }, _, next) => {
    const given = Buffer.from(headers.authorization ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new ForbiddenError('this model server wants its bearer token');
    next();
  };
}

function metadataOf({ name, version, width }: ServedEncoder) {
  return {
    name,
    versions: [version],
    platform: 'onnxruntime_onnx',
    inputs: [{ name: 'input_ids', datatype: 'INT64', shape: [-1, -1] }],
    outputs: ['sentence', 'first'].map((output) => ({ name: output, datatype: 'FP32', shape: [-1, width] })),
  };
}

type Inputs = z.infer<typeof requestBody>['inputs'];

/** The token rows; where there is an attention mask, without what it hides at their ends. @throws BadInputError. */
function rowsOf(inputs: Inputs, { positions, vocabulary }: ServedEncoder): Int32Array[] {
  const ids = inputs.find(({ name }) => name === 'input_ids');
  if (!ids) throw new BadInputError('there is no input "input_ids"');
  const mask = inputs.find(({ name }) => name === 'attention_mask');
  const [rows, length] = ids.shape as [number, number];
  if (ids.datatype !== 'INT64' || ids.shape.length !== 2 || rows * length !== ids.data.length || length === 0)
    throw new BadInputError('"input_ids" must be INT64 [texts, tokens] with as many values');
  if (rows > mostRows || length > positions)
    throw new BadInputError(`at most ${mostRows} texts of ${positions} tokens fit`);
  if (mask && (`${mask.shape}` !== `${ids.shape}` || mask.data.length !== ids.data.length))
    throw new BadInputError('"attention_mask" must have the shape of "input_ids"');
  if (ids.data.some((token) => token < 0 || token >= vocabulary))
    throw new BadInputError(`tokens are whole numbers from 0 to ${vocabulary - 1}`);
  return Array.from({ length: rows }, (_, r) => {
    const row = ids.data.slice(r * length, (r + 1) * length);
    const kept = mask ? row.filter((_, i) => mask.data[r * length + i] !== 0) : row;
    if (kept.length === 0) throw new BadInputError(`the mask hides all of text ${r}`);
    return Int32Array.from(kept);
  });
}

function outputOf(
  name: string,
  { vector, first }: Awaited<ReturnType<ServedEncoder['encode']>>,
): Float32Array {
  if (name === 'sentence') return vector;
  if (name === 'first') return first;
  throw new BadInputError(`there is no output "${name}"; there are "sentence" and "first"`);
}
