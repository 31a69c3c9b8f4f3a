import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { MainstayError } from '../../core/errors.ts';
import { LinkSigner } from './link-signer.ts';

export interface StoredUpload {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** What one conversation may hold. */
export interface UploadQuota {
  readonly files: number;
  readonly bytes: number;
}

export interface UploadStore {
  /**
   * Keeps all of them or none.
   * @throws MainstayError `too_large` when the conversation would then hold more than its quota.
   */
  save(key: ConversationKey, uploads: readonly StoredUpload[], quota: UploadQuota): Promise<void>;
  remove(key: ConversationKey, ids: readonly string[]): Promise<void>;
  find(key: ConversationKey, id: string): Promise<StoredUpload | null>;
}

/**
 * What shoppers may send, with the bytes that such a file begins with. Nothing that a browser runs: HTML and SVG
 * carry scripts.
 */
const signatures: Readonly<Record<string, (content: Buffer) => boolean>> = {
  'image/png': (content) => content.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')),
  'image/jpeg': (content) => content.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')),
  'image/gif': (content) => /^GIF8[79]a$/.test(content.toString('latin1', 0, 6)),
  'image/webp': (content) => /^RIFF.{4}WEBP$/s.test(content.toString('latin1', 0, 12)),
  'application/pdf': (content) => content.toString('latin1', 0, 5) === '%PDF-',
  'text/plain': (content) => !content.includes(0),
};

/** @throws MainstayError `unsupported` when the type is not accepted, or the file is not of the type it claims. */
export function checkUpload(contentType: string, content: Buffer): void {
  const isSo = signatures[contentType];
  if (!isSo)
    throw new MainstayError(
      'unsupported',
      `files of type ${contentType} are not accepted; send one of ${Object.keys(signatures).join(', ')}`,
    );
  if (!isSo(content))
    throw new MainstayError('unsupported', `the file is not what it says it is (${contentType})`);
}

/** A name that is safe in a header and on a disk; never empty. */
export function safeName(name: string): string {
  // Busboy hands the file name over as latin1 when the client did not say how it is encoded.
  const cleaned = name
    .replace(/[\p{Cc}"\\/:*?<>|;]/gu, '_')
    .trim()
    .slice(-120);
  return cleaned === '' ? 'file' : cleaned;
}

/** Signs upload addresses: an <img> cannot send a token, and an address without its signature opens nothing. */
export class UploadLinks {
  readonly #signer: LinkSigner;

  constructor(secret: Uint8Array) {
    this.#signer = new LinkSigner(secret, 'upload');
  }

  path(key: ConversationKey, id: string): string {
    return `/v3/directline/conversations/${key.conversationId}/uploads/${id}?shop=${key.shopId}&signature=${this.#signer.sign(key, id)}`;
  }

  isSigned(key: ConversationKey, id: string, signature: unknown): boolean {
    return this.#signer.isSigned(key, id, signature);
  }
}
