import { pino } from 'pino';
import type { LogFields, Logger } from '../../core/logger.ts';
import { describeError } from './describe-error.ts';

/** Fields that never reach a log line, wherever somebody passes them. */
const redacted = [
  'text',
  'email',
  'name',
  'phone',
  'address',
  'token',
  'authorization',
  'password',
  'secret',
];

/** JSON lines on standard error, so that a command's standard output stays its own. */
export function createPinoLogger(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Logger {
  const logger = pino(
    {
      level,
      base: null,
      redact: { paths: redacted.flatMap((field) => [field, `*.${field}`]), censor: '[redacted]' },
    },
    pino.destination(2),
  );
  const write =
    (severity: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: LogFields = {}) =>
      logger[severity](describeErrors(fields), message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function describeErrors(fields: LogFields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? describeError(value) : value,
    ]),
  );
}
