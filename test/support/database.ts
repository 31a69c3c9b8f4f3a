import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { Database } from '../../adapters/postgres/database.ts';

export interface TestDatabase {
  database: Database;
  connectionString: string;
  /** Closes the pool and drops the clone. */
  drop(): Promise<void>;
}

/** A clone of the migrated template, for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateConnectionString'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(template, `create database ${name} template mainstay_template`);
  const connectionString = Object.assign(new URL(template), { pathname: `/${name}` }).toString();
  const database = new Database({ connectionString });
  return {
    database,
    connectionString,
    async drop() {
      await database.close();
      await onServer(template, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(template: URL, statement: string): Promise<void> {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(template), { pathname: '/postgres' }).toString(),
  });
  await client.connect();
  // Two files that clone at once wait for each other's hold on the template.
  await client.query('select pg_advisory_lock(7164251)');
  await client.query(statement);
  await client.end();
}
