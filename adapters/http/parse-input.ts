import type { Request } from 'express';
import type { z } from 'zod';
import { BadInputError } from '../../core/errors.ts';

/** The JSON body, held against its schema. @throws BadInputError naming each field and what is wrong with it. */
export function readBody<T extends z.ZodType>(schema: T, request: Request): z.output<T> {
  return parseInput(schema, request.body ?? {}, 'the body');
}

/**
 * @param what names the value in the sentence that refuses it.
 * @throws BadInputError naming each field and what is wrong with it.
 */
export function parseInput<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || what}: ${issue.message}`);
  throw new BadInputError(`${what} is not right: ${faults.join('; ')}`);
}
