import { type Request, type RequestHandler, type Response, Router } from 'express';
import type { Inbox } from '../../bot/inbox.ts';
import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { Arrival } from '../../bot/turn-entry.ts';
import { ForbiddenError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { addressKey } from '../http/client-address.ts';
import { cors } from '../http/cors.ts';
import { jsonBody } from '../http/json-body.ts';
import { type AccessKeys, bearerOf } from './access.ts';
import { AtMost } from './at-most.ts';
import type { ConversationLimits } from './conversation-limits.ts';
import type { ConversationOpener } from './conversation-opener.ts';
import type { DirectLineAdapter } from './direct-line-adapter.ts';
import type { ExportLinks } from './export-links.ts';
import { identifierHash, identify } from './identify.ts';
import { boundActivity, clientActivityId } from './inbound-activity.ts';
import { denyOther } from './scope.ts';
import type { ShopperDirectory } from './shopper-directory.ts';
import type { DirectLineTokens, TokenScope } from './tokens.ts';
import { readUploads } from './upload-reader.ts';
import type { UploadLinks, UploadQuota, UploadStore } from './uploads.ts';
import { activityId, activitySet, parseWatermark } from './wire-activity.ts';

export interface DirectLineParts {
  readonly adapter: DirectLineAdapter;
  readonly inbox: Inbox;
  readonly log: ConversationLog;
  readonly tokens: DirectLineTokens;
  readonly keys: AccessKeys;
  readonly opener: ConversationOpener;
  readonly directory: ShopperDirectory;
  readonly uploads: UploadStore;
  readonly links: UploadLinks;
  readonly exports: ExportLinks;
  /** Public origin of this server, as shoppers reach it. */
  readonly originOf: (request: Request) => string;
  /** Laid before everything that makes a token for a browser. */
  readonly tokenLimit: RequestHandler;
  readonly limits: ConversationLimits;
  /** Tag of the client's address. */
  readonly tagOf: (request: Request) => string;
  readonly maxUploadBytes: number;
  readonly uploadQuota: UploadQuota;
}

/** Bytes of a JSON body; a message of 10,000 Chinese characters takes 30,000. */
export const bodyLimitBytes = 262_144;
const pageSize = 500;
/** Each may hold five files in memory. */
const uploadsAtOnce = 8;
/** So that one who sends slowly does not hold all of those places. */
const uploadsAtOnceOfAddress = 3;

/** Direct Line 3.0 over HTTP, to be mounted at /v3/directline; the stream is StreamServer's. */
export function directLineRouter(parts: DirectLineParts): Router {
  const router = Router();
  const json = jsonBody({ limitBytes: bodyLimitBytes, anyType: true });
  const activityJson = jsonBody({ limitBytes: bodyLimitBytes, anyType: true, nul: 'kept' });
  const { limits, log, opener, tokens } = parts;
  const reading = new AtMost(uploadsAtOnce, uploadsAtOnceOfAddress, 'too many files are being uploaded');

  router.use(cors());

  router.post('/tokens/generate', parts.tokenLimit, json, async (request, response) => {
    const scope = await newScope(parts, request);
    response.json({
      conversationId: scope.conversationId,
      token: await tokens.issue(scope),
      expires_in: tokens.lifetimeS,
    });
  });

  router.post('/tokens/refresh', async (request, response) => {
    const scope = await tokens.verify(bearerOf(request));
    response.json({
      conversationId: scope.conversationId,
      token: await tokens.issue(scope),
      expires_in: tokens.lifetimeS,
    });
  });

  router.post('/conversations', parts.tokenLimit, json, async (request, response) => {
    const bearer = bearerOf(request);
    const access = await parts.keys.read(bearer);
    const scope = access ? await newScope(parts, request) : await tokens.verify(bearer);
    // Who holds the secret is the shop's server: its address stands for all of its shoppers.
    const created = await opener.open(scope, access?.by === 'secret' ? null : parts.tagOf(request));
    response.status(created ? 201 : 200).json(await opener.describe(scope, parts.originOf(request)));
  });

  router.get('/conversations/:id', authenticate(parts), limits.reads, async (request, response) => {
    const scope = scopeOf(response);
    await mustExist(log, scope);
    const watermark = parseWatermark(request.query.watermark);
    response.json(await opener.describe(scope, parts.originOf(request), String(watermark)));
  });

  router.get(
    '/conversations/:id/activities',
    authenticate(parts),
    limits.reads,
    async (request, response) => {
      const scope = scopeOf(response);
      const watermark = parseWatermark(request.query.watermark);
      const stored = await log.activitiesSince(scope, watermark, pageSize);
      if (stored.length === 0) await mustExist(log, scope);
      response.json(activitySet(scope, stored, watermark, parts.exports));
    },
  );

  router.post(
    '/conversations/:id/activities',
    admit(parts.inbox),
    limits.messagesOfAddress,
    authenticate(parts),
    limits.messagesOfConversation,
    activityJson,
    async (request, response) => {
      const scope = scopeOf(response);
      const activity = boundActivity(request.body, scope);
      const arrival = arrivalOf(request, response, request.body);
      await parts.adapter.receive(arrival, activity);
      acknowledge(response, arrival);
    },
  );

  router.post(
    '/conversations/:id/upload',
    admit(parts.inbox),
    limits.messagesOfAddress,
    authenticate(parts),
    limits.messagesOfConversation,
    async (request, response) => {
      const scope = scopeOf(response);
      await mustExist(log, scope);
      const { body, files } = await reading.run(addressKey(request.ip), () =>
        readUploads(request, response, parts.maxUploadBytes),
      );
      const attachments = files.map(({ id, contentType, name }) => ({
        contentType,
        contentUrl: new URL(parts.links.path(scope, id), parts.originOf(request)).toString(),
        name,
      }));
      const activity = boundActivity({ type: 'message', ...body, attachments }, scope);
      const arrival = arrivalOf(request, response, body);
      await parts.uploads.save(scope, files, parts.uploadQuota);
      try {
        await parts.adapter.receive(arrival, activity);
      } finally {
        // Refused, or known already: nothing points to these files. What cannot be removed now the sweep finds.
        if (arrival.appended?.duplicate !== false)
          await parts.uploads
            .remove(
              scope,
              files.map(({ id }) => id),
            )
            .catch(() => {});
      }
      acknowledge(response, arrival);
    },
  );

  router.get('/conversations/:id/uploads/:upload', async (request, response) => {
    const key = { shopId: String(request.query.shop), conversationId: request.params.id };
    if (!parts.links.isSigned(key, request.params.upload, request.query.signature))
      throw new ForbiddenError('this address of a file is not signed by this server');
    const file = await parts.uploads.find(key, request.params.upload);
    if (!file) throw new NotFoundError('there is no such file');
    response.setHeader('content-security-policy', "default-src 'none'; sandbox");
    response.setHeader(
      'content-disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
    response.setHeader('cache-control', 'private, max-age=86400, immutable');
    response.type(file.contentType).send(file.content);
  });

  return router;
}

/** Asks for room before anything else is done: a refusal must cost next to nothing. */
function admit(inbox: Inbox): RequestHandler {
  return (_request, _response, next) => {
    inbox.checkRoom();
    next();
  };
}

function authenticate(parts: DirectLineParts): RequestHandler {
  return async (request, response, next) => {
    response.locals.scope = await ownScope(parts, request);
    next();
  };
}

const scopeOf = (response: Response) => response.locals.scope as TokenScope;

async function ownScope(parts: DirectLineParts, request: Request): Promise<TokenScope> {
  const scope = await parts.tokens.verify(bearerOf(request));
  await denyOther(parts.log, scope, String(request.params.id));
  return scope;
}

async function mustExist(log: ConversationLog, scope: TokenScope): Promise<void> {
  if (!(await log.find(scope))) throw new NotFoundError('there is no such conversation; start it first');
}

function arrivalOf(request: Request, response: Response, body: unknown): Arrival {
  return {
    key: scopeOf(response),
    clientActivityId: clientActivityId(body, request.get('x-client-activity-id')),
  };
}

/** The activity's id says that it is stored. */
function acknowledge(response: Response, arrival: Arrival): void {
  const sequence = arrival.appended?.stored.sequence;
  response.json({ id: sequence === undefined ? '' : activityId(arrival.key.conversationId, sequence) });
}

/** A new conversation for whoever a secret or a site key lets in. */
async function newScope(parts: DirectLineParts, request: Request): Promise<TokenScope> {
  const access = await parts.keys.read(bearerOf(request));
  if (!access) throw new ForbiddenError('neither a Direct Line secret nor a site key');
  const shop = await parts.directory.shop(access.shopId);
  if (!shop) throw new NotFoundError(`there is no shop ${access.shopId}`);
  const body = (request.body ?? {}) as Record<string, unknown>;
  const user = (typeof body.user === 'object' && body.user !== null ? body.user : {}) as Record<
    string,
    unknown
  >;
  const identifier = textOf(body.identifier)?.slice(0, 200);
  // Who holds the secret is the shop's own server: it needs no signature for its customers.
  const hash =
    access.by === 'secret' && identifier !== undefined
      ? identifierHash(shop.identitySecret, identifier)
      : textOf(body.identifierHash);
  const { shopperId, verified } = await identify(parts.directory, shop, identifier, hash);
  const language = textOf(body.locale)?.slice(0, 2);
  return {
    shopId: shop.id,
    conversationId: newId(),
    userId: shopperId ?? textOf(user.id)?.slice(0, 100) ?? `dl_${newId()}`,
    userName: textOf(user.name)?.slice(0, 100) ?? null,
    shopperId,
    identityVerified: verified,
    language: language === 'en' || language === 'zh' ? language : null,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
