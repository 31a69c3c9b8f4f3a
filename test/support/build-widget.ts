import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the widget as the product's build does, its limit of size included; returns the folder to serve. */
export async function buildWidget(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'mainstay-widget-'));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  await build({
    root,
    configFile: join(root, 'vite.widget.config.ts'),
    logLevel: 'error',
    build: { outDir },
  });
  return outDir;
}
