import type { Request, Response } from 'express';
import multer from 'multer';
import { BadInputError, MainstayError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import { refuseOddJson } from '../http/refuse-odd-json.ts';
import { checkUpload, type StoredUpload, safeName } from './uploads.ts';

const activityType = 'application/vnd.microsoft.activity';

/**
 * Reads a Direct Line upload: files, and beside them an activity part of its own content type.
 * @throws MainstayError `too_large`, `unsupported`, `bad_input`.
 */
export async function readUploads(
  request: Request,
  response: Response,
  maxBytes: number,
): Promise<{ body: Record<string, unknown>; files: readonly StoredUpload[] }> {
  if (!request.is('multipart/form-data'))
    throw new MainstayError(
      'unsupported',
      'an upload is multipart/form-data with an activity part and files',
    );
  const parse = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: maxBytes, files: 6, fields: 6, fieldSize: 65_536, parts: 12 },
    defParamCharset: 'utf8',
  }).any();
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error: unknown) => (error ? reject(uploadError(error, maxBytes)) : resolve()));
  });
  const parts = (request.files ?? []) as Express.Multer.File[];
  const activityPart = parts.find((part) => part.fieldname === 'activity');
  const files = parts.filter((part) => part !== activityPart);
  if (files.length === 0) throw new BadInputError('the upload has no file');
  const text =
    activityPart?.buffer.toString('utf8') ?? (request.body as { activity?: string } | undefined)?.activity;
  return {
    body: text === undefined ? {} : parseActivity(text),
    files: files.map((part) => {
      const contentType = part.mimetype.toLowerCase();
      checkUpload(contentType, part.buffer);
      return { id: newId(), name: safeName(part.originalname), contentType, content: part.buffer };
    }),
  };
}

function parseActivity(text: string): Record<string, unknown> {
  const parsed = jsonOf(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new BadInputError(`the part "activity" (${activityType}) is not a JSON object`);
  refuseOddJson(parsed, { nul: 'kept' });
  return parsed as Record<string, unknown>;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function uploadError(error: unknown, maxBytes: number): unknown {
  if (!(error instanceof multer.MulterError))
    return new BadInputError('the multipart body is broken', { cause: error });
  return error.code.startsWith('LIMIT_')
    ? new MainstayError('too_large', `an upload holds at most 5 files of ${maxBytes} bytes`, { cause: error })
    : new BadInputError('the multipart body is not an upload', { cause: error });
}
