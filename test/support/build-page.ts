import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const web = fileURLToPath(new URL('../../web/', import.meta.url));

/** Builds pages (their folders below web/) as the product's build does; returns the folder to serve. */
export async function buildPage(...names: string[]): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'mainstay-page-'));
  await build({
    root: web,
    configFile: false,
    logLevel: 'error',
    html: { cspNonce: '__NONCE__' },
    build: {
      outDir,
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(web, name, 'index.html')])),
      },
    },
  });
  return outDir;
}
