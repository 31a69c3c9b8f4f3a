import { Router } from 'express';
import { z } from 'zod';
import type { ImportAsked, ImportFileView } from '../../../core/contracts/console-imports.ts';
import { BadInputError, ConflictError, MainstayError } from '../../../core/errors.ts';
import { newId } from '../../../core/ids.ts';
import { addImportFile, setImportFileFacts } from '../../postgres/import-files.ts';
import { newestOfFile } from '../../postgres/import-views.ts';
import { inspectSource } from '../../shop-import/source/inspect-source.ts';
import { refuseOtherFormat } from '../../shop-import/source/refuse-other-format.ts';
import { parseInput, readBody } from '../parse-input.ts';
import { staffOf } from '../staff/staff-member.ts';
import type { ConsoleParts } from './console-parts.ts';
import { askedSchema } from './import-asked.ts';
import { previewView } from './import-preview-view.ts';
import { SentFiles } from './sent-files.ts';
import { shopOf } from './shop-of.ts';

const fileSchema = z.object({
  name: z.string().trim().min(1).max(255),
  bytes: z.int().min(1, 'the file is empty'),
});

/** Files of a shop's own data: sent piece by piece, then looked at in whichever way of reading them. */
export function importFilesRouter({ database, clock, imports }: ConsoleParts): Router {
  const { folder, runner, mostBytes } = imports;
  const files = new SentFiles({ database, folder });
  const router = Router({ mergeParams: true });

  router.post('/imports/files', async (request, response) => {
    const { name, bytes } = readBody(fileSchema, request);
    const megabytes = Math.floor(mostBytes / 1_048_576);
    if (bytes > mostBytes)
      throw new MainstayError(
        'too_large',
        `files up to ${megabytes} MB are taken here; import larger ones by the command line`,
        { details: { reason: 'file_too_large', megabytes } },
      );
    const id = newId();
    await folder.create(id, bytes);
    const [shopId, uploadedBy] = [shopOf(request), staffOf(response).id];
    await addImportFile(database, { shopId, id, name, bytes, uploadedBy, uploadedAt: clock.now() });
    response.status(201).json({ id, name, bytes, received: 0, complete: false } satisfies ImportFileView);
  });

  router.get('/imports/files/:file', async (request, response) => {
    response.json(await files.view(await files.get(shopOf(request), request.params.file)));
  });

  router.put('/imports/files/:file/pieces', async (request, response) => {
    const file = await files.get(shopOf(request), request.params.file);
    if (!request.is('application/octet-stream'))
      throw new MainstayError('unsupported', 'a piece of a file comes as application/octet-stream');
    const schema = z.object({ offset: z.coerce.number().int().min(0).max(file.bytes) });
    const { offset } = parseInput(schema, request.query, 'the query');
    if (file.sha256 !== null) throw new ConflictError('the file is whole already');
    const received = await folder.write(file.id, offset, request);
    if (received > file.bytes)
      throw new BadInputError(`more bytes came than the ${file.bytes} that were announced`);
    response.json({ received });
  });

  router.post('/imports/files/:file/complete', async (request, response) => {
    const file = await files.get(shopOf(request), request.params.file);
    const received = await folder.received(file.id);
    if (received !== file.bytes)
      throw new ConflictError(`${received} of ${file.bytes} bytes are here`, {
        details: { reason: 'gap', received },
      });
    const facts = await files.named(file, inspectSource(folder.pathOf(file.id)));
    refuseOtherFormat(facts.head);
    await setImportFileFacts(database, file, facts);
    response.json(await files.view(await files.get(file.shopId, file.id)));
  });

  router.delete('/imports/files/:file', async (request, response) => {
    const file = await files.get(shopOf(request), request.params.file);
    await files.remove(file.shopId, file.id);
    response.status(204).end();
  });

  router.post('/imports/files/:file/preview', async (request, response) => {
    const file = await files.get(shopOf(request), request.params.file);
    const question = await files.question(file, readBody(askedSchema, request) as ImportAsked);
    const whole = request.query.whole === '1';
    const left = new AbortController();
    response.once('close', () => left.abort());
    const answer = await files.named(file, runner.preview(file.shopId, question, whole, left.signal));
    response.json(previewView(answer, await newestOfFile(database, file.shopId, file.sha256!)));
  });

  return router;
}
