import type { Database } from './database.ts';
import { migrationFiles } from './migrate.ts';

/**
 * What is wrong with the schema for this version, or null. A newer one is right: replicas of the version before that
 * run already go on while a new one is brought out (`migrate` lets none of them start any more).
 * @throws UnavailableError when the database does not answer.
 */
export async function schemaProblem(database: Database): Promise<string | null> {
  const [files, { rows }] = await Promise.all([
    migrationFiles(),
    database.query<{ name: string }>('select name from schema_migrations'),
  ]);
  const applied = new Set(rows.map(({ name }) => name));
  const missing = files.filter((name) => !applied.has(name));
  return missing.length === 0
    ? null
    : `the schema lacks ${missing.join(', ')}; start one replica of this version anew`;
}
