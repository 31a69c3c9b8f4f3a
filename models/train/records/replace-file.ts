import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Written beside and moved into place: a kill or a full disk in the middle leaves what was there. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const beside = `${path}.new`;
  try {
    writeFileSync(beside, content, { flush: true });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
