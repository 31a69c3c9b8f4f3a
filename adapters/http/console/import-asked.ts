import { z } from 'zod';
import { importEncodings, importKinds } from '../../../core/contracts/console-imports.ts';

const target = z.union([
  z.object({ column: z.string().max(500) }),
  z.object({ constant: z.string().max(500) }),
]);

/** ImportAsked, as it comes over the wire. */
export const askedSchema = z.object({
  kind: z.enum(importKinds).optional(),
  mapping: z.record(z.string().max(60), target).optional(),
  encoding: z.enum(importEncodings).optional(),
  delimiter: z.string().length(1).optional(),
  dates: z.enum(['dmy', 'mdy']).optional(),
  keepRepeats: z.boolean().optional(),
  createProducts: z.boolean().optional(),
});
