import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../adapters/postgres/embedded.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    templateConnectionString: string;
  }
}

/** One Postgres for the whole test run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mainstay-test-'));
  await chmod(folder, 0o755);
  const server = await startEmbedded({
    folder,
    password: 'test',
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '200' },
  });
  const template = await server.database('mainstay_template');
  await migrate(template);
  project.provide('templateConnectionString', template);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
