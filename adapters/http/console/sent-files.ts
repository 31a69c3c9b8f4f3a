import type { ImportAsked, ImportFileView } from '../../../core/contracts/console-imports.ts';
import { ConflictError, MainstayError, NotFoundError } from '../../../core/errors.ts';
import type { Database } from '../../postgres/database.ts';
import { deleteImportFile, type ImportFile, importFileOf } from '../../postgres/import-files.ts';
import type { Mapping } from '../../shop-import/columns/parse-mapping.ts';
import type { ImportFolder } from '../../shop-import/upload/import-folder.ts';
import { parseInput } from '../parse-input.ts';
import type { ImportQuestion } from './import-runner.ts';
import { idParameter } from './page-query.ts';

/** The files that were sent through the console: the row that tells of each, and the bytes in the folder. */
export class SentFiles {
  readonly #database: Database;
  readonly #folder: ImportFolder;

  constructor({ database, folder }: { database: Database; folder: ImportFolder }) {
    this.#database = database;
    this.#folder = folder;
  }

  /** @throws NotFoundError */
  async get(shopId: string, id: unknown): Promise<ImportFile> {
    const file = await importFileOf(this.#database, shopId, parseInput(idParameter, id, 'the id'));
    if (file) return file;
    throw new NotFoundError('there is no such file; choose it again', { details: { reason: 'file_gone' } });
  }

  async view({ id, name, bytes, sha256 }: ImportFile): Promise<ImportFileView> {
    return { id, name, bytes, received: await this.#folder.received(id), complete: sha256 !== null };
  }

  async remove(shopId: string, id: string): Promise<void> {
    await this.#folder.remove(id);
    await deleteImportFile(this.#database, shopId, id);
  }

  /** How a file is asked about. @throws ConflictError while it is not whole; NotFoundError when it is not here. */
  async question(file: ImportFile, asked: ImportAsked): Promise<ImportQuestion> {
    await this.#folder.received(file.id);
    const { sha256, unpackedBytes, isUtf8, name } = file;
    if (sha256 === null || unpackedBytes === null || isUtf8 === null)
      throw new ConflictError('the file is not here as a whole yet', { details: { reason: 'incomplete' } });
    const { mapping = {}, ...rest } = asked;
    return {
      ...rest,
      path: this.#folder.pathOf(file.id),
      fileName: name,
      mapping: new Map(Object.entries(mapping)) as Mapping,
      facts: { sha256, bytes: unpackedBytes, isUtf8 },
    };
  }

  /** Tells what goes wrong with a file by the name that it has where it came from. */
  async named<T>(file: ImportFile, work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof MainstayError)) throw error;
      const message = error.message.replaceAll(this.#folder.pathOf(file.id), file.name);
      throw new MainstayError(error.code, message, {
        cause: error,
        ...(error.details && { details: error.details }),
      });
    }
  }
}
