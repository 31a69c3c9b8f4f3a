import {
  type Activity,
  type Request as BotRequest,
  type Response as BotResponse,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  TurnContext,
} from 'botbuilder';
import { type Request, Router } from 'express';
import { v5 } from 'uuid';
import type { Inbox } from '../../bot/inbox.ts';
import type { ConversationLog } from '../../bot/ports/conversation-log.ts';
import { type Arrival, arrivalKey, type MainstayBot } from '../../bot/turn-entry.ts';
import { BadInputError, ForbiddenError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { isLoopback } from '../http/client-address.ts';
import { jsonBody } from '../http/json-body.ts';
import type { ChannelOutbox } from './channel-outbox.ts';
import { ChannelSender } from './channel-sender.ts';

export interface BotFrameworkOptions {
  /** The shop that the bot registration belongs to. */
  readonly shopId: string;
  /** Of the Azure registration; null: none, and then `development` must be set. */
  readonly credentials: {
    readonly appId: string;
    readonly password: string;
    readonly type: 'MultiTenant' | 'SingleTenant';
    readonly tenantId?: string;
  } | null;
  /** Lets tools on this machine (Bot Framework Emulator) in without credentials. */
  readonly development?: boolean;
}

export interface BotFramework {
  readonly routers: readonly { readonly path: string; readonly router: Router }[];
  start(): void;
  stop(): Promise<void>;
}

/** Namespace of the ids that we give to conversations of other channels (a random UUID, fixed). */
const namespace = 'b3f6c1de-5f0e-4f0c-9d3a-0c4c5f8f4f6e';

/**
 * Teams, Slack and the other channels of Azure Bot Service on /api/messages. Null without credentials: an adapter that
 * asks nobody for them would answer anyone and post to whatever address the caller names.
 */
export function createBotFramework(
  parts: {
    bot: MainstayBot;
    inbox: Inbox;
    log: ConversationLog;
    outbox: ChannelOutbox;
    logger: Logger;
  },
  options: BotFrameworkOptions,
): BotFramework | null {
  const { credentials } = options;
  if (credentials === null && !options.development) return null;
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      credentials === null
        ? {}
        : {
            MicrosoftAppId: credentials.appId,
            MicrosoftAppPassword: credentials.password,
            MicrosoftAppType: credentials.type,
            MicrosoftAppTenantId: credentials.tenantId ?? '',
          },
    ),
  );
  const sender = new ChannelSender({
    adapter,
    appId: credentials?.appId ?? '',
    outbox: parts.outbox,
    logger: parts.logger,
  });

  const router = Router();
  router.post('/api/messages', jsonBody({ limitBytes: 262_144 }), async (request, response) => {
    refuse(request, credentials === null);
    parts.inbox.checkRoom();
    await adapter.process(
      request as unknown as BotRequest,
      response as unknown as BotResponse,
      async (context) => {
        const { activity } = context;
        const key = { shopId: options.shopId, conversationId: conversationIdOf(options.shopId, activity) };
        await parts.log.open({
          ...key,
          channel: activity.channelId,
          shopperId: null,
          identityVerified: false,
          visitorId: `${activity.channelId}:${activity.from?.id ?? ''}`,
          language: null,
          reference: TurnContext.getConversationReference(activity),
        });
        const arrival: Arrival = { key, clientActivityId: activity.id ?? null };
        context.turnState.set(arrivalKey, arrival);
        await parts.bot.run(context);
      },
    );
  });
  return { routers: [{ path: '/', router }], start: () => sender.start(), stop: () => sender.stop() };
}

/** @throws ForbiddenError for what must not come in here; BadInputError when it is no activity. */
function refuse(request: Request, loopbackOnly: boolean): void {
  const activity = request.body as Partial<Activity> | undefined;
  if (
    typeof activity?.type !== 'string' ||
    typeof activity.channelId !== 'string' ||
    !activity.conversation?.id
  )
    throw new BadInputError('the body is not an activity of a channel');
  // Our own Direct Line never comes by here: who names it wants to write into its conversations.
  if (activity.channelId === 'directline' || activity.channelId === 'terminal')
    throw new ForbiddenError('Direct Line has its own routes under /v3/directline');
  if (loopbackOnly && !(isLoopback(request.socket.remoteAddress) && isLoopbackUrl(activity.serviceUrl)))
    throw new ForbiddenError('without credentials this route is for tools on this machine only');
}

function isLoopbackUrl(url: string | undefined): boolean {
  return URL.canParse(url ?? '') && /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(url!).hostname);
}

function conversationIdOf(shopId: string, activity: Activity): string {
  return v5(`${shopId}/${activity.channelId}/${activity.conversation.id}`, namespace);
}
