import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import { MainstayError } from '../../core/errors.ts';
import type { StoredUpload, UploadQuota, UploadStore } from '../direct-line/uploads.ts';
import { clientOf, type Database } from './database.ts';

export class PostgresUploadStore implements UploadStore {
  readonly #db: Database;

  constructor(database: Database) {
    this.#db = database;
  }

  save(key: ConversationKey, uploads: readonly StoredUpload[], quota: UploadQuota): Promise<void> {
    return this.#db.transaction(async (tx) => {
      const client = clientOf(tx);
      // One after the other within a conversation: side by side, each would count what was there before both.
      await client.query("select pg_advisory_xact_lock(hashtextextended('uploads/' || $1, 0))", [
        key.conversationId,
      ]);
      for (const { id, name, contentType, content } of uploads)
        await client.query(
          `insert into uploads (shop_id, id, conversation_id, name, content_type, content)
           values ($1, $2, $3, $4, $5, $6)`,
          [key.shopId, id, key.conversationId, name, contentType, content],
        );
      const { rows } = await client.query<{ files: number; bytes: number }>(
        `select count(*) as files, coalesce(sum(octet_length(content)), 0)::bigint as bytes from uploads
         where shop_id = $1 and conversation_id = $2`,
        [key.shopId, key.conversationId],
      );
      const { files, bytes } = rows[0]!;
      if (files > quota.files || bytes > quota.bytes)
        throw new MainstayError(
          'too_large',
          `a conversation holds at most ${quota.files} files of ${quota.bytes} bytes together`,
        );
    });
  }

  async remove(key: ConversationKey, ids: readonly string[]): Promise<void> {
    await this.#db.query(
      'delete from uploads where shop_id = $1 and conversation_id = $2 and id = any($3::uuid[])',
      [key.shopId, key.conversationId, ids],
    );
  }

  async find(key: ConversationKey, id: string): Promise<StoredUpload | null> {
    const { rows } = await this.#db.query<StoredUpload & { content: Buffer }>(
      `select id, name, content_type as "contentType", content from uploads
       where shop_id = $1 and conversation_id = $2 and id = $3`,
      [key.shopId, key.conversationId, id],
    );
    return rows[0] ?? null;
  }
}
