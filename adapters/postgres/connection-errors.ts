import { BadInputError, UnavailableError } from '../../core/errors.ts';

/** SQLSTATEs that say "the server, not the statement": nothing is wrong with what was asked. */
const serverStates = new Set([
  '53300', // too many connections
  '57P01', // the administrator ends this connection
  '57P02', // crash shutdown
  '57P03', // starting up or shutting down
]);
/** U+0000 and half a surrogate pair: whoever let them through, they came with the request. */
const unstorableText = new Set(['22021', '22P05']);
const socketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOENT',
]);
/** pg has no codes for these. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after|Query read timeout)/;

/** The error to throw for one that the driver threw: what became of connection or characters, else itself. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (unstorableText.has(code))
    return new BadInputError('a text has a character that cannot be stored (U+0000)', { cause: error });
  const lost =
    serverStates.has(code) ||
    code.startsWith('08') ||
    socketCodes.has(code) ||
    driverMessages.test(error.message);
  return lost ? new UnavailableError('the database does not answer', { cause: error }) : error;
}
