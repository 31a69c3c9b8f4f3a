import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { ConfigurationError } from '../../core/errors.ts';

const migrationsFolder = new URL('./migrations/', import.meta.url);
/** Any fixed number: replicas that start together take turns by it. */
const advisoryLock = 7_164_251_012;

/**
 * Brings the schema up to date: every numbered file in migrations/ that was not applied yet, in order, each in a
 * transaction of its own, under an advisory lock.
 * @returns the names of the migrations applied now.
 * @throws ConfigurationError when a newer version has been here: what this one would write, that one may not read.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
    const applied = new Set(rows.map((row) => row.name));
    const known = await migrationFiles();
    const newer = [...applied].filter((name) => !known.includes(name)).sort();
    if (newer.length > 0)
      throw new ConfigurationError(
        `the database was brought up to date by a newer Mainstay (${newer.join(', ')}): start that version, or give this one another database`,
      );
    const pending = known.filter((name) => !applied.has(name));
    for (const name of pending) await apply(client, name);
    return pending;
  } finally {
    await client.end();
  }
}

/** Names of the migrations that this version brings, in order. */
export async function migrationFiles(): Promise<string[]> {
  return (await readdir(migrationsFolder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort();
}

async function apply(client: pg.Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, migrationsFolder), 'utf8');
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(cause as Error).message}`, { cause });
  }
}
