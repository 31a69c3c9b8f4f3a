import { ConfigurationError } from '../core/errors.ts';

interface Failure {
  /** Of Node for the network, SQLSTATE for what Postgres says. */
  readonly code?: string;
  readonly message?: string;
}

/** What went wrong and what would mend it, by code. */
const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: start Postgres, or correct host and port in DATABASE_URL',
  ENOTFOUND: 'there is no such host: correct DATABASE_URL',
  EAI_AGAIN: 'its host name cannot be looked up now: check the network, or DATABASE_URL',
  ETIMEDOUT: 'it does not answer: check the network and its firewall, or DATABASE_URL',
  ECONNRESET: 'it hung up: is it Postgres, and does it want TLS (?sslmode=require)?',
  '28P01': 'it refuses user and password: correct them in DATABASE_URL',
  '28000': 'it does not let this user in: see its pg_hba.conf, and the user in DATABASE_URL',
  '3D000': 'it has no database of that name: create it (createdb), or correct the name in DATABASE_URL',
  '42501': 'the user may not create tables there: grant it that, or use another one',
  '53300': 'it takes no more connections: raise its max_connections, or lower DATABASE_POOL',
  '57P03': 'it is still starting: try again in a moment',
  '42P07':
    'it holds tables that Mainstay did not make: give Mainstay a database of its own and name that in DATABASE_URL',
};

/** Why the database cannot be used, without its password. */
export function explainDatabaseFailure(connectionString: string, cause: unknown): ConfigurationError {
  if (cause instanceof ConfigurationError) return cause;
  const { host } = new URL(connectionString);
  const { code, message } = rootOf(cause);
  const known = code === undefined ? undefined : sentences[code];
  const timedOut = /timeout/i.test(message ?? '') ? sentences.ETIMEDOUT : undefined;
  return new ConfigurationError(
    `the database at ${host} cannot be used: ${known ?? timedOut ?? message ?? code ?? 'for no known reason'}`,
    { cause },
  );
}

/** A migration that fails names the error of Postgres as its cause; a host with two addresses gives one for each. */
function rootOf(error: unknown): Failure {
  const { cause, errors } = error as { cause?: unknown; errors?: readonly unknown[] };
  if (errors?.[0]) return rootOf(errors[0]);
  const failure = error as Failure;
  return cause && failure.code === undefined ? { ...failure, ...rootOf(cause) } : failure;
}
