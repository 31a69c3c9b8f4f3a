import type { ImportFileView } from '../../core/contracts/console-imports.ts';
import type { StaffBrowser } from './staff.ts';

/** Sends a file as the page does, in pieces. @returns it, whole. */
export async function sendImportFile(
  browser: StaffBrowser,
  shopId: string,
  content: string | Uint8Array,
  { name = 'file.csv', pieceBytes = 65_536 } = {},
): Promise<ImportFileView> {
  const bytes = Buffer.from(content as Uint8Array);
  const base = `/api/console/shops/${shopId}/imports/files`;
  const { id } = await browser.ask<ImportFileView>('POST', base, { name, bytes: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
    const answer = await putPiece(
      browser,
      `${base}/${id}`,
      offset,
      bytes.subarray(offset, offset + pieceBytes),
    );
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
  return browser.ask<ImportFileView>('POST', `${base}/${id}/complete`);
}

export function putPiece(
  browser: StaffBrowser,
  file: string,
  offset: number,
  piece: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${browser.origin}${file}/pieces?offset=${offset}`, {
    method: 'PUT',
    headers: {
      cookie: browser.cookie,
      'x-csrf-token': browser.token,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    body: Buffer.from(piece),
  });
}
