import { z } from 'zod';
import { isId } from '../../../core/ids.ts';

/** `after` as the page before named it, and how many rows. @param form what `after` looks like. */
export function pageQuery(form: RegExp) {
  return z.object({
    after: z.string().regex(form, 'is not what the page before named as next').optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  });
}

/** A UUID in a path. */
export const idParameter = z.string().refine(isId, 'is no id');
