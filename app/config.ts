import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../core/errors.ts';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const wholeNumber = z.string().regex(/^\d+$/, 'must be a whole number').transform(Number);
const optionalText = z.string().optional();
const folder = z
  .string()
  .transform((path) => resolve(path))
  .optional();

/** The one table of settings: name, meaning, default as text, how it is read. docs/configuration.md is made from it. */
export const settings = {
  MAINSTAY_HOME: {
    meaning: 'Folder of the embedded database, keys and runs',
    default: '.mainstay',
    read: z.string(),
  },
  HOST: { meaning: 'Address to listen on; 0.0.0.0 in a container', default: '127.0.0.1', read: z.string() },
  PORT: { meaning: 'Port of the web server', default: '3000', read: wholeNumber },
  PUBLIC_ORIGIN: {
    meaning: 'Origin under which browsers reach this server; unset: as each request names it',
    default: undefined,
    read: z
      .url({ protocol: /^https?$/ })
      .transform((url) => new URL(url).origin)
      .optional(),
  },
  DATABASE_URL: {
    meaning: 'Postgres to use instead of the embedded one; what several replicas share',
    default: undefined,
    read: z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
      .refine(
        (url) => URL.canParse(url),
        'is no address; one looks like postgres://user:password@host:5432/database',
      )
      .optional(),
  },
  DATABASE_POOL: { meaning: 'Most database connections of this process', default: '12', read: wholeNumber },
  EMBEDDED_PORT: {
    meaning: 'Port of the embedded Postgres; 0 takes any free one',
    default: '0',
    read: wholeNumber,
  },
  DEMO_SHOP: {
    meaning: 'Load the demo shop at first start and show its storefront; false: neither, nor "shop as"',
    default: 'true',
    read: flag,
  },
  MODEL_DEVICE: {
    meaning: 'Where models run: auto takes CUDA when it is there, else the CPU',
    default: 'auto',
    read: z.enum(['auto', 'cpu', 'cuda']),
  },
  MODEL_WORKERS: {
    meaning: 'Inference threads; 0 means one less than the cores',
    default: '0',
    read: wholeNumber,
  },
  MODEL_QUEUE_LIMIT: {
    meaning: 'Texts that may wait for a model before messages are refused with 503',
    default: '256',
    read: wholeNumber,
  },
  MODEL_SERVER_URL: {
    meaning:
      'A server of the Open Inference Protocol that is asked first, such as one of "mainstay serve models"; the local models answer while it does not',
    default: undefined,
    read: z.url({ protocol: /^https?$/ }).optional(),
  },
  MODEL_SERVER_TOKEN: {
    meaning: 'Bearer token of that server; what "mainstay serve models" asks for',
    default: undefined,
    read: optionalText,
  },
  MODELS_DIR: {
    meaning:
      'Folder of models to read messages with instead of the bundled ones; a new version in it is taken while messages are read',
    default: undefined,
    read: folder,
  },
  MODELS_TRIAL_DIR: {
    meaning:
      'Folder of models that read a share of the conversations, to be compared; removed: the trial ends',
    default: undefined,
    read: folder,
  },
  MODELS_TRIAL_SHARE: {
    meaning: 'That share of the conversations, 0 to 1',
    default: '0.1',
    read: z
      .string()
      .regex(/^(0(\.\d+)?|1(\.0+)?)$/, 'must be a share from 0 to 1, such as 0.1')
      .transform(Number),
  },
  MODEL_TIMEOUT_MS: { meaning: 'Longest wait for a model', default: '5000', read: wholeNumber },
  TURN_BACKLOG: {
    meaning: 'Messages accepted and not yet answered before new ones are refused with 503',
    default: '64',
    read: wholeNumber,
  },
  TURN_CONCURRENCY: {
    meaning: 'Conversations answered at once; below DATABASE_POOL',
    default: '8',
    read: wholeNumber,
  },
  TOKENS_PER_MINUTE: {
    meaning: 'Conversation tokens that one client address may ask for',
    default: '120',
    read: wholeNumber,
  },
  MESSAGES_PER_MINUTE: {
    meaning: 'Messages and events that one conversation may send; more are refused with 429',
    default: '120',
    read: wholeNumber,
  },
  ADDRESS_MESSAGES_PER_MINUTE: {
    meaning: 'The same for all conversations of one client address, which an office may share',
    default: '2400',
    read: wholeNumber,
  },
  ADDRESS_SOCKETS: {
    meaning: 'Open chat windows (streams) of one client address',
    default: '1000',
    read: wholeNumber,
  },
  GUEST_LOOKUPS: {
    meaning:
      'Orders that one conversation may look up within an hour by number and e-mail, without a sign-in',
    default: '5',
    read: wholeNumber,
  },
  ADDRESS_GUEST_LOOKUPS: {
    meaning: 'The same for one client address, and for one order',
    default: '30',
    read: wholeNumber,
  },
  UPLOAD_FILES: { meaning: 'Files that one conversation may hold', default: '40', read: wholeNumber },
  UPLOAD_MEGABYTES: {
    meaning: 'Megabytes of all files of one conversation',
    default: '40',
    read: wholeNumber,
  },
  IMPORT_MEGABYTES: {
    meaning:
      'Largest file that the page Imports takes; it is kept in MAINSTAY_HOME/imports, which replicas share',
    default: '4096',
    read: wholeNumber,
  },
  TRUSTED_PROXIES: {
    meaning: 'Proxies in front whose X-Forwarded headers are believed',
    default: '0',
    read: wholeNumber,
  },
  METRICS_TOKEN: {
    meaning: 'What Prometheus shows as bearer to read /metrics; unset: /metrics is for this machine alone',
    default: undefined,
    read: z
      .string()
      .regex(/^\S{16,}$/, 'must have at least 16 characters and no spaces')
      .optional(),
  },
  METRICS_PORT: {
    meaning: 'Port of 127.0.0.1 that serves /metrics instead of PORT; 0: none',
    default: '0',
    read: wholeNumber,
  },
  LOG_LEVEL: {
    meaning: 'Least severe log line that is written',
    default: 'info',
    read: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
  },
  TOKEN_SECRET: {
    meaning: 'Signs conversation tokens; replicas must share it. Default: made once, kept in MAINSTAY_HOME',
    default: undefined,
    read: z.string().min(32, 'must have at least 32 characters').optional(),
  },
  DIRECTLINE_SECRET: {
    meaning:
      'What the server of the shop "demo" shows to get Direct Line tokens; other shops: mainstay shop secret',
    default: undefined,
    read: z.string().min(32, 'must have at least 32 characters').optional(),
  },
  SMTP_URL: {
    meaning:
      'Mail server (smtp:// or smtps://) for invitations, password links, outreach and answers to shoppers who left an address; needs PUBLIC_ORIGIN',
    default: undefined,
    read: z.url({ protocol: /^smtps?$/ }).optional(),
  },
  MAIL_FROM: {
    meaning: 'Sender of those e-mails',
    default: 'Mainstay <mainstay@localhost>',
    read: z.string(),
  },
  OIDC_ISSUER: {
    meaning: 'OpenID provider that people who work here may sign in by; unset: passwords only',
    default: undefined,
    read: z.url({ protocol: /^https?$/ }).optional(),
  },
  OIDC_CLIENT_ID: { meaning: 'Client id at that provider', default: undefined, read: optionalText },
  OIDC_CLIENT_SECRET: { meaning: 'Client secret at that provider', default: undefined, read: optionalText },
  LLM_BASE_URL: {
    meaning: 'OpenAI-compatible server that phrases replies; unset: templates only',
    default: undefined,
    read: z.url({ protocol: /^https?$/ }).optional(),
  },
  LLM_MODEL: { meaning: 'Model name on that server', default: undefined, read: optionalText },
  LLM_API_KEY: { meaning: 'Key for that server', default: undefined, read: optionalText },
  MICROSOFT_APP_ID: {
    meaning: 'Bot Framework app id; turns on /api/messages',
    default: undefined,
    read: optionalText,
  },
  MICROSOFT_APP_SHOP: {
    meaning: 'Shop that the Bot Framework app speaks for',
    default: 'demo',
    read: z.string(),
  },
  MICROSOFT_APP_PASSWORD: { meaning: 'Bot Framework app password', default: undefined, read: optionalText },
  MICROSOFT_APP_TYPE: {
    meaning: 'Kind of that app',
    default: 'MultiTenant',
    read: z.enum(['MultiTenant', 'SingleTenant']),
  },
  MICROSOFT_APP_TENANT_ID: {
    meaning: 'Tenant of a single-tenant app',
    default: undefined,
    read: optionalText,
  },
  BOT_FRAMEWORK_DEVELOPMENT: {
    meaning: 'Take messages of the Bot Framework Emulator on this machine without credentials',
    default: 'false',
    read: flag,
  },
} as const satisfies Record<string, { meaning: string; default: string | undefined; read: z.ZodType }>;

type Settings = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['read']> };

export interface Config extends Settings {
  /** Absolute. */
  readonly MAINSTAY_HOME: string;
}

/**
 * Reads the environment: the only place that does.
 * @throws ConfigurationError naming every setting that is wrong and what would be right.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    // An empty variable means the same as none: compose files and CI systems pass those.
    const result = setting.read.safeParse(environment[name] || setting.default);
    if (result.success) values[name] = result.data;
    else faults.push(`${name}: ${result.error.issues.map((issue) => issue.message).join(', ')}`);
  }
  if (faults.length > 0) {
    throw new ConfigurationError(`settings in the environment are wrong: ${faults.join('; ')}`);
  }
  const config = values as unknown as Config;
  return {
    ...config,
    MAINSTAY_HOME: resolve(config.MAINSTAY_HOME),
  };
}
