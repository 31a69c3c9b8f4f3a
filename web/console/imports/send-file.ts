import {
  type ImportFileRequest,
  type ImportFileView,
  importPieceBytes,
} from '../../../core/contracts/console-imports.ts';
import { ask } from '../../ui/api/ask.ts';
import { RequestError } from '../../ui/api/request-error.ts';

export interface SendingState {
  readonly sentBytes: number;
  /** The connection broke; it is tried again. */
  readonly waiting: boolean;
}

const tries = 6;
const waitMs = 1_000;
/** So that something moves soon. */
const firstPieceBytes = 262_144;

/**
 * Sends a file in pieces, each again when the connection breaks, from wherever the server got to.
 * @param path of the shop's import files.
 * @returns the file, whole and looked through. @throws RequestError when the server refuses it.
 */
export async function sendFile(
  path: string,
  file: File,
  { signal, tell }: { signal: AbortSignal; tell(state: SendingState): void },
): Promise<ImportFileView> {
  const announced: ImportFileRequest = { name: file.name, bytes: file.size };
  const { id } = await ask<ImportFileView>('POST', path, announced, signal);
  let sentBytes = 0;
  let failures = 0;
  while (sentBytes < file.size) {
    const piece = file.slice(sentBytes, sentBytes + (sentBytes === 0 ? firstPieceBytes : importPieceBytes));
    try {
      const url = `${path}/${id}/pieces?offset=${sentBytes}`;
      sentBytes = (await ask<{ received: number }>('PUT', url, piece, signal)).received;
      failures = 0;
      tell({ sentBytes, waiting: false });
    } catch (error) {
      if (!mayPass(error) || ++failures === tries) throw error;
      tell({ sentBytes, waiting: true });
      await new Promise((resolve) => setTimeout(resolve, waitMs * 2 ** failures));
      signal.throwIfAborted();
      sentBytes = await ask<ImportFileView>('GET', `${path}/${id}`, undefined, signal).then(
        ({ received }) => received,
        () => sentBytes,
      );
    }
  }
  return ask<ImportFileView>('POST', `${path}/${id}/complete`, {}, signal);
}

/** No answer, or a server that is starting; a full disk does not pass. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof RequestError &&
    (error.status === 0 || error.status >= 500) &&
    error.details.reason !== 'disk_full'
  );
}
