import { z } from 'zod';
import {
  type DeskCommand,
  type DeskKeys,
  defaultDeskKeys,
  fixedDeskKeys,
} from '../../../core/contracts/desk-keys.ts';
import { BadInputError } from '../../../core/errors.ts';

const oneSign = z
  .string()
  .refine(
    (key) => [...key].length === 1 && /^[\p{L}\p{P}\p{S}]$/u.test(key),
    'is one letter or sign; digits choose in lists',
  )
  .refine(
    (key) => !fixedDeskKeys.includes(key),
    `is none of ${fixedDeskKeys.join(' ')}, which are everybody's`,
  );

const commands = Object.keys(defaultDeskKeys) as DeskCommand[];

export const deskKeysSchema = z.object({
  keys: z.strictObject(
    Object.fromEntries(commands.map((command) => [command, oneSign.optional()])) as Record<
      DeskCommand,
      z.ZodOptional<typeof oneSign>
    >,
  ),
});

/**
 * What somebody chose, with the defaults of the rest.
 * @throws BadInputError naming two commands that would have the same key.
 */
export function chosenKeys({ keys: chosen }: z.output<typeof deskKeysSchema>): DeskKeys {
  const given = Object.entries(chosen).filter(([, key]) => key !== undefined);
  const keys: DeskKeys = { ...defaultDeskKeys, ...Object.fromEntries(given) };
  for (const command of commands) {
    const other = commands.find((one) => one !== command && keys[one] === keys[command]);
    if (other) throw new BadInputError(`keys: "${keys[command]}" cannot be both ${command} and ${other}`);
  }
  return keys;
}
