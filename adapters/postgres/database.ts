import pg from 'pg';
import { UnavailableError } from '../../core/errors.ts';
import type { Transaction } from '../../core/transaction.ts';
import { translated } from './connection-errors.ts';

// int8 arrives as text; counts, sequences and cents stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/**
 * SQL text; with a name it is parsed and planned once per connection (for the few that every message runs). PgBouncer
 * in transaction mode knows named statements from version 1.21 (max_prepared_statements).
 */
export type Statement = string | { readonly name: string; readonly text: string };

/** What runs a query: the pool, or one transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

class PgTransaction implements Transaction {
  readonly kind = 'transaction';
  readonly client: pg.PoolClient;
  constructor(client: pg.PoolClient) {
    this.client = client;
  }
}

/** Hands a statement to pg, which writes the values into the object that it is given. */
function runOn<Row extends pg.QueryResultRow>(
  target: pg.Pool | pg.PoolClient,
  statement: Statement,
  values: readonly unknown[],
): Promise<pg.QueryResult<Row>> {
  if (typeof statement === 'string') return target.query<Row>(statement, values as unknown[]);
  return target.query<Row>({ ...statement, values: values as unknown[] });
}

/** The client behind a transaction token. */
export function clientOf(tx: Transaction): pg.PoolClient {
  if (!(tx instanceof PgTransaction))
    throw new TypeError('this transaction was not begun by adapters/postgres');
  return tx.client;
}

export class Database {
  readonly pool: pg.Pool;

  constructor(options: {
    connectionString: string;
    maxConnections?: number;
    onIdleError?: (error: Error) => void;
  }) {
    this.pool = new pg.Pool({
      connectionString: options.connectionString,
      max: options.maxConnections ?? 10,
      connectionTimeoutMillis: 5_000,
    });
    // Without a listener an idle connection that breaks would end the process.
    this.pool.on('error', options.onIdleError ?? (() => {}));
  }

  /** @throws UnavailableError when the database does not answer. */
  async query<Row extends pg.QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    try {
      return await runOn<Row>(this.pool, statement, values);
    } catch (error) {
      throw translated(error);
    }
  }

  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   * @throws UnavailableError when no connection can be had, or it broke in the middle.
   */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((cause) => {
      throw new UnavailableError('the database does not answer', { cause });
    });
    let broken: Error | undefined;
    // A connection that breaks between two queries has no query to reject: without a listener the process would end.
    const onError = (error: Error) => {
      broken = error;
    };
    client.on('error', onError);
    try {
      await client.query('begin');
      const result = await work(new PgTransaction(client));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
      throw translated(error);
    } finally {
      // A broken one says so more than once, and is thrown away with its listener.
      if (!broken) client.off('error', onError);
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
