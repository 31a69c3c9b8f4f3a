import { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import type { WidgetTokenResponse } from '../../core/contracts/widget.ts';
import { BadInputError, NotFoundError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { cors } from '../http/cors.ts';
import { jsonBody } from '../http/json-body.ts';
import type { ConversationOpener } from './conversation-opener.ts';
import { type Identified, identify } from './identify.ts';
import type { ShopperDirectory } from './shopper-directory.ts';
import type { DirectLineTokens, TokenScope } from './tokens.ts';

const requestSchema = z.object({
  shop: z.string().min(1).max(63),
  language: z.enum(['en', 'zh']).optional(),
  visitorId: z.string().min(8).max(100),
  identifier: z.string().max(200).optional(),
  identifierHash: z.string().max(128).optional(),
  resume: z.object({ conversationId: z.string().max(64), token: z.string().max(4_096) }).optional(),
  thread: z.string().max(4_096).optional(),
});

export interface WidgetParts {
  readonly log: ConversationLog;
  readonly tokens: DirectLineTokens;
  readonly opener: ConversationOpener;
  readonly directory: ShopperDirectory;
  readonly originOf: (request: Request) => string;
  readonly tokenLimit: RequestHandler;
  /** Tag of the client's address. */
  readonly tagOf: (request: Request) => string;
}

/** POST /api/widget/token: a token for one conversation, a new one or the one that the browser was in. */
export function widgetRouter(parts: WidgetParts): Router {
  const router = Router();
  router.use('/api/widget/token', cors());
  router.post(
    '/api/widget/token',
    parts.tokenLimit,
    jsonBody({ limitBytes: 16_384, anyType: true }),
    async (request, response) => {
      const parsed = requestSchema.safeParse(request.body);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new BadInputError(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not valid'}`);
      }
      const asked = parsed.data;
      const shop = await parts.directory.shop(asked.shop);
      if (!shop) throw new NotFoundError(`there is no shop ${asked.shop}`);
      const who = await identify(parts.directory, shop, asked.identifier, asked.identifierHash);
      const scope = (asked.thread && (await linked(parts, asked.thread, shop.id, who, asked.visitorId))) ||
        (asked.resume && (await resumed(parts, asked.resume, shop.id, who, asked.visitorId))) || {
          shopId: shop.id,
          conversationId: newId(),
          userId: who.shopperId ?? asked.visitorId,
          userName: null,
          shopperId: who.shopperId,
          identityVerified: who.verified,
          language: asked.language ?? shop.language,
        };
      await parts.opener.open(scope, parts.tagOf(request));
      const opened = await parts.opener.describe(scope, parts.originOf(request));
      const answer: WidgetTokenResponse = {
        conversationId: opened.conversationId,
        token: opened.token,
        expiresInS: opened.expires_in,
        streamUrl: opened.streamUrl,
        shopName: shop.name[asked.language ?? shop.language ?? 'en'],
      };
      response.setHeader('cache-control', 'no-store');
      response.json(answer);
    },
  );
  return router;
}

/**
 * The scope of a link in an e-mail. A visitor's conversation opens to whoever reads that mailbox; one of somebody signed in
 * opens to them alone, since more can be read and done there than the mail says.
 */
async function linked(
  parts: WidgetParts,
  link: string,
  shopId: string,
  who: Identified,
  visitorId: string,
): Promise<TokenScope | null> {
  const scope = await parts.tokens.follow(link);
  const fits = scope?.shopId === shopId && scope.shopperId === who.shopperId;
  // From here on it is this browser's too, and resumed there as its own.
  return fits && (await parts.log.find(scope)) ? { ...scope, userId: who.shopperId ?? visitorId } : null;
}

/**
 * The scope of an earlier token, when it is ours (it may have run out lately), for this very person, and its
 * conversation still exists; else undefined, and a new conversation begins. Who signs in or out begins a new one, so
 * that nobody reads what somebody else wrote at the same browser.
 */
async function resumed(
  parts: WidgetParts,
  resume: { conversationId: string; token: string },
  shopId: string,
  who: Identified,
  visitorId: string,
): Promise<TokenScope | undefined> {
  const scope = await parts.tokens.recognise(resume.token);
  const same =
    scope?.conversationId === resume.conversationId &&
    scope.shopId === shopId &&
    scope.shopperId === who.shopperId &&
    (who.shopperId !== null || scope.userId === visitorId);
  return same && (await parts.log.find(scope)) ? scope : undefined;
}
