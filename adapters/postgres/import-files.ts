import type { Queryable } from './database.ts';

/** A file that was sent, or is being sent, through the console. */
export interface ImportFile {
  readonly shopId: string;
  readonly id: string;
  readonly name: string;
  /** As announced. */
  readonly bytes: number;
  /** Of the content, unpacked; null: not whole yet. */
  readonly sha256: string | null;
  readonly unpackedBytes: number | null;
  readonly isUtf8: boolean | null;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

const columns = `shop_id as "shopId", id, name, bytes, sha256, unpacked_bytes as "unpackedBytes", is_utf8 as "isUtf8",
  uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"`;

export async function addImportFile(
  database: Queryable,
  file: Pick<ImportFile, 'shopId' | 'id' | 'name' | 'bytes' | 'uploadedBy' | 'uploadedAt'>,
): Promise<void> {
  await database.query(
    `insert into import_files (shop_id, id, name, bytes, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [file.shopId, file.id, file.name, file.bytes, file.uploadedBy, file.uploadedAt],
  );
}

export async function importFileOf(
  database: Queryable,
  shopId: string,
  id: string,
): Promise<ImportFile | null> {
  const { rows } = await database.query<ImportFile & Record<string, unknown>>(
    `select ${columns} from import_files where shop_id = $1 and id = $2`,
    [shopId, id],
  );
  return rows[0] ?? null;
}

/** Notes that a file is whole, and what it holds. */
export async function setImportFileFacts(
  database: Queryable,
  file: { shopId: string; id: string },
  facts: { sha256: string; bytes: number; isUtf8: boolean },
): Promise<void> {
  await database.query(
    `update import_files set sha256 = $3, unpacked_bytes = $4, is_utf8 = $5 where shop_id = $1 and id = $2`,
    [file.shopId, file.id, facts.sha256, facts.bytes, facts.isUtf8],
  );
}

export async function deleteImportFile(database: Queryable, shopId: string, id: string): Promise<void> {
  await database.query('delete from import_files where shop_id = $1 and id = $2', [shopId, id]);
}

/** Forgets files that came before a moment. */
export async function deleteImportFilesBefore(database: Queryable, before: Date): Promise<void> {
  await database.query(
    `delete from import_files f where uploaded_at < $1
       and not exists (select from imports i where i.shop_id = f.shop_id and i.file_id = f.id and i.state = 'running')`,
    [before],
  );
}

/** Whether an import that could go on still needs the file, or none has taken it yet. */
export async function isImportFileUsed(database: Queryable, shopId: string, id: string): Promise<boolean> {
  const { rows } = await database.query<{ used: boolean }>(
    `select coalesce(bool_or(state in ('running', 'paused', 'failed')), true) as used
     from imports where shop_id = $1 and file_id = $2`,
    [shopId, id],
  );
  return rows[0]!.used;
}
