import type { Response } from 'express';
import type { PersonalDataExport } from '../../postgres/personal-data.ts';

/** As a file, which no browser shows as a page of ours. @param name of the file, without its ending. */
export function sendExport(response: Response, data: PersonalDataExport, name: string): void {
  response.set({
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="${name}.json"`,
    'content-security-policy': "default-src 'none'; sandbox",
  });
  response.json(data);
}
