import type { ConversationKey } from '../../bot/ports/conversation-store.ts';
import type { StoredUpload, UploadStore } from '../direct-line/uploads.ts';
import type { Database } from './database.ts';

export class PostgresUploadStore implements UploadStore {
  readonly #db: Database;

  constructor(database: Database) {
    this.#db = database;
  }

  async save(key: ConversationKey, upload: StoredUpload): Promise<void> {
    await this.#db.query(
      `insert into uploads (shop_id, id, conversation_id, name, content_type, content)
       values ($1, $2, $3, $4, $5, $6)`,
      [key.shopId, upload.id, key.conversationId, upload.name, upload.contentType, upload.content],
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
